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
 * route and for one script selector of a router. Not thread-safe.
 */
final class Line {
    /** One script selector of one router: items of a lane wait for the same things. */
    record Lane(String router, String selector) {
        static final Lane NOWHERE = new Lane("", "");
    }

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
    private final Predicate<String> routerReady;
    private final Map<Lane, TreeSet<Item>> waiting = new HashMap<>();
    private final TreeSet<Item> ready = new TreeSet<>(ORDER);
    private final Map<Lane, Integer> held = new HashMap<>();
    private int heldInAll;
    private int ahead;

    /** @param routerReady tells of a router whether it takes tasks; nobody is taken out of the line for one that does not */
    Line(RoutingOptions options, Predicate<String> routerReady) {
        this.options = options;
        this.routerReady = routerReady;
    }

    /** Moves an item, which must not change its PSR's fields while it stands in line. */
    void move(Item item, Place to) {
        leave(item);
        item.place = to;
        switch (to) {
            case NONE -> {}
            case WAITING ->
                waiting.computeIfAbsent(item.lane, lane -> new TreeSet<>(ORDER)).add(item);
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
                TreeSet<Item> same = waiting.getOrDefault(item.lane, new TreeSet<>(ORDER));
                same.remove(item);
                if (same.isEmpty()) {
                    waiting.remove(item.lane);
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
        held.merge(item.lane, places, Integer::sum);
        held.remove(item.lane, 0);
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
                .filter(same -> routerReady.test(same.getKey().router()))
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

    /** Whether anybody waits for more than a router. */
    boolean anyWaiting() {
        return waiting.keySet().stream().anyMatch(lane -> routerReady.test(lane.router()));
    }
}
