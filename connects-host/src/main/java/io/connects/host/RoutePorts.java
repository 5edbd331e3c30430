package io.connects.host;

import io.connects.core.routing.TaskRouter;
import io.connects.core.routing.WorkSource;
import io.connects.host.config.RouteConfig;
import java.net.InetSocketAddress;
import java.util.function.Supplier;

/**
 * The two sides of a route.
 *
 * @param mriAddress where the router listens, once it was started
 */
record RoutePorts(TaskRouter router, WorkSource source, Supplier<InetSocketAddress> mriAddress) {

    /** Makes the two sides of one route, without starting them. */
    interface Factory {
        RoutePorts create(RouteConfig config);
    }
}
