package io.connects.simulators.finesse;

/** A queue of voice as configured; CCE only. */
public record FinesseQueue(int id, String name) {}
