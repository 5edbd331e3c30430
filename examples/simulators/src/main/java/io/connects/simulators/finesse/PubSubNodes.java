package io.connects.simulators.finesse;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Which nodes there are, and whose they are. Inferred, because no public page tells: the node of team messages, and that other agents' nodes
 * are forbidden but for the supervisors of their teams.
 */
final class PubSubNodes {
    static final String API = "/finesse/api/";
    static final String SYSTEM_INFO = API + "SystemInfo";

    private static final List<String> OWN = List.of("", "/Dialogs", "/Media", "/Dialogs/Media");
    private static final Set<String> OF_USER = Set.of("", "/Dialogs", "/Media", "/Dialogs/Media", "/ClientLog");

    private final PairCore core;

    PubSubNodes(PairCore core) {
        this.core = core;
    }

    static String team(int id) {
        return API + "Team/" + id + "/Users";
    }

    static String teamMessages(int id) {
        return API + "Team/" + id + "/TeamMessage";
    }

    static String queue(int id) {
        return API + "Queue/" + id;
    }

    /** Whether the agent hears of this node without asking. */
    static boolean isAutomatic(String node, Agent agent) {
        return node.equals(SYSTEM_INFO)
                || node.equals(teamMessages(agent.config.team()))
                || OWN.stream().anyMatch(rest -> node.equals(agent.uri() + rest));
    }

    boolean exists(String node) {
        return node.equals(SYSTEM_INFO)
                || owner(node).isPresent()
                || core.options.teams.stream()
                        .anyMatch(team -> node.equals(team(team.id())) || node.equals(teamMessages(team.id())))
                || core.options.queues.stream().anyMatch(queue -> node.equals(queue(queue.id())));
    }

    boolean isOpenTo(String node, Agent agent) {
        Optional<Agent> owner = owner(node);
        if (owner.isPresent()) {
            return owner.get() == agent || agent.config.administrator() || agent.config.supervises(owner.get().config);
        }
        return core.options.teams.stream()
                .filter(team -> node.equals(team(team.id())))
                .allMatch(team -> agent.config.supervised().contains(team.id()) || agent.config.administrator());
    }

    private Optional<Agent> owner(String node) {
        return core.agents().stream()
                .filter(agent -> node.startsWith(agent.uri())
                        && isNodeOf(node.substring(agent.uri().length())))
                .findFirst();
    }

    private boolean isNodeOf(String rest) {
        boolean isCce = core.options.flavour == FinesseFlavour.CCE;
        return OF_USER.contains(rest) || (isCce && rest.equals("/Queues"));
    }
}
