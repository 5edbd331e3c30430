package io.connects.host;

/** What an adapter is doing. */
public enum HostState {
    /** Constructed or starting: it holds its configuration and routes nothing. */
    IDLE,
    /** It routes. */
    ACTIVE,
    /** It was closed; nothing of it runs any more. */
    STOPPED
}
