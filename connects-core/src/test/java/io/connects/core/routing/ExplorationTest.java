package io.connects.core.routing;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/**
 * Visits every state that two PSRs and two agents can reach in twelve steps with a given number of mishaps: see {@link SmallWorld}. More
 * mishaps: {@code -Dconnects.explore.mishaps=N}; deeper: {@code -Dconnects.explore.depth=N}.
 */
class ExplorationTest {
    private static final int DEPTH = Integer.getInteger("connects.explore.depth", 12);

    /** A state that was not seen before: what was chosen on the way there, and how many choices there are next. */
    private static final class Reached {
        final byte[] path;
        final int choices;

        Reached(byte[] path, int choices) {
            this.path = path;
            this.choices = choices;
        }
    }

    private final Set<UUID> seen = new HashSet<>();
    private final Map<String, Set<String>> covered = new TreeMap<>();
    private int transitions;
    private boolean oneWorkItem;
    private int mishaps;

    @Test
    void two_psrs_of_two_work_items() {
        explore(false, Integer.getInteger("connects.explore.mishaps", 1));
        assertThat(covered.keySet()).contains("agent 2 chosen", "session lost", "refused to all", "session back");
    }

    @Test
    void two_psrs_of_one_work_item() {
        explore(true, Integer.getInteger("connects.explore.mishaps", 2));
        assertThat(covered.keySet())
                .contains("removed", "unanswered, had happened", "pushed by somebody", "assigned by somebody");
    }

    private void explore(boolean oneWorkItem, int mishaps) {
        this.oneWorkItem = oneWorkItem;
        this.mishaps = mishaps;
        List<Reached> frontier =
                List.of(new Reached(new byte[0], replay(new byte[0]).choices().size()));
        var sizes = new ArrayList<Integer>();
        for (int depth = 0; depth < DEPTH && !frontier.isEmpty(); depth++) {
            var next = new ArrayList<Reached>();
            for (Reached at : frontier) {
                for (int i = 0; i < at.choices; i++) {
                    step(at.path, i, next);
                }
            }
            sizes.add(next.size());
            frontier = next;
        }
        var pairs = covered.values().stream().mapToInt(Set::size).sum();
        System.out.printf(
                "exploration of two PSRs of %s, %d mishaps: %,d states, %,d transitions, %s; new states by depth %s; %d (state, event) pairs:%n",
                oneWorkItem ? "one work item" : "two work items",
                mishaps,
                seen.size(),
                transitions,
                frontier.isEmpty() ? "closed" : "to depth " + DEPTH,
                sizes,
                pairs);
        covered.forEach((event, phases) -> System.out.println("  " + event + " in " + phases));
    }

    private void step(byte[] path, int choice, List<Reached> next) {
        SmallWorld world = replay(path);
        SmallWorld.Choice chosen = world.choices().get(choice);
        String phase = phase(world, chosen.about());
        try {
            chosen.what().run();
        } catch (AssertionError | RuntimeException e) {
            throw new AssertionError(e.getMessage() + " after " + story(path) + ", " + chosen, e);
        }
        transitions++;
        covered.computeIfAbsent(chosen.event(), none -> new TreeSet<>()).add(phase);
        if (seen.add(UUID.nameUUIDFromBytes(world.fingerprint().getBytes(StandardCharsets.UTF_8)))) {
            byte[] longer = Arrays.copyOf(path, path.length + 1);
            longer[path.length] = (byte) choice;
            next.add(new Reached(longer, world.choices().size()));
        }
    }

    private static String phase(SmallWorld world, String psrId) {
        return world.engine.items().stream()
                .filter(item -> psrId.isEmpty() || item.psr().id().equals(psrId))
                .map(item -> item.phase().name())
                .sorted()
                .reduce((a, b) -> a + "+" + b)
                .orElse(psrId.isEmpty() ? "nothing" : "older or gone");
    }

    private SmallWorld replay(byte[] path) {
        var world = new SmallWorld(oneWorkItem, mishaps);
        for (byte choice : path) {
            world.choices().get(choice).what().run();
        }
        return world;
    }

    private List<String> story(byte[] path) {
        var world = new SmallWorld(oneWorkItem, mishaps);
        var story = new ArrayList<String>();
        for (byte choice : path) {
            SmallWorld.Choice chosen = world.choices().get(choice);
            story.add(chosen.toString());
            chosen.what().run();
        }
        return story;
    }
}
