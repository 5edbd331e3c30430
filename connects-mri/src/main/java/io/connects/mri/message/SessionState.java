package io.connects.mri.message;

/** Whether tasks can be sent. */
public enum SessionState {
    /** No PIM has a session with us. */
    DOWN,
    /** A PIM has a session with us, but Cisco takes no tasks. */
    DISABLED,
    /** Cisco takes tasks. */
    ROUTING
}
