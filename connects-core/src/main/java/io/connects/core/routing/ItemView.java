package io.connects.core.routing;

import java.util.OptionalLong;

/**
 * How one work item stands in the engine.
 *
 * @param gone its PSR no longer exists; a dialogue or an assignment is still to end
 * @param attempts submissions of this PSR so far
 * @param until when its timer rings, on the engine's clock
 */
public record ItemView(
        String workItemId, Psr psr, boolean gone, Phase phase, Reason reason, int attempts, OptionalLong until) {}
