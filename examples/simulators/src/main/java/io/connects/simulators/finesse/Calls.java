package io.connects.simulators.finesse;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The calls that there are, what happens to them from outside, and what they make of agents' states. Guarded by the pair's monitor. */
final class Calls {
    private static final int FIRST_ID = 16_777_216;

    private final PairCore core;
    private final CallEvents events;
    private final Map<String, Call> calls = new LinkedHashMap<>();
    private int lastId = FIRST_ID;

    Calls(PairCore core) {
        this.core = core;
        events = new CallEvents(core.publisher, this);
    }

    CallEvents events() {
        return events;
    }

    Optional<Call> find(String id) {
        return Optional.ofNullable(calls.get(id));
    }

    List<Call> of(Agent agent) {
        return calls.values().stream()
                .filter(call -> call.of(agent).isPresent())
                .toList();
    }

    /** The active call that the agent made to consult about this one. */
    Optional<Call> consultation(Call about, Agent agent) {
        return of(agent).stream()
                .filter(call -> call.about == about
                        && call.of(agent).orElseThrow().state == ParticipantState.ACTIVE
                        && call.state == DialogState.ACTIVE)
                .findFirst();
    }

    Optional<Agent> byExtension(String extension) {
        return core.agents().stream()
                .filter(agent -> agent.isSignedIn() && agent.extension.equals(extension))
                .findFirst();
    }

    /** A call from outside rings at an agent. */
    Call ring(Agent agent, String from, Map<String, String> variables) {
        Call call = create(from, agent.extension, "ACD_IN", DialogState.ALERTING);
        call.variables.putAll(variables);
        add(call, from, null, ParticipantState.ACTIVE);
        add(call, agent.extension, agent, ParticipantState.ALERTING);
        events.added(call, agent);
        follow(agent);
        return call;
    }

    Call create(String from, String to, String type, DialogState state) {
        Call call = new Call(Integer.toString(++lastId), from, to, type, state);
        calls.put(call.id, call);
        return call;
    }

    CallParticipant add(Call call, String address, @Nullable Agent agent, ParticipantState state) {
        var participant = new CallParticipant(address, agent, state, core.now());
        call.participants.add(participant);
        return participant;
    }

    void set(CallParticipant participant, ParticipantState state) {
        participant.state = state;
        participant.stateChangeTime = core.now();
    }

    /** An agent dials. Whom it reaches is an agent, who rings, or somebody outside, of whom the test says what he does. */
    Call dial(Agent agent, String to) {
        Optional<Agent> callee = byExtension(to);
        Call call =
                create(agent.extension, to, "OUT", callee.isPresent() ? DialogState.ALERTING : DialogState.INITIATED);
        add(call, agent.extension, agent, ParticipantState.INITIATED);
        add(call, to, callee.orElse(null), ParticipantState.ALERTING);
        events.added(call, agent);
        follow(agent);
        callee.ifPresent(other -> {
            events.added(call, other);
            follow(other);
        });
        return call;
    }

    /** Whoever rings at this address takes the call. */
    void answer(Call call, CallParticipant callee) {
        set(callee, ParticipantState.ACTIVE);
        call.state = DialogState.ACTIVE;
        call.participants.stream()
                .filter(one -> one.state == ParticipantState.INITIATED || one.state == ParticipantState.INITIATING)
                .forEach(caller -> set(caller, ParticipantState.ACTIVE));
        changed(call);
    }

    /** A call that was dialled comes to nothing. */
    void fail(Call call, String cause) {
        call.state = DialogState.FAILED;
        call.agents().forEach(one -> {
            set(one, ParticipantState.FAILED);
            one.cause = cause;
        });
        changed(call);
    }

