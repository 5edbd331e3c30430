package io.connects.simulators.finesse;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A call. Guarded by the pair's monitor. */
final class Call {
    static final String MONITOR = "SUPERVISOR_MONITOR";

    final String id;
    final String from;
    final String to;
    final String type;
    final Map<String, String> variables = new LinkedHashMap<>();
    final List<CallParticipant> participants = new ArrayList<>();
    String wrapUpReason = "";
    String secondaryId = "";

    /** The call that this one was made to consult about. */
    @Nullable
    Call about;

    DialogState state;

    Call(String id, String from, String to, String type, DialogState state) {
        this.id = id;
        this.from = from;
        this.to = to;
        this.type = type;
        this.state = state;
    }

    String uri() {
        return "/finesse/api/Dialog/" + id;
    }

    /** A call from outside for agents, after which there is work to do, and whose data can be set. */
    boolean isIncoming() {
        return type.equals("ACD_IN");
    }

    boolean isMonitoring() {
        return type.equals(MONITOR);
    }

    List<CallParticipant> live() {
        return participants.stream().filter(one -> one.state.isLive()).toList();
    }

    List<CallParticipant> agents() {
        return participants.stream().filter(one -> one.agent != null).toList();
    }

    Optional<CallParticipant> of(Agent agent) {
        return participants.stream()
                .filter(one -> one.agent == agent && one.state != ParticipantState.DROPPED)
                .findFirst();
    }

    Optional<CallParticipant> at(String address) {
        return live().stream().filter(one -> one.address.equals(address)).findFirst();
    }
}
