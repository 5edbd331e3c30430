package io.connects.sso;

/** The contact centers that Finesse serves, which differ in how users may sign in. */
public enum Product {
    /** Unified CCE and Packaged CCE; {@code UCCE} as Finesse's SystemInfo tells it. */
    CCE,
    /** Unified CCX; {@code UCCX} as Finesse's SystemInfo tells it. It has single sign-on for everybody or for nobody. */
    CCX
}
