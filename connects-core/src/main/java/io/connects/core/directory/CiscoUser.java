package io.connects.core.directory;

import org.jspecify.annotations.Nullable;

/**
 * A user as Cisco tells of it. Immutable.
 *
 * @param loginId how the agent signs in; blanks around it do not count
 * @param skillTargetId the number by which Cisco's router names the agent; null when it is not known, as is anything below 1
 * @param active whether the user may work
 */
public record CiscoUser(
        String loginId, @Nullable Integer skillTargetId, String firstName, String lastName, boolean active) {
    public CiscoUser {
        loginId = loginId.strip();
        skillTargetId = skillTargetId == null || skillTargetId < 1 ? null : skillTargetId;
    }

    /** For people. */
    String text() {
        String name = (firstName + " " + lastName).strip();
        return "Cisco user " + loginId + (name.isEmpty() ? "" : " (" + name + ")");
    }
}
