package io.connects.simulators.cce;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What happens to a task: it queues to skill groups, in order, and after the time limit it is answered with a label or fails.
 *
 * @param steps the skill groups; an earlier one is preferred to a later one. Without any step the task is answered with the label at once
 * @param queueTimeLimit how long a task may queue; CCE's default is an hour
 * @param label what answers a task that queued for too long; without one the script releases it: it fails with TIMEOUT
 */
public record Script(
        List<Step> steps, Duration queueTimeLimit, @Nullable String label, PreferredAgent preferredAgent) {
    /** CCE's limit for a media routing domain that sets none. */
    public static final Duration DEFAULT_QUEUE_TIME_LIMIT = Duration.ofHours(1);

    public Script {
        steps = List.copyOf(steps);
        Objects.requireNonNull(preferredAgent, "preferredAgent");
        if (queueTimeLimit.isNegative() || queueTimeLimit.isZero()) {
            throw new IllegalArgumentException("queueTimeLimit: must be positive, was " + queueTimeLimit);
        }
    }

    /** Queues to these skill groups, all from the start, for at most an hour, trying the preferred agent first. */
    public static Script queueTo(int... skillGroups) {
        List<Step> steps = Arrays.stream(skillGroups)
                .mapToObj(group -> new Step(group, Duration.ZERO))
                .toList();
        return new Script(steps, DEFAULT_QUEUE_TIME_LIMIT, null, PreferredAgent.FIRST);
    }

    /** The same script with another time limit and, if given, a label for those who queue for too long. */
    public Script expiringAfter(Duration limit, @Nullable String answer) {
        return new Script(steps, limit, answer, preferredAgent);
    }

    /** The same script with another handling of the preferred agent. */
    public Script preferring(PreferredAgent handling) {
        return new Script(steps, queueTimeLimit, label, handling);
    }

    /**
     * One skill group of a script. Groups with growing times widen the search, as the steps of a precision queue do.
     *
     * @param skillGroup its skill target id
     * @param after how long a task queues before this group is considered, 0 or more
     */
    public record Step(int skillGroup, Duration after) {
        public Step {
            if (after.isNegative()) {
                throw new IllegalArgumentException("after: must not be negative, was " + after);
            }
        }
    }

    /** What a script does with the preferred agent that a task names. */
    public enum PreferredAgent {
        /** Nothing. */
        IGNORE,
        /** Chooses this agent if available when the task arrives; else the skill groups. */
        FIRST,
        /** Queues for this agent and for nobody else. */
        ONLY
    }
}
