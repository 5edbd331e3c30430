package io.connects.simulators.finesse;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What agents ask of their calls. Guarded by the pair's monitor. */
final class CallActions {
    private static final FinesseRelease CALLS_FROM_READY = new FinesseRelease(12, 5);

    private final PairCore core;
    private final Calls calls;

    CallActions(PairCore core, Calls calls) {
        this.core = core;
        this.calls = calls;
    }

    void call(Request request, Agent agent, String to, Map<String, String> variables) {
        await(request, agent, agent.uri() + "/Dialogs", () -> {
            boolean fromReady =
                    agent.state == UserState.READY && core.isCce() && core.options.release.isAtLeast(CALLS_FROM_READY);
            if (agent.state != UserState.NOT_READY && !fromReady) {
                throw new Refused(AsyncError.INVALID_OBJECT_STATE);
            }
            if (fromReady) {
                core.users.set(agent, UserState.NOT_READY, Reason.system(Reason.CALL_FROM_READY), request.id());
            }
            calls.dial(agent, to).variables.putAll(variables);
        });
    }

    /** A supervisor listens to an agent's call. */
    void monitor(Request request, Agent supervisor, Agent agent) {
        await(request, supervisor, supervisor.uri() + "/Dialogs", () -> {
            Call heard = calls.of(agent).stream()
                    .filter(call -> call.state == DialogState.ACTIVE)
                    .findFirst()
                    .orElseThrow(() -> new Refused(AsyncError.INVALID_OBJECT_STATE));
            Call call = calls.create(supervisor.extension, agent.extension, Call.MONITOR, DialogState.ACTIVE);
            call.about = heard;
            calls.add(call, supervisor.extension, supervisor, ParticipantState.ACTIVE);
            calls.add(call, agent.extension, null, ParticipantState.ACTIVE);
            calls.events().added(call, supervisor);
            calls.follow(supervisor);
        });
    }

    void ask(Request request, Call call, CallRequest asked) {
        await(request, request.user(), call.uri(), () -> perform(request.user(), call, asked));
    }

    private void await(Request request, Agent agent, String source, Runnable outcome) {
        core.confirmations.await(request, new Confirmations.Address(agent.uri() + "/Dialogs", source, null), outcome);
    }

    private void perform(Agent agent, Call call, CallRequest asked) {
        CallParticipant own = call.of(agent).orElseThrow(() -> new Refused(AsyncError.INVALID_OBJECT_STATE));
        Optional<Call> consultation = calls.consultation(call, agent);
        boolean records = asked.action() == CallAction.START_RECORDING && own.state == ParticipantState.ACTIVE;
        if (!records && !own.actions(call, consultation.isPresent()).contains(asked.action())) {
            throw new Refused(AsyncError.INVALID_OBJECT_STATE);
        }
        switch (asked.action()) {
            case ANSWER -> calls.answer(call, own);
            case HOLD -> move(call, own, ParticipantState.HELD);
            case RETRIEVE -> retrieve(agent, call, own);
            case DROP -> calls.leave(call, own);
            case CONSULT_CALL -> consult(agent, call, own, asked.to());
            case TRANSFER -> join(call, own, consultation.orElseThrow(), false);
            case CONFERENCE -> join(call, own, consultation.orElseThrow(), true);
            case TRANSFER_SST -> giveAway(call, own, asked.to());
            case UPDATE_CALL_DATA -> update(call, asked);
            case PARTICIPANT_DROP ->
                calls.leave(
                        call, call.at(asked.target()).orElseThrow(() -> new Refused(AsyncError.VALUE_OUT_OF_RANGE)));
            case BARGE_CALL -> barge(call, own);
            case SEND_DTMF, START_RECORDING -> {} // nothing of it is told
        }
    }

    private void move(Call call, CallParticipant own, ParticipantState state) {
        calls.set(own, state);
        calls.changed(call);
    }

    /** Whoever talks in another call cannot. */
    private void retrieve(Agent agent, Call call, CallParticipant own) {
        boolean talksElsewhere = calls.of(agent).stream()
                .anyMatch(other -> other != call && other.of(agent).orElseThrow().state == ParticipantState.ACTIVE);
        if (talksElsewhere) {
            throw new Refused(AsyncError.RESOURCE_BUSY);
        }
        move(call, own, ParticipantState.ACTIVE);
    }

    private void consult(Agent agent, Call call, CallParticipant own, String to) {
        calls.set(own, ParticipantState.HELD);
        Call consultation = calls.dial(agent, to);
        consultation.about = call;
        calls.changed(call);
    }

    private void join(Call call, CallParticipant own, Call consultation, boolean stays) {
        List<CallParticipant> others = consultation.live().stream()
                .filter(one -> one.agent != own.agent)
                .toList();
        calls.merge(consultation);
        call.secondaryId = consultation.id;
        for (CallParticipant other : others) {
            calls.add(call, other.address, other.agent, ParticipantState.ACTIVE);
            if (other.agent != null) {
                calls.events().added(call, other.agent);
            }
        }
        if (stays) {
            move(call, own, ParticipantState.ACTIVE);
        } else {
            calls.leave(call, own);
        }
    }

    private void giveAway(Call call, CallParticipant own, String to) {
        Optional<Agent> callee = calls.byExtension(to);
        calls.add(
                call,
                to,
                callee.orElse(null),
                callee.isPresent() ? ParticipantState.ALERTING : ParticipantState.ACTIVE);
        callee.ifPresent(agent -> calls.events().added(call, agent));
        calls.leave(call, own);
    }

    private void update(Call call, CallRequest asked) {
        if (!call.isIncoming() && !asked.variables().isEmpty()) {
            return; // of a call that was not routed: nothing happens, and nobody is told
        }
        call.variables.putAll(asked.variables());
        if (!asked.wrapUpReason().isEmpty()) {
            call.wrapUpReason = asked.wrapUpReason();
        }
        calls.changed(call);
    }

    private void barge(Call monitoring, CallParticipant own) {
        Call heard = monitoring.about;
        if (heard == null || heard.state != DialogState.ACTIVE || own.agent == null) {
            throw new Refused(AsyncError.INVALID_OBJECT_STATE);
        }
        calls.merge(monitoring);
        calls.add(heard, own.address, own.agent, ParticipantState.ACTIVE);
        calls.events().added(heard, own.agent);
        calls.changed(heard);
    }
}
