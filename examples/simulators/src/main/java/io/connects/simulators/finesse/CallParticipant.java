package io.connects.simulators.finesse;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Somebody in a call. Guarded by the pair's monitor. */
final class CallParticipant {
    final String address;
    /** Null for somebody outside. */
    final @Nullable Agent agent;

    final Instant startTime;
    ParticipantState state;
    Instant stateChangeTime;
    String cause = "";

    CallParticipant(String address, @Nullable Agent agent, ParticipantState state, Instant now) {
        this.address = address;
        this.agent = agent;
        this.state = state;
        startTime = now;
        stateChangeTime = now;
    }

    /**
     * What the participant may do. That TRANSFER_SST and SEND_DTMF are among the actions of an active call is inferred.
     *
     * @param call the participant's
     * @param consults whether another call of the same agent, made to consult about this one, is active
     */
    List<CallAction> actions(Call call, boolean consults) {
        if (agent == null) {
            return List.of();
        }
        return switch (state) {
            case INITIATING, INITIATED -> List.of(CallAction.DROP, CallAction.UPDATE_CALL_DATA);
            case ALERTING -> List.of(CallAction.ANSWER);
            case ACTIVE -> active(call);
            case HELD -> held(consults);
            case WRAP_UP -> List.of(CallAction.UPDATE_CALL_DATA);
            case FAILED -> List.of(CallAction.DROP);
            case DROPPED -> List.of();
        };
    }

    private static List<CallAction> active(Call call) {
        List<CallAction> actions = new ArrayList<>(List.of(
                CallAction.HOLD,
                CallAction.DROP,
                CallAction.UPDATE_CALL_DATA,
                CallAction.CONSULT_CALL,
                CallAction.TRANSFER_SST,
                CallAction.SEND_DTMF));
        if (call.isMonitoring()) {
            return List.of(CallAction.DROP, CallAction.BARGE_CALL);
        }
        if (call.live().size() > 2) {
            actions.add(CallAction.PARTICIPANT_DROP);
        }
        return List.copyOf(actions);
    }

    private static List<CallAction> held(boolean consults) {
        List<CallAction> actions =
                new ArrayList<>(List.of(CallAction.RETRIEVE, CallAction.DROP, CallAction.UPDATE_CALL_DATA));
        if (consults) {
            actions.add(CallAction.TRANSFER);
            actions.add(CallAction.CONFERENCE);
        }
        return List.copyOf(actions);
    }
}
