package io.connects.host;

import io.connects.core.routing.Decision;

/** Is told what every route decides, in order for each route, on that route's executor. Must not block. */
@FunctionalInterface
public interface HostListener {
    /** @param route the name of the route */
    void decided(String route, Decision decision);
}
