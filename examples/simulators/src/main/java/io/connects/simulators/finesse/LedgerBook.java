package io.connects.simulators.finesse;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Where the ledger is written. Guarded by the pair's monitor. */
final class LedgerBook {
    private final InstantSource clock;
    private final List<FinesseLedger.StateChange> states = new ArrayList<>();
    private final List<FinesseLedger.RequestEntry> requests = new ArrayList<>();
    private final List<FinesseLedger.SignIn> signIns = new ArrayList<>();
    private final Map<XmppStream, FinesseLedger.Attendance> attendances = new LinkedHashMap<>();

    LedgerBook(InstantSource clock) {
        this.clock = clock;
    }

    void changed(String loginId, int mrdId, Enum<?> from, Enum<?> to, Reason reason) {
        states.add(
                new FinesseLedger.StateChange(clock.instant(), loginId, mrdId, from.name(), to.name(), reason.code()));
    }

    void requested(FinesseSide side, String user, String method, String path, int status, String requestId) {
        requests.add(new FinesseLedger.RequestEntry(clock.instant(), side, user, method, path, status, requestId));
    }

    void signedIn(FinesseSide side, String loginId, int mrdId) {
        signIns.add(new FinesseLedger.SignIn(clock.instant(), side, loginId, mrdId));
    }

    void bound(XmppStream stream, FinesseSide side, Jid jid, String loginId) {
        attendances.put(stream, new FinesseLedger.Attendance(side, loginId, jid.resource(), clock.instant(), null));
    }

    void ended(XmppStream stream) {
        Instant now = clock.instant();
        attendances.computeIfPresent(
                stream,
                (key, open) ->
                        new FinesseLedger.Attendance(open.side(), open.loginId(), open.resource(), open.from(), now));
    }

    FinesseLedger read() {
        return new FinesseLedger(states, requests, signIns, List.copyOf(attendances.values()));
    }
}