    /** A participant leaves; where nobody is left to talk to the call is over. */
    void leave(Call call, CallParticipant participant) {
        List<CallParticipant> rest = new ArrayList<>(call.live());
        rest.remove(participant);
        boolean isOver = rest.size() < 2;
        if (isOver) {
            call.state = DialogState.DROPPED;
        }
        drop(call, participant);
        if (isOver) {
            rest.forEach(one -> drop(call, one));
        }
        forgetWhenEmpty(call);
        changed(call);
    }

    private void drop(Call call, CallParticipant participant) {
        Agent agent = participant.agent;
        boolean worked = participant.state == ParticipantState.ACTIVE || participant.state == ParticipantState.HELD;
        if (agent != null
                && worked
                && call.isIncoming()
                && !agent.config.wrapUp().isZero()) {
            set(participant, ParticipantState.WRAP_UP);
            return;
        }
        set(participant, ParticipantState.DROPPED);
        if (agent != null) {
            events.removed(call, agent);
            follow(agent);
        }
    }

    private void forgetWhenEmpty(Call call) {
        boolean isOver = call.agents().stream().allMatch(one -> one.state == ParticipantState.DROPPED);
        if (isOver) {
            calls.remove(call.id);
        }
    }

    /** The call goes on as part of another: whoever is still in it is taken out without an end of its own. */
    void merge(Call call) {
        call.state = DialogState.DROPPED;
        List.copyOf(call.participants).forEach(one -> {
            boolean wasIn = one.state != ParticipantState.DROPPED;
            set(one, ParticipantState.DROPPED);
            if (one.agent != null && wasIn) {
                events.removed(call, one.agent);
            }
        });
        calls.remove(call.id);
    }

    /** The agent does not work on ended calls any more. */
    void wrapUpOver(Agent agent) {
        for (Call call : of(agent)) {
            call.of(agent).filter(one -> one.state == ParticipantState.WRAP_UP).ifPresent(one -> {
                set(one, ParticipantState.DROPPED);
                events.removed(call, agent);
                forgetWhenEmpty(call);
            });
        }
    }

    /** Tells everybody in the call, and lets the agents' states follow. */
    void changed(Call call) {
        call.agents().stream()
                .filter(one -> one.state != ParticipantState.DROPPED)
                .map(one -> one.agent)
                .forEach(agent -> {
                    if (agent != null) {
                        events.changed(call, agent);
                        follow(agent);
                    }
                });
    }

    /** What the agent's calls make of the agent's state. */
    void follow(Agent agent) {
        boolean rings = false;
        boolean talks = false;
        boolean holds = false;
        for (Call call : of(agent)) {
            ParticipantState state = call.of(agent).orElseThrow().state;
            boolean isSeen = call.isIncoming() || core.isCce();
            rings |= state == ParticipantState.ALERTING && isSeen;
            holds |= state == ParticipantState.HELD && isSeen;
            talks |= isSeen
                    && (state == ParticipantState.ACTIVE
                            || state == ParticipantState.INITIATED
                            || state == ParticipantState.INITIATING);
        }
        if (talks || holds) {
            core.users.onCall(agent, talks ? UserState.TALKING : UserState.HOLD);
            core.media.onCall(agent, true);
        } else if (rings) {
            core.users.onCall(agent, UserState.RESERVED);
        } else {
            boolean wrapUp =
                    of(agent).stream().anyMatch(call -> call.of(agent).orElseThrow().state == ParticipantState.WRAP_UP);
            core.users.offCall(agent, wrapUp);
            core.media.onCall(agent, false);
        }
    }

    /** Nobody answered: the agent gets no more calls until somebody says so. */
    void notAnswered(Call call) {
        call.agents().stream()
                .filter(one -> one.state == ParticipantState.ALERTING)
                .forEach(one -> {
                    if (one.agent != null) {
                        one.agent.pending = new Agent.Pending(UserState.NOT_READY, Reason.system(Reason.NOT_ANSWERED));
                    }
                });
        call.participants.stream()
                .filter(one -> one.state.isLive())
                .findFirst()
                .ifPresent(caller -> leave(call, caller));
    }
}
