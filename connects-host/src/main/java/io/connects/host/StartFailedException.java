package io.connects.host;

/** A route could not start: a busy port, most likely. The message is for people and names the route. */
public final class StartFailedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    StartFailedException(String route, RuntimeException cause) {
        super("route " + route + ": " + cause.getMessage(), cause);
    }
}
