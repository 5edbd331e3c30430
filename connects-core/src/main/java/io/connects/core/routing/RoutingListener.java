package io.connects.core.routing;

/** Is told of every decision of a route, in order, on the route's executor. Must not block. */
@FunctionalInterface
public interface RoutingListener {
    void decided(Decision decision);
}
