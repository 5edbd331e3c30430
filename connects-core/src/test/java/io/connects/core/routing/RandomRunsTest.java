package io.connects.core.routing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Many worlds, each drawn from one seed: see {@link World}. More of them: {@code -Dconnects.random.runs=N}; others: {@code
 * -Dconnects.random.seed=S}, which is the seed of the first one.
 */
class RandomRunsTest {
    private static final long FIRST = Long.getLong("connects.random.seed", 1);
    private static final int RUNS = Integer.getInteger("connects.random.runs", 560);

    @Test
    void every_rule_holds_after_every_event_and_all_is_settled_after_quiet() {
        var total = new World.Tally();
        for (long seed = FIRST; seed < FIRST + RUNS; seed++) {
            run(seed, false, false, total);
        }
        print("random runs", total);
        assertThat(total.landedLate).isZero();
        if (RUNS >= 560) {
            assertThat(total.events).isGreaterThan(1_000_000);
        }
    }

    @Test
    void only_a_create_that_lands_after_we_asked_puts_work_before_two_agents() {
        var total = new World.Tally();
        for (long seed = FIRST; seed < FIRST + RUNS / 8; seed++) {
            run(seed, true, false, total);
        }
        print("with creates that land late", total);
    }

    @Test
    void work_that_somebody_else_assigns_is_noticed_and_stops_the_engine() {
        var total = new World.Tally();
        for (long seed = FIRST; seed < FIRST + RUNS / 4; seed++) {
            run(seed, seed % 4 == 0, true, total);
        }
        print("with somebody else who assigns", total);
        if (RUNS >= 560) {
            assertThat(total.stopped).isGreaterThan(50);
        }
    }

    private static void run(long seed, boolean lateLandings, boolean foreign, World.Tally total) {
        try {
            var world = new World(seed, Plan.of(new Random(seed), lateLandings, foreign));
            new Story(world).tell();
            total.events += world.tally.events;
            total.submissions += world.tally.submissions;
            total.assignments += world.tally.assignments;
            total.accepted += world.tally.accepted;
            total.crashes += world.tally.crashes;
            total.landedLate += world.tally.landedLate;
            total.crossed += world.tally.crossed;
            total.breakerOpened += world.tally.breakerOpened;
            total.parked += world.tally.parked;
            total.foreign += world.tally.foreign;
            total.stopped += world.tally.stopped;
        } catch (AssertionError | RuntimeException e) {
            throw new AssertionError(
                    "seed " + seed + (lateLandings ? " with late landings" : "")
                            + (foreign ? " with somebody else" : "") + ": " + e.getMessage(),
                    e);
        }
    }

    private static void print(String what, World.Tally total) {
        System.out.printf(
                "%s: %,d events, %,d submissions, %,d creates, %,d accepted, %,d crashes, breaker opened %,d times, %,d parked,"
                        + " %,d creates crossed somebody else's, %,d landed late beside another, %,d called foreign, stopped %,d times%n",
                what,
                total.events,
                total.submissions,
                total.assignments,
                total.accepted,
                total.crashes,
                total.breakerOpened,
                total.parked,
                total.crossed,
                total.landedLate,
                total.foreign,
                total.stopped);
    }

    /** Ten busy minutes, two quiet ones, and what must be so then. */
    private record Story(World world) {
        void tell() {
            world.in(0, this::minute);
            world.run(Duration.ofMinutes(10));
            world.quiet = true;
            world.org.recover();
            world.run(Duration.ofMinutes(2));
            settled();
        }

        /** A tenth of a second in which anything may happen. */
        private void minute() {
            if (world.quiet) {
                return;
            }
            if (world.chance(world.plan.offersPerMinute() / 600.0)) {
                world.org.offer();
            }
            if (world.chance(world.plan.faults() * 0.3)) {
                world.org.meddle();
            }
            if (world.plan.foreign() > 0 && world.chance(world.plan.foreign())) {
                world.org.assignForeign();
            }
            if (world.chance(world.plan.outages() * 0.1)) {
                world.org.outage();
            }
            if (world.chance(world.plan.faults() * 0.01)) {
                List<ModelRouter> routers = List.copyOf(world.routers.values());
                routers.get(world.random.nextInt(routers.size())).trouble();
            }
            if (world.chance(world.plan.faults() * 0.01)) {
                world.org.snapshot("asked for");
            }
            if (world.chance(world.plan.crashes() * 0.1)) {
                world.crash();
            }
            world.in(100 * World.MILLI, this::minute);
        }

        private void settled() {
            Map<String, Psr> truth = new HashMap<>();
            for (Psr psr : world.org.psrs.values()) {
                truth.merge(psr.workItemId(), psr, (a, b) -> a.supersedes(b) ? a : b);
            }
            Map<String, ItemView> picture = new HashMap<>();
            world.engine.items().forEach(item -> picture.put(item.workItemId(), item));
            assertThat(picture.keySet())
                    .as("work items in the picture; %s", world)
                    .isEqualTo(truth.keySet());
            var waitingForAnAnswer = new ArrayList<ItemView>();
            truth.forEach((workItem, psr) -> settled(picture.get(workItem), psr, waitingForAnAnswer));
            // A probe may just be being read; no answer takes longer than this.
            world.run(Duration.ofSeconds(5));
            assertThat(world.engine.items())
                    .as("unsettled; %s", world)
                    .filteredOn(waitingForAnAnswer::contains)
                    .isEmpty();
        }

        private void settled(ItemView item, Psr psr, List<ItemView> waitingForAnAnswer) {
            assertThat(item.gone()).as("gone: %s", item).isFalse();
            assertThat(item.psr()).as("picture of %s", item).isEqualTo(psr);
            switch (item.phase()) {
                case PUSHED -> assertThat(psr.pushed()).as("pushed: %s", item).isTrue();
                case NOT_READY ->
                    assertThat(psr.readyForRouting()).as("not ready: %s", item).isFalse();
                case SUBMITTED ->
                    assertThat(world.router(target(psr).router()).live)
                            .as("open at Cisco: %s", item)
                            .anyMatch(key -> key.psrId().equals(psr.id()));
                case DELAYED, PARKED ->
                    assertThat(item.until().orElseThrow() - world.now)
                            .as("time left: %s", item)
                            .isBetween(0L, 15 * 60 * World.SECOND);
                case WAITING ->
                    assertThat(world.engine.assigningStopped()
                                    || world.engine.breakerOpen()
                                    || windowFull(psr)
                                    || slowed())
                            .as("has something to wait for: %s%n%s", item, world)
                            .isTrue();
                case READY ->
                    assertThat(slowed())
                            .as("waits for pace: %s%n%s", item, world)
                            .isTrue();
                case IGNORED ->
                    assertThat(item.attempts()).as("labelled: %s", item).isPositive();
                case READING, CANCELLING, ASSIGNING, INSPECTING, HANDING -> waitingForAnAnswer.add(item);
            }
        }

        /** Whether two minutes were not enough for all that waits, at the slowest pace that there was. */
        private boolean slowed() {
            return world.engine.items().stream()
                            .filter(item -> item.phase() == Phase.READY || item.phase() == Phase.SUBMITTED)
                            .count()
                    > 100;
        }

        private static RouteTarget target(Psr psr) {
            return Plan.ROUTES.target(psr).orElseThrow();
        }

        private boolean windowFull(Psr psr) {
            return world.watch.liveDialogues() >= world.plan.options().window()
                    || world.watch.liveDialogues(target(psr).lane())
                            >= world.plan.options().selectorWindow();
        }
    }
}
