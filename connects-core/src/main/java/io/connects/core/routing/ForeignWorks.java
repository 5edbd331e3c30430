package io.connects.core.routing;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Notices AgentWorks that somebody else makes for PSRs that we have submitted: an alarm for each, and after several of them nobody is assigned any
 * more, because work that two routers give away reaches two agents. Not thread-safe.
 */
final class ForeignWorks {
    /** Foreign works that lie further apart are accidents of their own. */
    private static final Duration COUNTED_FOR = Duration.ofHours(1);

    /** What an earlier life of the adapter was creating has landed by then, or never will. */
    private static final Duration EARLIER_LIFE = Duration.ofMinutes(1);

    /** What comes beyond is judged when there is further news of it. */
    private static final int MOST_HELD = 1_000;

    private final Board board;
    private final Steps steps;
    private final WorkOrigins origins;
    /** First news of AgentWorks whose PSR we are assigning ourselves, by id: whether they are ours is not known yet. */
    private final Map<String, AgentWork> held = new LinkedHashMap<>();
    /** When the last foreign works were noticed; oldest first. */
    private final Deque<Long> noticed = new ArrayDeque<>();

    private long started = Long.MIN_VALUE;

    ForeignWorks(Board board, Steps steps) {
        this.board = board;
        this.steps = steps;
        origins = new WorkOrigins(board.byPsr::containsKey, board.options.tombstonesFor());
    }

    /** Takes note of the time; the first is that of the start. */
    void at(long nowNanos) {
        if (started == Long.MIN_VALUE) {
            started = nowNanos;
        }
    }

    /** Takes note that a dialogue is opened for the newest PSR of this item. */
    void submitting(Item item) {
        String psrId = item.psr.id();
        if (!origins.submitted(psrId)) {
            // Heard of before the PSR itself was.
            board.memory
                    .of(item.workItemId)
                    .map(TaskMemory.Last::work)
                    .filter(work -> psrId.equals(work.psrId()))
                    .ifPresent(work -> origins.explained(psrId, work.id(), board.now));
        }
        origins.submitting(psrId, board.now);
    }

    /** Takes note that we made this AgentWork, as an answer or a question after a silence has told. */
    void ours(String psrId, String agentWorkId) {
        origins.explained(psrId, agentWorkId, board.now);
    }

    /** Takes note that what we created for this agent may exist without our knowing its id. */
    void unanswered(Item.Assignment assignment) {
        origins.unanswered(assignment.psr().id(), assignment.agent().userId(), board.now);
    }

    /** A PSR is there no more. */
    void gone(String psrId) {
        origins.gone(psrId, board.now);
    }

    /** Takes news of an AgentWork, from whatever source. */
    void heard(AgentWork work) {
        String psrId = work.psrId();
        if (psrId == null) {
            // Made for no PSR, or for one that is gone and can no longer be told: nobody's fault that we could name.
            return;
        }
        if (!assigning(work.workItemId(), psrId)) {
            judge(work, psrId);
        } else if (held.size() < MOST_HELD) {
            held.putIfAbsent(work.id(), work);
        }
    }

    private boolean assigning(String workItemId, String psrId) {
        Item item = board.byWorkItem.get(workItemId);
        Item.@Nullable Assignment assignment = item == null ? null : item.assignment;
        return assignment != null && assignment.psr().id().equals(psrId);
    }

    /** Judges what was held back while this PSR was being assigned, now that the outcome is known. */
    void assignmentEnded(String psrId) {
        List<AgentWork> known = held.values().stream()
                .filter(work -> psrId.equals(work.psrId()))
                .toList();
        known.forEach(work -> held.remove(work.id()));
        known.forEach(work -> judge(work, psrId));
    }

    private void judge(AgentWork work, String psrId) {
        boolean foreign = origins.foreign(work, psrId) && board.now - started >= EARLIER_LIFE.toNanos();
        if (origins.submitted(psrId) || board.byPsr.containsKey(psrId)) {
            origins.explained(psrId, work.id(), board.now);
        }
        if (foreign) {
            alarm(work);
        }
    }

    private void alarm(AgentWork work) {
        int limit = board.options.foreignWorksToStop();
        while (!noticed.isEmpty()
                && (noticed.size() >= limit || board.now - noticed.getFirst() > COUNTED_FOR.toNanos())) {
            noticed.removeFirst();
        }
        noticed.addLast(board.now);
        String who = work.id() + " to user " + work.userId();
        board.report(
                Decision.Kind.FOREIGN_AGENT_WORK,
                work.psrId(),
                work.workItemId(),
                Reason.OFF_THE_BOOKS,
                who + ": made by somebody else although the PSR was submitted to Cisco");
        if (limit > 0 && noticed.size() >= limit && !board.stopped) {
            steps.stopAssigning(noticed.size() + " agent works in an hour were made by somebody else, the last "
                    + who
                    + ". Look for a second adapter, a flow or a routing configuration that routes the same queues."
                    + " Restart the adapter to assign again.");
        }
    }

    /** What the fingerprint of the engine needs of this part. */
    String describe() {
        return origins.describe() + new TreeSet<>(held.keySet()) + noticed.size();
    }
}
