package io.connects.core.presence;

import static org.assertj.core.api.Assertions.assertThat;

import io.connects.core.presence.PresenceView.Kind;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Random;
import java.util.function.LongConsumer;
import org.junit.jupiter.api.Test;

/**
 * Many worlds, each drawn from one seed: see {@link PresenceWorld}. More of them: {@code -Dconnects.random.runs=N}; others: {@code
 * -Dconnects.random.seed=S}, which is the seed of the first one.
 */
class PresenceRandomTest {
    private static final long FIRST = Long.getLong("connects.random.seed", 1);
    private static final int RUNS = Integer.getInteger("connects.random.runs", 1_000);

    private final Map<PresenceView.Cause, Integer> causes = new EnumMap<>(PresenceView.Cause.class);

    private int events;
    private int writes;
    private int inStep;
    private int mismatches;

    @Test
    void writes_are_no_more_than_changes_and_in_the_end_both_agree_or_it_is_shown() {
        runs(seed -> busyThenQuiet(seed, false));
    }

    @Test
    void it_also_comes_to_rest_when_answers_come_after_their_time() {
        runs(seed -> busyThenQuiet(seed, true));
    }

    @Test
    void one_change_leads_to_one_write_at_most_and_that_to_the_other_side() {
        runs(this::oneByOne);
    }

    private void runs(LongConsumer run) {
        for (long seed = FIRST; seed < FIRST + RUNS; seed++) {
            try {
                run.accept(seed);
            } catch (AssertionError | RuntimeException e) {
                throw new AssertionError("seed " + seed + ": " + e.getMessage(), e);
            }
        }
        System.out.printf(
                "presence: %,d events, %,d writes, at the end %,d in step, %,d shown as mismatches %s%n",
                events, writes, inStep, mismatches, causes);
    }

    private void busyThenQuiet(long seed, boolean slow) {
        var world = new PresenceWorld(seed, PresenceWorld.Plan.of(new Random(seed), slow));
        second(world);
        world.run(Duration.ofMinutes(15));
        world.quiet = true;
        // An answer after its time counts as a change; a few of them may follow one another.
        world.run(Duration.ofMinutes(slow ? 60 : 6));
        long rest = world.now;
        world.run(Duration.ofMinutes(10));
        assertThat(world.lastWrite).as("it never ends; %s", world).isLessThanOrEqualTo(rest);
        int changes =
                world.changes.values().stream().mapToInt(Integer::intValue).sum();
        if (!slow) {
            world.writes.forEach((side, count) ->
                    assertThat(count).as("writes of %s; %s", side, world).isLessThanOrEqualTo(changes));
        }
        rested(world);
        events += world.events;
    }

    /** A second in which anything may happen. */
    private static void second(PresenceWorld world) {
        if (world.quiet) {
            return;
        }
        if (world.chance(0.04)) {
            world.cisco.human();
        }
        if (world.chance(0.04)) {
            world.omni.human();
        }
        if (world.chance(world.plan.calls())) {
            world.cisco.call();
        }
        if (world.chance(world.plan.failovers())) {
            world.cisco.failover();
        }
        world.in(PresenceWorld.SECOND, () -> second(world));
    }

    private void rested(PresenceWorld world) {
        PresenceView view = world.rules.view().orElseThrow();
        assertThat(view.kind())
                .as("Cisco %s, Omni %s; %s", world.cisco.settled(), world.omni.status(), world)
                .isEqualTo(world.agree() ? Kind.IN_STEP : Kind.MISMATCH);
        if (view.cause() != null) {
            reasonable(view.cause(), world);
        }
        writes += world.writes.values().stream().mapToInt(Integer::intValue).sum();
        inStep += world.agree() ? 1 : 0;
        mismatches += world.agree() ? 0 : 1;
    }

    private void reasonable(PresenceView.Cause cause, PresenceWorld world) {
        boolean signedOut = world.cisco.settled().state() == AgentState.LOGOUT;
        boolean leads = PresenceWorld.TABLE.toCisco(world.omni.status()).isPresent();
        boolean reasonable = switch (cause) {
            case NOT_LEADING -> world.plan.mode() != PresenceMode.TWO_WAY;
            case UNMAPPED -> !leads;
            case SIGNED_OUT -> signedOut;
            case UNKNOWN -> false;
            case UNDATED -> !world.plan.dated();
            case REFUSED, UNANSWERED, PENDING_LOST, CROSSED -> true;
        };
        assertThat(reasonable).as("%s; %s", cause, world).isTrue();
        causes.merge(cause, 1, Integer::sum);
    }

    private void oneByOne(long seed) {
        var world = new PresenceWorld(
                seed, PresenceWorld.Plan.of(new Random(seed), false).complete());
        world.run(Duration.ofMinutes(2));
        for (int round = 0; round < 10; round++) {
            Map<Side, Integer> writes = Map.copyOf(world.writes);
            Map<Side, Integer> changes = Map.copyOf(world.changes);
            if (world.chance(world.plan.calls() * 10)) {
                world.cisco.call();
                world.run(Duration.ofSeconds(world.random.nextInt(100)));
            }
            if (world.chance(0.5)) {
                world.cisco.human();
            } else {
                world.omni.human();
            }
            world.run(Duration.ofMinutes(4));
            for (Side side : Side.values()) {
                int others = world.changes.get(side.other()) - changes.get(side.other());
                int appearances = world.changes.get(side) - changes.get(side);
                // In a mode with one leader, who appears on the side that follows is brought to the leader's.
                boolean brought = world.plan.mode() != PresenceMode.TWO_WAY;
                assertThat(world.writes.get(side) - writes.get(side))
                        .as("writes of %s; %s", side, world)
                        .isLessThanOrEqualTo(others + (brought ? appearances : 0));
            }
        }
        rested(world);
        events += world.events;
    }
}
