package io.connects.simulators.finesse;

/**
 * Where a request came from.
 *
 * @param side the node that took it
 * @param user who asked
 * @param id its requestId; empty when it has none
 */
record Request(FinesseSide side, Agent user, String id) {}
