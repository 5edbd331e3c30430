package io.connects.mri.inspect;

/** Who sent some bytes. */
public enum Side {
    /** Cisco's peripheral gateway, which connects. */
    PIM,
    /** The application, which listens. */
    APPLICATION,
    /** A capture that does not tell, such as a single frame in hex. */
    UNKNOWN
}
