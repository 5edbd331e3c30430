package io.connects.simulators.finesse;

import org.jspecify.annotations.Nullable;

/**
 * A change of an agent's telephone state, as asked for and found good by Finesse.
 *
 * @param extension for LOGIN; empty otherwise
 * @param mobile for LOGIN of a mobile agent
 * @param reason for NOT_READY and LOGOUT
 * @param allMedia whether a LOGOUT leaves all media routing domains too
 */
record UserChange(
        UserState state, String extension, Agent.@Nullable MobileAgent mobile, Reason reason, boolean allMedia) {}
