package io.connects.core.routing;

import java.util.Objects;

/**
 * One person, known to both sides.
 *
 * @param loginId how the agent signs in at Cisco
 * @param skillTargetId the number by which Cisco's router names the agent
 * @param userId the Salesforce user, in the 18-character form
 */
public record Agent(String loginId, int skillTargetId, String userId) {
    public Agent {
        Objects.requireNonNull(loginId, "loginId");
        Objects.requireNonNull(userId, "userId");
        if (skillTargetId < 1) {
            throw new IllegalArgumentException("skillTargetId: must be positive, was " + skillTargetId);
        }
    }
}
