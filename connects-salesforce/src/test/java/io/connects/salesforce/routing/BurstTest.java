package io.connects.salesforce.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.connects.core.routing.Agent;
import io.connects.core.routing.AgentDirectory;
import io.connects.core.routing.Agents;
import io.connects.core.routing.Decision;
import io.connects.core.routing.RouteMap;
import io.connects.core.routing.RouteTarget;
import io.connects.core.routing.RoutingEngine;
import io.connects.core.routing.RoutingOptions;
import io.connects.core.routing.RoutingRunner;
import io.connects.core.routing.TaskId;
import io.connects.core.routing.TaskKey;
import io.connects.core.routing.TaskLifecycle;
import io.connects.core.routing.TaskOutcome;
import io.connects.core.routing.TaskRequest;
import io.connects.core.routing.TaskRouter;
import io.connects.salesforce.SalesforceId;
import io.connects.salesforce.testorg.TestOrg;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Many work items at once through the routing engine, against an org that takes 50 ms for each answer. */
@Timeout(120)
final class BurstTest {
    private static final int ITEMS = 2_000;
    private static final int AGENTS = 100;

    /** Chooses one agent after another, at once. */
    private static final class Everybody implements TaskRouter {
        private final AtomicInteger next = new AtomicInteger();
        private volatile Listener listener;

        @Override
        public void start(Listener to) {
            listener = to;
            to.state(State.READY, "opened");
        }

        @Override
        public void submit(TaskKey key, TaskRequest request) {
            int number = next.getAndIncrement();
            listener.ended(key, new TaskOutcome.AgentChosen(new TaskId(1, 1, number), 1000 + number % AGENTS));
        }

        @Override
        public void cancel(TaskKey key) {}

        @Override
        public void close() {}
    }

    @Test
    void a_burst_takes_one_request_for_forty_items_and_more() throws Exception {
        ScheduledExecutorService threads = Executors.newScheduledThreadPool(2);
        try (var org = new TestOrg()) {
            org.page(2_000);
            for (int i = 0; i < ITEMS; i++) {
                org.put(org.newPsr());
            }
            org.answersAfter(Duration.ofMillis(50));
            List<Agent> agents = IntStream.range(0, AGENTS)
                    .mapToObj(n -> new Agent(
                            "agent" + n,
                            1000 + n,
                            SalesforceId.of(String.format("005%012d", n)).value()))
                    .toList();
            var target = new RouteTarget(1, "script", Duration.ofSeconds(30), Duration.ofSeconds(20), Map.of());
            var assigned = new AtomicInteger();
            var options = RoutingOptions.builder()
                    .window(100_000)
                    .selectorWindow(100_000)
                    .pacePerSecond(100_000)
                    .burst(100_000)
                    .build();
            var engine = new RoutingEngine(
                    options,
                    RouteMap.builder().add(org.newPsr().queueId(), null, target).build());
            var runner = new RoutingRunner(
                    engine,
                    new RoutingRunner.Ports(
                            SalesforceWorkSource.open(
                                    org.options().build(), TestOrg.routing().build()),
                            new Everybody(),
                            AgentDirectory.of(Agents.of(agents)),
                            TaskLifecycle.unknown()),
                    new RoutingRunner.Environment(threads, threads, System::nanoTime, InstantSource.system()),
                    decision -> {
                        if (decision.kind() == Decision.Kind.ASSIGNED) {
                            assigned.incrementAndGet();
                        }
                    });
            runner.start();
            await().atMost(Duration.ofSeconds(100)).until(() -> assigned.get() == ITEMS);
            runner.close();
            assertThat(org.all("AgentWork")).hasSize(ITEMS);
            // 10 of them at the start: topics, descriptions, the snapshot.
            assertThat(org.calls()).hasSizeLessThanOrEqualTo(10 + ITEMS / 40);
        } finally {
            threads.shutdownNow();
        }
    }
}
