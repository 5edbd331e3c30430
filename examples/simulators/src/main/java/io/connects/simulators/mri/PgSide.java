package io.connects.simulators.mri;

/** The two sides of a duplexed PG. At most one of them is active. */
public enum PgSide {
    A,
    B
}
