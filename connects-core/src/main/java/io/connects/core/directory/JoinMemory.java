package io.connects.core.directory;

import io.connects.core.routing.Agent;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * To whom login ids and skill target ids belonged: what an {@link AgentJoin} learns for the next one. An id stays with its first Salesforce user,
 * also while nobody has it, until it is released. Immutable.
 */
public final class JoinMemory {
    /** Nothing is known of earlier. */
    public static final JoinMemory NONE = new JoinMemory(Map.of(), Map.of());

    private final Map<String, String> userByLoginId;
    private final Map<Integer, String> userBySkillTargetId;

    private JoinMemory(Map<String, String> userByLoginId, Map<Integer, String> userBySkillTargetId) {
        this.userByLoginId = userByLoginId;
        this.userBySkillTargetId = userBySkillTargetId;
    }

    /** The Salesforce user id that this login id, in any case, belongs to. */
    public Optional<String> userOfLoginId(String loginId) {
        return Optional.ofNullable(userByLoginId.get(AgentJoin.key(loginId)));
    }

    /** The Salesforce user id that this skill target id belongs to. */
    public Optional<String> userOfSkillTargetId(int skillTargetId) {
        return Optional.ofNullable(userBySkillTargetId.get(skillTargetId));
    }

    /** Without what belonged to this Salesforce user: its ids may go to others. Somebody has looked and found it right. */
    public JoinMemory releasing(String userId) {
        var logins = new TreeMap<>(userByLoginId);
        var targets = new TreeMap<>(userBySkillTargetId);
        logins.values().removeIf(userId::equals);
        targets.values().removeIf(userId::equals);
        return new JoinMemory(logins, targets);
    }

    JoinMemory with(Collection<Agent> agents) {
        var logins = new TreeMap<>(userByLoginId);
        var targets = new TreeMap<>(userBySkillTargetId);
        for (Agent agent : agents) {
            logins.putIfAbsent(AgentJoin.key(agent.loginId()), agent.userId());
            targets.putIfAbsent(agent.skillTargetId(), agent.userId());
        }
        return new JoinMemory(logins, targets);
    }
}
