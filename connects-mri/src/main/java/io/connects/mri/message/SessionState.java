package io.connects.mri.message;

/** Whether tasks can be sent. */
public enum SessionState {
    /** No PIM has a session with us, or the one that took tasks has just lost it to another. */
    DOWN,
    /** A PIM has a session with us, but Cisco takes no tasks. */
    DISABLED,
    /** Cisco takes tasks. */
    ROUTING
}
