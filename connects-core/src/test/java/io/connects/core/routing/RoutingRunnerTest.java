package io.connects.core.routing;

import static io.connects.core.routing.Table.ANNA;
import static io.connects.core.routing.Table.SALES;
import static io.connects.core.routing.Table.SECOND;
import static io.connects.core.routing.Table.TASK;
import static io.connects.core.routing.Table.assigned;
import static io.connects.core.routing.Table.chosen;
import static io.connects.core.routing.Table.key;
import static io.connects.core.routing.Table.psr;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.connects.core.PeerUnreachableException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The runner with ports that only note what they are asked, on the caller's thread and in virtual time. */
class RoutingRunnerTest {
    private final List<String> done = new ArrayList<>();
    private final List<Decision.Kind> said = new ArrayList<>();
    private final Source source = new Source();
    private final Router router = new Router();
    private final VirtualScheduler scheduler = new VirtualScheduler();
    private final RoutingRunner runner = new RoutingRunner(
            new RoutingEngine(
                    RoutingOptions.DEFAULTS,
                    RouteMap.builder().add("queueSales", null, SALES).build()),
            new RoutingRunner.Ports(
                    source, router, AgentDirectory.of(Agents.of(List.of(ANNA))), TaskLifecycle.unknown()),
            new RoutingRunner.Environment(
                    Runnable::run, scheduler, () -> scheduler.now, () -> Instant.EPOCH.plusNanos(scheduler.now)),
            decision -> {
                said.add(decision.kind());
                throw new IllegalStateException("a listener that fails does no harm");
            });

    @AfterEach
    void end() {
        scheduler.shutdownNow();
    }

    private void begin() {
        runner.start();
        router.listener.state(TaskRouter.State.READY, "opened");
        source.listener.snapshotStarted(Instant.EPOCH, "start");
        source.listener.snapshotEnded(Instant.EPOCH, Instant.EPOCH);
    }

    @Test
    void carries_a_work_item_through_the_ports() {
        begin();
        source.listener.changed(psr(1).build(), Instant.EPOCH);
        source.read.complete(Optional.of(new WorkItem(psr(1).build(), Map.of())));
        router.listener.ended(key(1, 1), chosen(ANNA));
        source.assigned.complete(assigned());
        assertThat(done).containsExactly("read psr1", "submit psr1:1", "assign psr1 to anna");
        assertThat(runner.items().join()).extracting(ItemView::phase).containsExactly(Phase.PUSHED);
        assertThat(said).contains(Decision.Kind.ASSIGNED);
    }

