package io.connects.simulators.finesse;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What a pair saw up to one moment. Immutable. */
public record FinesseLedger(
        List<StateChange> states, List<RequestEntry> requests, List<SignIn> signIns, List<Attendance> attendances) {

    /**
     * A state of an agent's telephone, or of a media routing domain.
     *
     * @param mrdId 1 for the telephone
     * @param reasonCode -1 for none
     */
    public record StateChange(Instant at, String loginId, int mrdId, String from, String to, int reasonCode) {}

    /**
     * A request to the REST interface, also a refused one.
     *
     * @param user who asked; empty when not authenticated
     * @param path behind {@code /finesse/api/}
     */
    public record RequestEntry(
            Instant at, FinesseSide side, String user, String method, String path, int status, String requestId) {}

    /**
     * A confirmed request to sign in at a node.
     *
     * @param mrdId 1 for the telephone
     */
    public record SignIn(Instant at, FinesseSide side, String loginId, int mrdId) {}

    /**
     * An XMPP session of an agent on a node, from its bind to its end.
     *
     * @param to null while it lasts
     */
    public record Attendance(
            FinesseSide side,
            String loginId,
            String resource,
            Instant from,
            @Nullable Instant to) {
        boolean overlaps(Attendance other) {
            return (to == null || to.isAfter(other.from)) && (other.to == null || other.to.isAfter(from));
        }
    }

    /** Copies. */
    public FinesseLedger {
        states = List.copyOf(states);
        requests = List.copyOf(requests);
        signIns = List.copyOf(signIns);
        attendances = List.copyOf(attendances);
    }

    /** The agents who had sessions on both nodes at the same time, which Finesse does not allow. */
    public Set<String> everOnBothNodes() {
        Set<String> agents = new TreeSet<>();
        for (Attendance one : attendances) {
            for (Attendance other : attendances) {
                if (one.side() != other.side() && one.loginId().equals(other.loginId()) && one.overlaps(other)) {
                    agents.add(one.loginId());
                }
            }
        }
        return agents;
    }
}
