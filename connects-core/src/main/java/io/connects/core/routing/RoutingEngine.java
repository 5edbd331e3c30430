package io.connects.core.routing;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Decides what happens to every work item of one route: a pure state machine without socket, thread, clock, random source, logger or future.
 *
 * <p>It is told what happened and answers what is to be done. The caller performs the effects in order, posts their answers back as events, and
 * sends a {@link Event.Tick} no later than {@link #nextDeadline()}. Nanos are of one process and never go back. Not thread-safe: one executor
 * owns it, see {@link RoutingRunner}.
 */
public final class RoutingEngine {
    private static final Duration HANDED_AT_THE_LATEST = Duration.ofSeconds(60);

    private final Board board;
    private final Steps steps;
    private final Picture picture;
    private final ForeignWorks foreign;
    private final Submissions submissions;
    private final Assignments assignments;
    private final Outcomes outcomes;

    public RoutingEngine(RoutingOptions options, RouteMap routes) {
        board = new Board(options, routes);
        steps = new Steps(board);
        picture = new Picture(board, steps);
        foreign = new ForeignWorks(board, steps);
        submissions = new Submissions(board, steps, foreign);
        assignments = new Assignments(board, steps, foreign);
        outcomes = new Outcomes(board, steps, assignments);
    }

    /**
     * Takes one event.
     *
     * @param nowNanos the caller's monotonic clock
     * @return what is to be done, in order
     */
    public List<Effect> on(Event event, long nowNanos) {
        board.now = nowNanos;
        foreign.at(nowNanos);
        handle(event);
        for (Item item = board.timers.poll(nowNanos); item != null; item = board.timers.poll(nowNanos)) {
            rang(item);
        }
        picture.pump();
        submissions.pump();
        return board.takeEffects();
    }

    /** The routers that targets name; the engine wants to be told how each of them stands. */
    public Set<String> routers() {
        return board.routes.routers();
    }

    /** When the next {@link Event.Tick} is due; empty when nothing waits for time. May lie in the past. */
    public OptionalLong nextDeadline() {
        return List.of(board.timers.next(), picture.nextDeadline(), submissions.nextDeadline()).stream()
                .filter(OptionalLong::isPresent)
                .mapToLong(OptionalLong::getAsLong)
                .min();
    }

    private void handle(Event event) {
        if (event instanceof Event.PsrChanged e) {
            picture.changed(e.psr());
        } else if (event instanceof Event.PsrRemoved e) {
            removed(e.psrId(), e.received());
        } else if (event instanceof Event.AgentWorkSeen e) {
            agentWork(e.work());
        } else if (event instanceof Event.SnapshotStarted e) {
            picture.snapshotStarted(e);
        } else if (event instanceof Event.SnapshotPage e) {
            picture.snapshotPage(e);
        } else if (event instanceof Event.SnapshotEnded e) {
            picture.snapshotEnded(e);
        } else if (event instanceof Event.ItemRead e) {
            e.item().ifPresentOrElse(item -> picture.found(item.psr(), e.from()), () -> removed(e.psrId(), e.to()));
            submissions.read(e);
        } else if (event instanceof Event.ReadFailed e) {
            submissions.readFailed(e);
        } else if (event instanceof Event.ReadAgainAnswered e) {
            picture.readAgainAnswered(e);
        } else if (event instanceof Event.ReadAgainFailed e) {
            picture.readAgainFailed(e);
        } else if (event instanceof Event.Inspected e) {
            e.standing().psr().ifPresentOrElse(psr -> picture.found(psr, e.from()), () -> removed(e.psrId(), e.to()));
            assignments.inspected(e);
        } else if (event instanceof Event.InspectFailed e) {
            assignments.inspectFailed(e);
        } else if (event instanceof Event.AssignmentAnswered e) {
            assignments.answered(e);
        } else if (event instanceof Event.DialogueEnded e) {
            outcomes.ended(e);
        } else {
            handleRest(event);
        }
    }

    private void handleRest(Event event) {
        if (event instanceof Event.SourceState e) {
            board.report(Decision.Kind.SOURCE_STATE, null, null, Reason.NEW, e.state() + " " + e.reason());
        } else if (event instanceof Event.RouterState e) {
            routerState(e);
        } else if (event instanceof Event.DialogueQueued e) {
            Item item = board.byDialogue.get(e.key());
            if (item != null) {
                board.report(
                        Decision.Kind.QUEUED,
                        item,
                        item.reason,
                        e.key() + " position " + e.position() + " expected wait " + e.expectedWait());
            }
        } else if (event instanceof Event.HandedToQueue e) {
            Item item = handing(e.psrId());
            if (item != null) {
                item.reason = Reason.LABEL;
                board.timers.set(item, board.now + HANDED_AT_THE_LATEST.toNanos());
            }
        } else if (event instanceof Event.HandFailed e) {
            Item item = handing(e.psrId());
            if (item != null) {
                steps.resubmit(item, Reason.HAND_FAILED, e.reason());
            }
        } else if (event instanceof Event.AgentsKnown e) {
            board.agents = e.agents();
            board.agentsKnown = true;
        } else if (event instanceof Event.TaskStarted e) {
            task(e.task(), Decision.Kind.STARTED, "");
        } else if (event instanceof Event.TaskEnded e) {
            task(e.task(), Decision.Kind.COMPLETED, e.disposition());
        }
    }

    private @Nullable Item handing(String psrId) {
        Item item = board.current(psrId);
        return item != null && item.phase == Phase.HANDING ? item : null;
    }

    private void routerState(Event.RouterState e) {
        TaskRouter.State before = board.routers.put(e.router(), e.state());
        // One that comes up and waits to be enabled has not been told to stop.
        if (e.state() == TaskRouter.State.DISABLED && before == TaskRouter.State.READY) {
            board.pace.halve(board.now);
        }
        String who = e.router().isEmpty() ? "" : e.router() + " ";
        board.report(Decision.Kind.ROUTER_STATE, null, null, Reason.NEW, who + e.state() + " " + e.reason());
    }

    private void removed(String psrId, Instant known) {
        foreign.gone(psrId);
        picture.removed(psrId, known);
    }

    private void agentWork(AgentWork work) {
        foreign.heard(work);
        if (!board.memory.seen(work, board.now)) {
            return;
        }
        Item item = board.byWorkItem.get(work.workItemId());
        if (item != null) {
            steps.advance(item);
        }
        Decision.@Nullable Kind kind = switch (work.status()) {
            case OPENED -> Decision.Kind.ACCEPTED;
            case CLOSED -> Decision.Kind.COMPLETED;
            default -> null;
        };
        if (kind != null) {
            board.report(kind, work.psrId(), work.workItemId(), Reason.NEW, work.id() + " by " + work.userId());
        }
    }

    private void task(TaskId task, Decision.Kind kind, String detail) {
        Optional<TaskMemory.Last> last = board.memory.of(task);
        board.report(
                kind,
                last.map(known -> known.work().psrId()).orElse(null),
                last.map(TaskMemory.Last::workItemId).orElse(null),
                Reason.NEW,
                task + " " + detail);
    }

    private void rang(Item item) {
        switch (item.phase) {
            case ASSIGNING, INSPECTING -> assignments.rang(item);
            case SUBMITTED -> steps.cancel(item, Reason.NO_END_HEARD_OF);
            default -> steps.await(item, item.reason);
        }
    }

    /** How every work item stands, by work item id. */
    public List<ItemView> items() {
        var views = new ArrayList<ItemView>(board.byWorkItem.size());
        for (Item item : board.byWorkItem.values()) {
            views.add(new ItemView(
                    item.workItemId,
                    item.psr,
                    item.gone,
                    item.phase,
                    item.reason,
                    item.history.attempts,
                    item.timed ? OptionalLong.of(item.until) : OptionalLong.empty()));
        }
        views.sort(Comparator.comparing(ItemView::workItemId));
        return views;
    }

    /** Whether assignments fail so that nothing but probes is submitted. */
    public boolean breakerOpen() {
        return board.breaker.isOpen();
    }

    /** Whether nobody is assigned any more, because somebody else routes the same work; for the rest of this engine's life. */
    public boolean assigningStopped() {
        return board.stopped;
    }

    /** Submissions a second that are allowed at present. */
    public double pace() {
        return board.pace.rate();
    }

    /** What has been read and is next in line, in order. */
    List<Psr> ready() {
        return board.line.ready().stream().map(item -> item.psr).toList();
    }

    /** All that decides the future, with times relative to {@code nowNanos}: equal fingerprints behave alike. */
    String fingerprint(long nowNanos) {
        return Fingerprint.of(board, picture, submissions, foreign, nowNanos);
    }
}
