package io.connects.benchmarks.finesse;

import io.connects.simulators.finesse.FinesseAgent;
import io.connects.simulators.finesse.FinesseOptions;
import io.connects.simulators.finesse.FinessePair;
import io.connects.simulators.finesse.FinesseSide;
import io.connects.simulators.finesse.FinesseTeam;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A simulated pair with teams of agents who are signed in, and supervisors who watch a part of the teams each. */
final class Centre {
    /** Of supervisors; a fixture that guards nothing. */
    static final String PASSWORD = "supervisor-secret";

    private Centre() {}

    /** The login id of a supervisor. */
    static String supervisor(int which) {
        return "s" + which;
    }

    /** Ids of the teams that a supervisor watches. */
    static List<Integer> teamsOf(int which, int teamsEach) {
        var teams = new ArrayList<Integer>();
        for (int team = which * teamsEach + 1; team <= (which + 1) * teamsEach; team++) {
            teams.add(team);
        }
        return teams;
    }

    /**
     * A pair that listens.
     *
     * @param prefix of agents' login ids, which are numbered from 0 and fill one team after another
     */
    static FinessePair open(String prefix, int agents, int supervisors, int teamsEach) {
        int teams = supervisors * teamsEach;
        FinesseOptions.Builder options = FinesseOptions.builder().presenceGrace(Duration.ofHours(1));
        for (int team = 1; team <= teams; team++) {
            options.team(new FinesseTeam(team, "Team " + team));
        }
        for (int which = 0; which < supervisors; which++) {
            var supervisor = FinesseAgent.builder(supervisor(which), PASSWORD).team(which * teamsEach + 1);
            teamsOf(which, teamsEach).forEach(supervisor::supervises);
            options.agent(supervisor.build());
        }
        for (int agent = 0; agent < agents; agent++) {
            options.agent(FinesseAgent.builder(prefix + agent, "agent-secret")
                    .name("Agent", "Number " + agent)
                    .team(agent * teams / agents + 1)
                    .skillTargetId(5000 + agent)
                    .extension(prefix + agent)
                    .build());
        }
        return new FinessePair(options.build()).start();
    }

    /** The REST and WebSocket addresses of both nodes, and the authority to trust, in one line for another process. */
    static String line(FinessePair pair) {
        var words = new ArrayList<String>();
        for (FinesseSide side : FinesseSide.values()) {
            words.add("https://" + pair.node(side).rest().getAuthority());
            words.add(pair.node(side).webSocket().toString());
        }
        words.add(pair.authorityPem().toString());
        return String.join(" ", words);
    }
}
