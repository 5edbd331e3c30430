package io.connects.sso.ids;

/** What an IdS node says of its service. */
public enum IdsState {
    IN_SERVICE,
    /** In part: it still serves, and less well than one that is in service. */
    PARTIAL_SERVICE,
    OUT_OF_SERVICE
}
