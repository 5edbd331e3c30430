package io.connects.simulators.finesse;

import java.util.function.Function;

/** What happens at once when a fault is switched on. Thread-safe. */
final class PairOperations implements FinesseFaults.Operations {
    private final PairCore core;
    private final Function<FinesseSide, FinesseNode> nodes;
    private final SystemInfo systemInfo;

    PairOperations(PairCore core, Function<FinesseSide, FinesseNode> nodes, SystemInfo systemInfo) {
        this.core = core;
        this.nodes = nodes;
        this.systemInfo = systemInfo;
    }

    @Override
    public void serviceChanged(FinesseSide side) {
        synchronized (core) {
            systemInfo.changed(side);
        }
    }

    @Override
    public void killSessions(FinesseSide side) {
        synchronized (core) {
            core.xmpp(side).killSessions();
        }
    }

    @Override
    public void presenceChanged(FinesseSide side) {
        synchronized (core) {
            core.xmpp(side).tellFinesse();
        }
    }

    @Override
    public void setAlive(FinesseSide side, boolean alive) {
        // Without the monitor: threads of the server may wait for it.
        if (alive) {
            nodes.apply(side).start();
        } else {
            nodes.apply(side).stop();
        }
    }

    @Override
    public void conflict(String loginId) {
        synchronized (core) {
            core.agent(loginId).ifPresent(agent -> {
                for (FinesseSide side : FinesseSide.values()) {
                    core.xmpp(side).conflict(agent);
                }
            });
        }
    }

    @Override
    public void forceLogout(String loginId) {
        synchronized (core) {
            core.agent(loginId)
                    .ifPresent(
                            agent -> core.users.force(agent, UserState.LOGOUT, Reason.system(Reason.CONNECTION_LOST)));
        }
    }
}