    @Test
    void a_route_has_every_router_that_its_targets_name() {
        var elsewhere = new RouteTarget("north", 1, "s", Duration.ofSeconds(30), Duration.ofSeconds(20), Map.of());
        var engine = new RoutingEngine(
                RoutingOptions.DEFAULTS,
                RouteMap.builder().add("queue", null, elsewhere).build());
        var ports = new RoutingRunner.Ports(
                source, router, AgentDirectory.of(Agents.of(List.of(ANNA))), TaskLifecycle.unknown());
        var environment =
                new RoutingRunner.Environment(Runnable::run, scheduler, () -> scheduler.now, () -> Instant.EPOCH);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RoutingRunner(engine, ports, environment, decision -> {}))
                .withMessageContaining("north");
    }

    @Test
    void a_question_that_fails_is_asked_again_when_the_engine_wants_to() {
        begin();
        source.listener.changed(psr(1).build(), Instant.EPOCH);
        CompletableFuture<Optional<WorkItem>> first = source.read;
        source.read = new CompletableFuture<>();
        first.completeExceptionally(new PeerUnreachableException("no route to host", null));
        assertThat(done).containsExactly("read psr1");
        scheduler.advance(SECOND - 1);
        assertThat(done).containsExactly("read psr1");
        scheduler.advance(1);
        assertThat(done).containsExactly("read psr1", "read psr1");
    }

    @Test
    void a_create_whose_port_throws_counts_as_unanswered() {
        begin();
        source.listener.changed(psr(1).build(), Instant.EPOCH);
        source.read.complete(Optional.of(new WorkItem(psr(1).build(), Map.of())));
        source.assigned = null;
        router.listener.ended(key(1, 1), new TaskOutcome.AgentChosen(TASK, ANNA.skillTargetId()));
        assertThat(done).last().isEqualTo("inspect psr1");
    }

    @Test
    void a_router_that_throws_does_not_take_the_other_effects_with_it() {
        router.broken = true;
        begin();
        source.listener.changed(psr(1).build(), Instant.EPOCH);
        source.read.complete(Optional.of(new WorkItem(psr(1).build(), Map.of())));
        assertThat(runner.items().join()).extracting(ItemView::phase).containsExactly(Phase.DELAYED);
        assertThat(runner.items().join()).extracting(ItemView::reason).containsExactly(Reason.TEMPORARY_FAILURE);
    }

    @Test
    void closing_ends_the_session_first_and_then_the_source_and_hears_nothing_more() {
        begin();
        runner.close(Duration.ZERO);
        assertThat(done).containsExactly("router closed", "source closed");
        source.listener.changed(psr(1).build(), Instant.EPOCH);
        assertThat(runner.items().join()).isEmpty();
    }

    private final class Router implements TaskRouter {
        private TaskRouter.Listener listener;
        private boolean broken;

        @Override
        public void start(TaskRouter.Listener given) {
            listener = given;
        }

        @Override
        public void submit(TaskKey key, TaskRequest request) {
            if (broken) {
                throw new IllegalStateException("broken");
            }
            done.add("submit " + key);
        }

        @Override
        public void cancel(TaskKey key) {
            done.add("cancel " + key);
        }

        @Override
        public void close() {
            done.add("router closed");
        }
    }

    private final class Source implements WorkSource {
        private WorkSource.Listener listener;
        private CompletableFuture<Optional<WorkItem>> read = new CompletableFuture<>();
        private CompletableFuture<AssignmentResult> assigned = new CompletableFuture<>();

        @Override
        public void start(WorkSource.Listener given) {
            listener = given;
        }

        @Override
        public CompletableFuture<Optional<WorkItem>> read(Psr known) {
            done.add("read " + known.id());
            return read;
        }

        @Override
        public CompletableFuture<List<Psr>> readAgain(Collection<String> psrIds) {
            return CompletableFuture.completedFuture(List.of());
        }

        @Override
        public CompletableFuture<Standing> inspect(String psrId) {
            done.add("inspect " + psrId);
            return new CompletableFuture<>();
        }

        @Override
        public CompletableFuture<AssignmentResult> assign(Psr psr, Agent agent, Duration toSend, Duration toAnswer) {
            done.add("assign " + psr.id() + " to " + agent.loginId());
            if (assigned == null) {
                throw new IllegalStateException("broken");
            }
            return assigned;
        }

        @Override
        public CompletableFuture<Void> handToQueue(Psr psr, String queueId) {
            return CompletableFuture.completedFuture(null);
        }

        @Override
        public void close() {
            done.add("source closed");
        }
    }

    /** Runs what is scheduled when time is moved on, and starts no thread. */
    private static final class VirtualScheduler extends ScheduledThreadPoolExecutor {
        private record Alarm(long at, Runnable what, CompletableFuture<Void> rung) {}

        private final List<Alarm> alarms = new ArrayList<>();
        private long now;

        VirtualScheduler() {
            super(0);
        }

        @Override
        public ScheduledFuture<?> schedule(Runnable what, long delay, TimeUnit unit) {
            var alarm = new Alarm(now + unit.toNanos(delay), what, new CompletableFuture<>());
            alarms.add(alarm);
            return new Scheduled(alarm.rung());
        }

        void advance(long nanos) {
            now += nanos;
            for (Alarm alarm : List.copyOf(alarms)) {
                if (alarm.at() <= now && !alarm.rung().isDone()) {
                    alarms.remove(alarm);
                    alarm.rung().complete(null);
                    alarm.what().run();
                }
            }
        }
    }

    private record Scheduled(CompletableFuture<Void> rung) implements ScheduledFuture<Void> {
        @Override
        public long getDelay(TimeUnit unit) {
            return 0;
        }

        @Override
        public int compareTo(java.util.concurrent.Delayed other) {
            return 0;
        }

        @Override
        public boolean cancel(boolean mayInterrupt) {
            return rung.cancel(mayInterrupt);
        }

        @Override
        public boolean isCancelled() {
            return rung.isCancelled();
        }

        @Override
        public boolean isDone() {
            return rung.isDone();
        }

        @Override
        public Void get() {
            return rung.join();
        }

        @Override
        public Void get(long timeout, TimeUnit unit) {
            return rung.join();
        }
    }
}
