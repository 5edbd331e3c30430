package io.connects.simulators.finesse;

/** A release of Finesse, for example 12.6; releases differ in ports and in what SystemInfo tells. */
public record FinesseRelease(int major, int minor) implements Comparable<FinesseRelease> {
    /** The release from which the WebSocket is on the port of the REST interface. */
    static final FinesseRelease WEBSOCKET_WITH_REST = new FinesseRelease(12, 6);
    /** The release from which there is a WebSocket at all. */
    static final FinesseRelease WEBSOCKET = new FinesseRelease(12, 0);

    /** Checks the range. */
    public FinesseRelease {
        if (major < 10 || minor < 0) {
            throw new IllegalArgumentException("release: must be 10.0 or later, was " + major + "." + minor);
        }
    }

    /** Reads {@code 12.6}. */
    public static FinesseRelease of(String text) {
        int dot = text.indexOf('.');
        try {
            return new FinesseRelease(
                    Integer.parseInt(text.substring(0, Math.max(dot, 0))), Integer.parseInt(text.substring(dot + 1)));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("release: must be like 12.6, was '" + text + "'", e);
        }
    }

    boolean isAtLeast(FinesseRelease other) {
        return compareTo(other) >= 0;
    }

    @Override
    public int compareTo(FinesseRelease other) {
        return major == other.major ? Integer.compare(minor, other.minor) : Integer.compare(major, other.major);
    }

    @Override
    public String toString() {
        return major + "." + minor;
    }
}
