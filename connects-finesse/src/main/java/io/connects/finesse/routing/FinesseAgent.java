package io.connects.finesse.routing;

import io.connects.core.directory.CiscoUser;

/**
 * Somebody as Finesse tells of.
 *
 * @param state in the voice domain, in Cisco's word; empty when it was not told
 * @param signedIn whether that state is one of somebody who is signed in
 */
public record FinesseAgent(CiscoUser user, String state, boolean signedIn) {}
