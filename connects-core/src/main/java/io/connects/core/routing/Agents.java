package io.connects.core.routing;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Everybody an {@link AgentDirectory} knows at one moment, found by either side's name. Immutable. */
public final class Agents {
    /** Nobody. */
    public static final Agents NONE = of(List.of());

    private final Map<Integer, Agent> bySkillTargetId = new HashMap<>();
    private final Map<String, Agent> byUserId = new HashMap<>();

    private Agents() {}

    /** @throws IllegalArgumentException naming every skill target id and user id that two agents share */
    public static Agents of(Collection<Agent> agents) {
        var all = new Agents();
        var twice = new ArrayList<String>();
        for (Agent agent : agents) {
            if (all.bySkillTargetId.put(agent.skillTargetId(), agent) != null) {
                twice.add("skill target id " + agent.skillTargetId());
            }
            if (all.byUserId.put(agent.userId(), agent) != null) {
                twice.add("user id " + agent.userId());
            }
        }
        if (!twice.isEmpty()) {
            throw new IllegalArgumentException("agents: more than one agent with " + String.join(", ", twice));
        }
        return all;
    }

    public Optional<Agent> bySkillTargetId(int skillTargetId) {
        return Optional.ofNullable(bySkillTargetId.get(skillTargetId));
    }

    public Optional<Agent> byUserId(String userId) {
        return Optional.ofNullable(byUserId.get(userId));
    }

    /** Everybody, in no particular order. */
    public List<Agent> all() {
        return List.copyOf(byUserId.values());
    }

    public int size() {
        return byUserId.size();
    }
}
