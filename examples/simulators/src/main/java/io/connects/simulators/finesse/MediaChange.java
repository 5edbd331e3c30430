package io.connects.simulators.finesse;

import org.jspecify.annotations.Nullable;

/**
 * A change of what an agent is in a media routing domain, as asked for.
 *
 * @param state null when it stays
 * @param settings for LOGIN
 * @param routable null when it stays
 */
record MediaChange(
        @Nullable MediaState state,
        AgentMedia.@Nullable Settings settings,
        Reason reason,
        @Nullable Boolean routable) {}
