package io.connects.host;

import io.connects.core.routing.TaskRouter;
import io.connects.core.routing.WorkSource;
import io.connects.host.config.RouteConfig;
import java.net.InetSocketAddress;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/**
 * The two sides of a route.
 *
 * @param mriAddress where the router listens, once it was started
 * @param routerClosed completes when everything that closing the router ends has ended
 */
record RoutePorts(
        TaskRouter router,
        WorkSource source,
        Supplier<InetSocketAddress> mriAddress,
        Supplier<CompletableFuture<Void>> routerClosed) {

    /** Makes the two sides of one route, without starting them. */
    interface Factory {
        RoutePorts create(RouteConfig config);
    }
}
