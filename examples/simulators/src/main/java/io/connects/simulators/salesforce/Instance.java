package io.connects.simulators.salesforce;

import jakarta.servlet.http.HttpServletRequest;
import java.util.concurrent.atomic.AtomicInteger;

/** Where the org's data lives now: on the port where clients log in, or, after a switch of instance, on another. Thread-safe. */
final class Instance {
    private final AtomicInteger port = new AtomicInteger();

    /** @param elsewhere the port of the new instance; 0 for that of the login host */
    void at(int elsewhere) {
        port.set(elsewhere);
    }

    /** The {@code instance_url} for whoever asked like this; through a proxy, the proxy's. */
    String url(HttpServletRequest request) {
        int elsewhere = port.get();
        return "http://" + request.getServerName() + ":" + (elsewhere == 0 ? request.getServerPort() : elsewhere);
    }

    /** Whether a request came to where the data was once. */
    boolean left(HttpServletRequest request) {
        int elsewhere = port.get();
        return elsewhere != 0 && request.getLocalPort() != elsewhere;
    }
}
