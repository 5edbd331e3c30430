package io.connects.host;

import io.connects.core.routing.AgentDirectory;
import io.connects.core.routing.TaskLifecycle;
import io.connects.core.routing.TaskRouter;
import io.connects.core.routing.WorkSource;
import io.connects.host.config.RouteConfig;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/**
 * The two sides of a route, and what Finesse knows beside them.
 *
 * @param pims by the name that queues use
 * @param advice ends what the directory and the lifecycle run on; nothing of either is told after it
 */
record RoutePorts(
        Map<String, Pim> pims, WorkSource source, AgentDirectory directory, TaskLifecycle lifecycle, Runnable advice) {

    /**
     * One router and the port on which it waits for its PIM.
     *
     * @param address where it listens, once it was started
     * @param closed completes when everything that closing the router ends has ended
     */
    record Pim(TaskRouter router, Supplier<InetSocketAddress> address, Supplier<CompletableFuture<Void>> closed) {}

    /** Makes the two sides of one route, without starting them. */
    interface Factory {
        RoutePorts create(RouteConfig config);
    }
}
