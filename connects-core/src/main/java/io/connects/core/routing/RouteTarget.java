package io.connects.core.routing;

import java.time.Duration;
import java.util.Map;
import java.util.Objects;

/**
 * How the work of one queue and channel is put to Cisco.
 *
 * @param router which of the route's {@link TaskRouter}s takes it; {@link #ONLY} where there is one
 * @param mrdId the media routing domain
 * @param scriptSelector the dialed number that chooses the script
 * @param startTimeout how long Cisco waits for the agent to start a task before it makes the agent not routable
 * @param pushTimeout how long Salesforce waits for the agent to accept; a PSR's own value counts before it
 * @param variables name of a call variable or ECC variable, to where its text comes from: see {@link VariableSource}
 */
public record RouteTarget(
        String router,
        int mrdId,
        String scriptSelector,
        Duration startTimeout,
        Duration pushTimeout,
        Map<String, VariableSource> variables) {
    /** The least time by which the start timeout must exceed the push timeout, so that an assignment can still be made in between. */
    public static final Duration LEAST_MARGIN = Duration.ofSeconds(8);

    /** The name of a router that has no other beside it. */
    public static final String ONLY = "";

    /** A target at the only router. */
    public RouteTarget(
            int mrdId,
            String scriptSelector,
            Duration startTimeout,
            Duration pushTimeout,
            Map<String, VariableSource> variables) {
        this(ONLY, mrdId, scriptSelector, startTimeout, pushTimeout, variables);
    }

    /** Where this stands in line: its script at its router. */
    Line.Lane lane() {
        return new Line.Lane(router, scriptSelector);
    }

    /** The push timeout that counts for this PSR: its own, or else the queue's. */
    Duration pushTimeoutOf(Psr psr) {
        Duration own = psr.pushTimeout();
        return own == null || own.isZero() ? pushTimeout : own;
    }

    public RouteTarget {
        Objects.requireNonNull(router, "router");
        variables = Map.copyOf(variables);
        if (scriptSelector.isBlank()) {
            throw new IllegalArgumentException("scriptSelector: must not be blank");
        }
        if (pushTimeout.isZero() || pushTimeout.isNegative()) {
            throw new IllegalArgumentException(
                    "pushTimeout: must be positive; without one an agent who does not answer keeps the work for ever");
        }
        if (pushTimeout.plus(LEAST_MARGIN).compareTo(startTimeout) > 0) {
            throw new IllegalArgumentException("pushTimeout: " + pushTimeout + " must be at least " + LEAST_MARGIN
                    + " below the start timeout " + startTimeout);
        }
    }
}
