package io.connects.simulators.cce;

import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * An agent as configured.
 *
 * @param skillGroups skill target ids of the skill groups that the agent serves
 * @param taskLimits media routing domain to how many tasks of it the agent may have at once, 1 to 10; others are not given to the agent
 */
public record CceAgent(int skillTargetId, String loginId, Set<Integer> skillGroups, Map<Integer, Integer> taskLimits) {
    public CceAgent {
        Objects.requireNonNull(loginId, "loginId");
        skillGroups = Set.copyOf(skillGroups);
        taskLimits = Map.copyOf(taskLimits);
        if (skillTargetId < 1) {
            throw new IllegalArgumentException("skillTargetId: must be positive, was " + skillTargetId);
        }
        taskLimits.forEach((mrd, limit) -> {
            if (limit < 1 || limit > 10) {
                throw new IllegalArgumentException(
                        "taskLimits: must be 1 to 10, was " + limit + " for media routing domain " + mrd);
            }
        });
    }
}
