package io.connects.simulators.cce;

/** Why a task was released: the two classes that a dialect's {@code [causes]} tell apart. */
public enum ReleaseCause {
    /** Its script said so. */
    RELEASED,
    /** It waited for as long as it may. */
    EXPIRED
}
