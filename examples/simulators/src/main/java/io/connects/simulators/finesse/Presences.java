package io.connects.simulators.finesse;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Future;

/**
 * Puts agents out of work whose XMPP session has been gone for the time of grace. Each node watches for itself: one that does not know that the
 * agent has moved to the other may log the agent out there, which {@link FinesseFaults#lateLogouts} lets happen. Guarded by the pair's monitor.
 */
final class Presences {
    private final PairCore core;
    private final Map<Absence, Future<?>> absent = new HashMap<>();

    private record Absence(FinesseSide side, Agent agent) {}

    Presences(PairCore core) {
        this.core = core;
    }

    void changed(FinesseSide side, Agent agent, boolean present) {
        var key = new Absence(side, agent);
        if (present) {
            Future<?> timer = absent.remove(key);
            if (timer != null) {
                timer.cancel(false);
            }
        } else if (agent.isSignedIn() && agent.node == side && !absent.containsKey(key)) {
            absent.put(key, core.timers.after(core.options.presenceGrace, () -> {
                absent.remove(key);
                boolean isElsewhere = core.xmpp(side.other()).isPresent(agent);
                if ((agent.node == side && !isElsewhere) || core.faults.logsOutLate()) {
                    core.users.lostPresence(agent);
                }
            }));
        }
    }
}
