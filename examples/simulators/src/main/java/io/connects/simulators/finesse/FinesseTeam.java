package io.connects.simulators.finesse;

/** A team as configured. */
public record FinesseTeam(int id, String name) {}
