package io.connects.benchmarks.salesforce;

import io.connects.core.SerialExecutor;
import io.connects.core.http.ClientResources;
import io.connects.core.routing.Agent;
import io.connects.core.routing.AgentDirectory;
import io.connects.core.routing.Agents;
import io.connects.core.routing.Decision;
import io.connects.core.routing.ItemView;
import io.connects.core.routing.RouteMap;
import io.connects.core.routing.RouteTarget;
import io.connects.core.routing.RoutingEngine;
import io.connects.core.routing.RoutingListener;
import io.connects.core.routing.RoutingOptions;
import io.connects.core.routing.RoutingRunner;
import io.connects.core.routing.TaskLifecycle;
import io.connects.core.routing.VariableSource;
import io.connects.salesforce.routing.ExternalRoutingOptions;
import io.connects.salesforce.routing.SalesforceWorkSource;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.function.Function;

/** The real engine, runner and work source of one queue, with a {@link FixedRouter} for Cisco. */
final class BenchRoute implements AutoCloseable {
    /** Longer than any benchmark takes: nobody answers the offers. */
    static final Duration PUSH_TIMEOUT = Duration.ofHours(1);

    static final RoutingOptions WITHOUT_WINDOW_AND_PACE = RoutingOptions.builder()
            .window(1_000_000)
            .selectorWindow(1_000_000)
            .pacePerSecond(1_000_000)
            .burst(1_000_000)
            .readAhead(1_000_000)
            .build();

    private static final Map<String, VariableSource> VARIABLES = Map.of(
            "callVariable1", VariableSource.of("psr.correlation"),
            "callVariable2", VariableSource.of("item.CaseNumber"),
            "callVariable3", VariableSource.of("item.Subject"));

    private final RoutingRunner runner;
    private final CountDownLatch snapshot = new CountDownLatch(1);
    private final RoutingListener listener;

    BenchRoute(
            CountedClient client,
            String queueId,
            List<Agent> agents,
            Function<Executor, FixedRouter> router,
            RoutingOptions options,
            RoutingListener listener) {
        this.listener = listener;
        ClientResources resources = client.client.resources();
        var source = new SalesforceWorkSource(
                client.client,
                ExternalRoutingOptions.builder()
                        .workItemFields(List.of("CaseNumber", "Subject"))
                        .build());
        var target = new RouteTarget(5000, "Support", PUSH_TIMEOUT.multipliedBy(2), PUSH_TIMEOUT, VARIABLES);
        runner = new RoutingRunner(
                new RoutingEngine(
                        options, RouteMap.builder().add(queueId, null, target).build()),
                new RoutingRunner.Ports(
                        source,
                        router.apply(new SerialExecutor(resources.callbacks())),
                        AgentDirectory.of(Agents.of(agents)),
                        TaskLifecycle.unknown()),
                new RoutingRunner.Environment(
                        resources.callbacks(), resources.timer(), resources.nanos(), resources.clock()),
                this::decided);
    }

    private void decided(Decision decision) {
        if (decision.kind() == Decision.Kind.SNAPSHOT && decision.detail().startsWith("ended")) {
            snapshot.countDown();
        }
        listener.decided(decision);
    }

    /** Starts, and waits for the first snapshot. */
    void start() throws InterruptedException {
        runner.start();
        snapshot.await();
    }

    List<ItemView> items() {
        return runner.items().join();
    }

    @Override
    public void close() {
        runner.close(Duration.ZERO);
    }
}
