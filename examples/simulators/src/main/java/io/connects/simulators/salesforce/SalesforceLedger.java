package io.connects.simulators.salesforce;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the org saw, from its records alone: a snapshot, immutable. The simulated org keeps it over restarts when it has a journal.
 *
 * @param psrs every PendingServiceRouting, oldest first
 * @param works every AgentWork, oldest first
 * @param refusals every AgentWork create that was refused
 * @param duplicates every case of work put before two agents, or offered after its withdrawal was known
 * @param fenced how often a guard row's unique key stopped an assignment; no duplicate
 */
public record SalesforceLedger(
        List<PsrAccount> psrs,
        List<WorkAccount> works,
        List<Refusal> refusals,
        List<Duplicate> duplicates,
        int fenced) {
    /** Copies. */
    public SalesforceLedger {
        psrs = List.copyOf(psrs);
        works = List.copyOf(works);
        refusals = List.copyOf(refusals);
        duplicates = List.copyOf(duplicates);
    }

    /** Why a PendingServiceRouting is there no more. */
    public enum Ending {
        /** An agent accepted the work. */
        ACCEPTED,
        /** The work item was withdrawn, closed, deleted or given to a person. */
        WITHDRAWN,
        /** The work went on to another queue with a new PSR. */
        TRANSFERRED,
        /** Deleted over REST. */
        DELETED
    }

    /**
     * The life of one PSR.
     *
     * @param ready whether it is, or was at its end, ready for routing
     * @param pushed whether it is pushed to an agent now
     * @param ended when and why it was deleted, empty while it is there
     * @param endKnownToClient when a subscriber was first seen to have its delete event
     */
    public record PsrAccount(
            String psrId,
            String workItemId,
            String queueId,
            Instant created,
            boolean ready,
            boolean pushed,
            Optional<Instant> ended,
            Optional<Ending> ending,
            Optional<Instant> endKnownToClient) {}

    /** The life of one AgentWork: each status with the time it was entered, in order. */
    public record WorkAccount(
            String agentWorkId, String psrId, String workItemId, String userId, Map<String, Instant> statuses) {
        /** The status it has now. */
        public String status() {
            return new ArrayList<>(statuses.keySet()).get(statuses.size() - 1);
        }
    }

    /**
     * A refused create.
     *
     * @param afterEnd whether the PSR it named was gone
     */
    public record Refusal(
            Instant at,
            String code,
            String message,
            String psrId,
            String workItemId,
            String userId,
            boolean afterEnd) {}

    /** One duplicated assignment, with a sentence for a person to read. */
    public record Duplicate(Instant at, Kind kind, String psrId, String workItemId, String detail) {
        /** What went wrong. */
        public enum Kind {
            /** Two AgentWorks of one PSR or work item were Assigned or Opened at once. */
            TWO_ACTIVE,
            /** A create was refused while another AgentWork of the same PSR or work item was Assigned or Opened. */
            SECOND_REFUSED,
            /** A create came more than 2 s after the client had the withdrawal's delete event. */
            OFFERED_AFTER_WITHDRAWAL
        }
    }

    /** PSRs still there, ready and not pushed: at the end of quiet, these are lost. */
    public List<PsrAccount> lostCandidates() {
        return psrs.stream()
                .filter(psr -> psr.ended().isEmpty() && psr.ready() && !psr.pushed())
                .toList();
    }

    /** PSRs that ended in this way. */
    public long ended(Ending ending) {
        return psrs.stream()
                .filter(psr -> psr.ending().filter(ending::equals).isPresent())
                .count();
    }

    /** Creates that named a PSR already gone. */
    public List<Refusal> attemptsAfterEnd() {
        return refusals.stream().filter(Refusal::afterEnd).toList();
    }

    /** AgentWorks that ever had this status. */
    public long everIn(String status) {
        return works.stream()
                .filter(work -> work.statuses().containsKey(status))
                .count();
    }

    /** The account in one line of key=value. */
    public String summary() {
        return "psrs=" + psrs.size() + " accepted=" + ended(Ending.ACCEPTED) + " withdrawn=" + ended(Ending.WITHDRAWN)
                + " transferred=" + ended(Ending.TRANSFERRED) + " agent_works=" + works.size() + " refused="
                + refusals.size() + " fenced=" + fenced + " waiting="
                + lostCandidates().size() + " duplicated="
                + duplicates.size();
    }
}
