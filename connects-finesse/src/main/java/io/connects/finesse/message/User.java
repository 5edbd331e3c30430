package io.connects.finesse.message;

import io.connects.finesse.xml.XmlElement;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An agent or supervisor, and what the agent does in the voice domain.
 *
 * @param loginId what URLs and requests take
 * @param loginName what a person types; the same as {@code loginId} at many sites
 * @param state now
 * @param pendingState asked for during a call and to come at its end; its value is empty when there is none. It does not survive a failover
 * @param stateChangeTime null when Finesse does not say
 * @param reason null when there is none, or only its id is told
 * @param reasonCodeId empty or {@code -1} when there is none
 * @param roles {@code Agent}, {@code Supervisor}
 * @param team the agent's own
 * @param supervised teams whose supervisor it is
 * @param skillTargetId CCE's number of the agent; null when Finesse does not say
 * @param mobileAgent null when the agent is not mobile
 * @see <a href="https://developer.cisco.com/docs/finesse/user">User</a>
 */
public record User(
        String loginId,
        String loginName,
        String firstName,
        String lastName,
        AgentState state,
        AgentState pendingState,
        @Nullable Instant stateChangeTime,
        String reasonCodeId,
        @Nullable ReasonCode reason,
        String extension,
        Set<String> roles,
        TeamName team,
        List<TeamName> supervised,
        @Nullable Integer skillTargetId,
        @Nullable MobileAgent mobileAgent,
        List<XmlElement> others)
        implements Payload {

    /** A team by its id and name. */
    public record TeamName(String id, String name) {}

    public User {
        roles = Set.copyOf(roles);
        supervised = List.copyOf(supervised);
        others = List.copyOf(others);
    }

    /** Whether the agent is signed in to voice. */
    public boolean signedIn() {
        return !state.value().isEmpty() && !state.equals(AgentState.LOGOUT) && !state.equals(AgentState.UNKNOWN);
    }
}
