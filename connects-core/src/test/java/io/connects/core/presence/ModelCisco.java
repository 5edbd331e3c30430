package io.connects.core.presence;

import java.time.Instant;
import java.util.List;

/** An agent at Cisco: calls, wrap-up, pending states, refusals, sign-outs, and failovers in which pending states are lost. */
final class ModelCisco {
    private static final List<CiscoState> CHOICES = List.of(
            CiscoState.READY,
            CiscoState.READY,
            CiscoState.notReady(5),
            CiscoState.notReady(6),
            CiscoState.notReady(7),
            CiscoState.notReady(17));

    private final PresenceWorld world;
    /** What the agent is beneath calls and wrap-up. */
    private CiscoState base;

    private AgentState present;
    private CiscoState pending;
    private Instant changed = Instant.EPOCH;
    private boolean down;

    ModelCisco(PresenceWorld world) {
        this.world = world;
        base = world.any(CHOICES);
        present = base.state();
        world.changed(Side.CISCO, "begins");
    }

    CiscoState settled() {
        return base;
    }

    boolean talks() {
        return present.takesPending();
    }

    void human() {
        if (down || present == AgentState.RESERVED) {
            return;
        } else if (present == AgentState.LOGOUT) {
            world.changed(Side.CISCO, "signs in");
            enter(AgentState.LOGIN);
            world.in(PresenceWorld.SECOND, () -> {
                if (present == AgentState.LOGIN) {
                    settle(new CiscoState(AgentState.NOT_READY, -1));
                }
            });
        } else if (present == AgentState.NOT_READY && world.chance(0.1)) {
            world.changed(Side.CISCO, "signs out");
            settle(CiscoState.of(AgentState.LOGOUT));
        } else if (present != AgentState.LOGIN) {
            CiscoState choice = world.any(CHOICES);
            world.changed(Side.CISCO, choice.toString());
            take(choice);
        }
    }

    void asked(long write, CiscoState asked) {
        if (down || !present.takesChanges() || (!world.quiet && world.chance(world.plan.refusals()))) {
            world.over("from Cisco", () -> world.post(new PresenceEvent.WriteRefused(write)));
        } else {
            take(asked);
        }
    }

    private void take(CiscoState asked) {
        if (talks()) {
            pending = asked;
            report(true);
        } else if (!present.equals(asked.state()) || !base.equals(asked)) {
            settle(asked);
        }
    }

    private void settle(CiscoState state) {
        base = state;
        pending = null;
        enter(state.state());
    }

    private void enter(AgentState state) {
        present = state;
        changed = world.at();
        report(true);
    }

    void call() {
        if (!down && present == AgentState.READY) {
            enter(AgentState.RESERVED);
            world.in((1 + world.random.nextInt(10)) * PresenceWorld.SECOND, () -> {
                if (present == AgentState.RESERVED && world.chance(0.1)) {
                    world.changed(Side.CISCO, "does not answer");
                    settle(CiscoState.notReady(32767));
                } else if (present == AgentState.RESERVED) {
                    talk();
                }
            });
        } else if (!down && present == AgentState.NOT_READY) {
            talk();
        }
    }

    private void talk() {
        enter(AgentState.TALKING);
        world.in((5 + world.random.nextInt(60)) * PresenceWorld.SECOND, () -> {
            if (talks() && world.chance(0.3)) {
                enter(AgentState.HOLD);
            }
            world.in(5 * PresenceWorld.SECOND, this::hangUp);
        });
    }

    private void hangUp() {
        if (!talks()) {
            return;
        }
        world.omni.callEnded();
        base = pending == null ? base : pending;
        pending = null;
        if (world.chance(0.5)) {
            enter(base.equals(CiscoState.READY) ? AgentState.WORK_READY : AgentState.WORK);
            world.in((2 + world.random.nextInt(30)) * PresenceWorld.SECOND, () -> {
                if (present == AgentState.WORK_READY || present == AgentState.WORK) {
                    enter(base.state());
                }
            });
        } else {
            enter(base.state());
        }
    }

    void failover() {
        if (down) {
            return;
        }
        down = true;
        pending = null;
        world.changed(Side.CISCO, "fails over");
        world.over("from Cisco", () -> world.post(unknown()));
        world.in((10 + world.random.nextInt(110)) * PresenceWorld.SECOND, () -> {
            world.changed(Side.CISCO, "is back");
            down = false;
            if (present.takesChanges() && !talks() && world.chance(0.3)) {
                settle(CiscoState.notReady(50002));
            } else {
                report(false);
            }
        });
    }

    private static PresenceEvent unknown() {
        return new PresenceEvent.CiscoReported(CiscoState.of(AgentState.UNKNOWN), null, null);
    }

    void report(boolean event) {
        CiscoState state = present == base.state() ? base : CiscoState.of(present);
        PresenceEvent report = down
                ? unknown()
                : new PresenceEvent.CiscoReported(state, pending == null ? null : pending.state(), changed);
        if (!event || !world.lost()) {
            world.over("from Cisco", () -> world.post(report));
        }
    }
}
