package io.connects.simulators.finesse;

import java.util.Objects;

/** The agents' states at the telephone: what is asked for, what calls do, what is lost. Guarded by the pair's monitor. */
final class Users {
    private final PairCore core;

    Users(PairCore core) {
        this.core = core;
    }

    /** Answered with 202: what becomes of it is told later. */
    void ask(Request request, Agent agent, UserChange change) {
        core.confirmations.await(
                request,
                new Confirmations.Address(agent.uri(), agent.uri(), null),
                () -> perform(request, agent, change));
    }

    private void perform(Request request, Agent agent, UserChange change) {
        if (!agent.isSignedIn() && change.state() != UserState.LOGIN) {
            throw new Refused(AsyncError.INVALID_OBJECT_STATE);
        }
        switch (AgentMoves.of(core.options.flavour, agent.state, change.state(), agent.pending != null)) {
            case NOW -> now(request, agent, change);
            case KEPT -> {
                requireDevice(agent, change.extension());
                moveTo(request.side(), agent, change);
                core.ledger.signedIn(request.side(), agent.id(), 1);
                tell(agent, request.id());
            }
            case AFTER_CALL -> {
                agent.pending = new Agent.Pending(change.state(), change.reason());
                tell(agent, request.id());
            }
        }
    }

    /** Signing in again at the other node loses what was pending, and being a mobile agent: only signing out and in repairs that. */
    private static void moveTo(FinesseSide side, Agent agent, UserChange change) {
        if (agent.node != side) {
            agent.node = side;
            agent.mobile = null;
            agent.pending = null;
        } else if (change.mobile() != null) {
            agent.mobile = change.mobile();
        }
    }

    private void now(Request request, Agent agent, UserChange change) {
        if (change.state() == UserState.LOGIN) {
            requireDevice(agent, change.extension());
            agent.extension = change.extension();
            agent.mobile = change.mobile();
            agent.node = request.side();
            core.ledger.signedIn(request.side(), agent.id(), 1);
            set(agent, UserState.NOT_READY, Reason.NONE, request.id());
        } else {
            set(agent, change.state(), change.reason(), request.id());
            if (change.state() == UserState.LOGOUT && change.allMedia()) {
                core.media.leaveAll(agent, request.id());
            }
        }
    }

    private void requireDevice(Agent agent, String extension) {
        boolean isTaken = core.agents().stream()
                .anyMatch(other -> other != agent && other.isSignedIn() && other.extension.equals(extension));
        if (isTaken || (agent.isSignedIn() && !agent.extension.equals(extension))) {
            throw new Refused(AsyncError.INVALID_DEVICE);
        }
    }

    /** Sets a state that nobody refuses, and tells of it. */
    void set(Agent agent, UserState state, Reason reason, String requestId) {
        agent.cancelWrapUp();
        agent.pending = null;
        if (agent.state.isWorking() && !state.isWorking()) {
            core.calls.wrapUpOver(agent);
        }
        core.ledger.changed(agent.id(), 1, agent.state, state, reason);
        agent.state = state;
        agent.reason = reason;
        agent.stateChangeTime = core.now();
        if (state == UserState.LOGOUT) {
            agent.extension = "";
            agent.mobile = null;
            agent.node = null;
        }
        tell(agent, requestId);
    }

    /** A call's part in the state: RESERVED, TALKING, HOLD; what is pending stays so. */
    void onCall(Agent agent, UserState state) {
        UserState shown = state == UserState.HOLD && !core.isCce() ? UserState.TALKING : state;
        if (agent.state == shown) {
            return;
        }
        if (!agent.state.keepsChanges() && agent.state != UserState.RESERVED) {
            agent.afterCall = agent.state == UserState.READY ? UserState.READY : UserState.NOT_READY;
        }
        Agent.Pending pending = agent.pending;
        agent.cancelWrapUp();
        core.ledger.changed(agent.id(), 1, agent.state, shown, Reason.NONE);
        agent.state = shown;
        agent.reason = Reason.NONE;
        agent.stateChangeTime = core.now();
        agent.pending = pending;
        tell(agent, "");
    }

    /**
     * The agent's last call is over.
     *
     * @param wrapUp whether work follows, if the agent is one who has it
     */
    void offCall(Agent agent, boolean wrapUp) {
        if (!agent.state.keepsChanges() && agent.state != UserState.RESERVED) {
            return;
        }
        Agent.Pending pending = agent.pending;
        UserState next = pending == null ? agent.afterCall : pending.state();
        Reason reason = pending == null ? Reason.NONE : pending.reason();
        boolean hasWork = wrapUp && !agent.config.wrapUp().isZero() && next != UserState.LOGOUT;
        if (!hasWork) {
            set(agent, next, reason, "");
            return;
        }
        boolean readyAfter = next == UserState.READY && core.isCce();
        set(agent, readyAfter ? UserState.WORK_READY : UserState.WORK, Reason.NONE, "");
        agent.wrapUpTimer = core.timers.after(
                agent.config.wrapUp(), () -> set(agent, readyAfter ? UserState.READY : next, reason, ""));
    }

    /** The agent's node has not seen the agent for too long. */
    void lostPresence(Agent agent) {
        if (!agent.isSignedIn()) {
            return;
        }
        boolean logout = core.options.logoutOnLostPresence || !core.isCce();
        UserState state = logout ? UserState.LOGOUT : UserState.NOT_READY;
        Reason reason = Reason.system(logout ? Reason.CONNECTION_LOST : Reason.CONNECTION_FAILURE);
        force(agent, state, reason);
    }

    /** Sets a state at once, or after the call that the agent is on. */
    void force(Agent agent, UserState state, Reason reason) {
        if (agent.state.keepsChanges() || agent.state == UserState.RESERVED) {
            agent.pending = new Agent.Pending(state, reason);
            tell(agent, "");
        } else if (agent.isSignedIn()) {
            set(agent, state, reason, "");
        }
    }

    private void tell(Agent agent, String requestId) {
        Objects.requireNonNull(agent, "agent");
        Element user = UserXml.write("user", agent, core.options);
        core.publisher.put(agent.uri(), agent.uri(), user, requestId);
        core.publisher.put(PubSubNodes.team(agent.config.team()), agent.uri(), user, requestId);
    }
}
