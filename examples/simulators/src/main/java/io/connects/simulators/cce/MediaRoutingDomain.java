package io.connects.simulators.cce;

import java.time.Duration;

/**
 * A media routing domain: a medium that agents sign in to.
 *
 * @param id unique in the enterprise, for example 5001; 1 is voice and cannot be configured here
 * @param startTimeout how long a reserved agent may take to start the task; CCE's default is 30 s
 * @param maxTaskDuration how long an agent may have a started task, which ends then; CCE's default is 8 h
 * @param interruptible whether an agent with a task of this domain may be given a task of another one
 */
public record MediaRoutingDomain(int id, Duration startTimeout, Duration maxTaskDuration, boolean interruptible) {
    /** The domain of voice. */
    public static final int VOICE = 1;

    private static final Duration DEFAULT_MAX_TASK_DURATION = Duration.ofHours(8);

    public MediaRoutingDomain {
        if (id <= VOICE) {
            throw new IllegalArgumentException("id: must be above 1, which is voice, was " + id);
        }
        if (startTimeout.isNegative() || startTimeout.isZero()) {
            throw new IllegalArgumentException("startTimeout: must be positive, was " + startTimeout);
        }
        if (maxTaskDuration.isNegative() || maxTaskDuration.isZero()) {
            throw new IllegalArgumentException("maxTaskDuration: must be positive, was " + maxTaskDuration);
        }
    }

    /** A domain with CCE's default of how long a task may last. */
    public MediaRoutingDomain(int id, Duration startTimeout, boolean interruptible) {
        this(id, startTimeout, DEFAULT_MAX_TASK_DURATION, interruptible);
    }
}
