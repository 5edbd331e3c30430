package io.connects.simulators.finesse;

/** The states of an agent in a media routing domain; LOGIN is asked for and never shown. */
public enum MediaState {
    /** Signed out. */
    LOGOUT,
    /** Asked for in order to sign in. */
    LOGIN,
    /** Signed in, and no tasks are routed to the agent. */
    NOT_READY,
    /** Tasks are routed to the agent, who has none. */
    READY,
    /** A task is offered or accepted. */
    RESERVED,
    /** A task is worked on. */
    ACTIVE,
    /** Every task is paused. */
    PAUSED,
    /** Work after a task. */
    WORK_READY,
    /** A call or a task of another domain has taken the agent. */
    INTERRUPTED
}
