package io.connects.core.routing;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * The work items that wait for their turn, in submission order, and the window: how many may be held at Cisco, or be on their way there, for the
 * route and for one script selector. Not thread-safe.
 */
final class Line {
    /** Where an item stands. All but the first two hold a place in the window. */
    enum Place {
        NONE,
        WAITING,
        READING,
        READY,
        OPEN
    }

    private static final Comparator<Item> ORDER = Comparator.comparing(item -> item.psr, Psr.SUBMISSION_ORDER);

    private final RoutingOptions options;
    private final Map<String, TreeSet<Item>> waiting = new HashMap<>();
    private final TreeSet<Item> ready = new TreeSet<>(ORDER);
    private final Map<String, Integer> held = new HashMap<>();
    private int heldInAll;
    private int ahead;

    Line(RoutingOptions options) {
        this.options = options;
    }

    /** Moves an item, which must not change its PSR's fields while it stands in line. */
    void move(Item item, Place to) {
        leave(item);
        item.place = to;
        switch (to) {
            case NONE -> {}
            case WAITING ->
                waiting.computeIfAbsent(item.selector, selector -> new TreeSet<>(ORDER))
                        .add(item);
            case READING -> hold(item, 1, 1);
            case READY -> {
                hold(item, 1, 1);
                ready.add(item);
            }
            case OPEN -> hold(item, 1, 0);
        }
    }

    private void leave(Item item) {
        switch (item.place) {
            case NONE -> {}
            case WAITING -> {
                TreeSet<Item> same = waiting.getOrDefault(item.selector, new TreeSet<>(ORDER));
                same.remove(item);
                if (same.isEmpty()) {
                    waiting.remove(item.selector);
                }
            }
            case READING -> hold(item, -1, -1);
            case READY -> {
                hold(item, -1, -1);
                ready.remove(item);
            }
            case OPEN -> hold(item, -1, 0);
        }
    }

    private void hold(Item item, int places, int placesAhead) {
        held.merge(item.selector, places, Integer::sum);
        held.remove(item.selector, 0);
        heldInAll += places;
        ahead += placesAhead;
    }

    /** The first waiting item that the window and the reading ahead have room for. */
    Optional<Item> nextToRead() {
        return nextToRead(item -> true);
    }

    /** The first such item among those that the caller wants. */
    Optional<Item> nextToRead(Predicate<Item> wanted) {
        if (heldInAll >= options.window() || ahead >= options.readAhead()) {
            return Optional.empty();
        }
        return waiting.entrySet().stream()
                .filter(same -> held.getOrDefault(same.getKey(), 0) < options.selectorWindow())
                .flatMap(same -> same.getValue().stream().filter(wanted).findFirst().stream())
                .min(ORDER);
    }

    Optional<Item> nextToSubmit() {
        return ready.isEmpty() ? Optional.empty() : Optional.of(ready.first());
    }

    /** What has been read and not yet submitted, in order. */
    List<Item> ready() {
        return List.copyOf(ready);
    }

    boolean anyWaiting() {
        return !waiting.isEmpty();
    }
}
