package io.connects.core.routing;

import java.time.Duration;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The steps of a work item between its states. Not thread-safe. */
final class Steps {
    private static final long MINUTE = Duration.ofMinutes(1).toNanos();

    private final Board board;

    Steps(Board board) {
        this.board = board;
    }

    /** Does what the item's facts call for, whatever changed. Without effect when nothing did. */
    void advance(Item item) {
        if (item.dialogue != null) {
            if (item.dialogue.cancelled() == null) {
                pointless(item, item.dialogue).ifPresent(why -> cancel(item, why));
            }
        } else if (item.assignment != null) {
            return;
        } else if (item.gone) {
            // Whether an earlier PSR takes over is being asked.
            rest(item, Phase.NOT_READY);
            if (item.older.isEmpty()) {
                forget(item);
            }
        } else if (item.psr.pushed()) {
            rest(item, Phase.PUSHED);
        } else if (!item.psr.readyForRouting()) {
            rest(item, Phase.NOT_READY);
        } else if (!onItsWay(item)
                || (item.place != Line.Place.NONE && withAnAgentAs(item).isPresent())) {
            await(item, item.reason);
        }
    }

    private static boolean onItsWay(Item item) {
        return switch (item.phase) {
            case WAITING, READING, READY, DELAYED, PARKED, HANDING, IGNORED, INSPECTING -> true;
            case NOT_READY, SUBMITTED, CANCELLING, ASSIGNING, PUSHED -> false;
        };
    }

    /** Why an open dialogue no longer asks the right question, if so. */
    private Optional<Reason> pointless(Item item, Item.Dialogue dialogue) {
        if (item.gone) {
            return Optional.of(Reason.WITHDRAWN);
        }
        if (!item.psr.id().equals(dialogue.key().psrId())) {
            return Optional.of(Reason.SUPERSEDED);
        }
        if (item.psr.pushed()) {
            return Optional.of(Reason.OFF_THE_BOOKS);
        }
        if (!item.psr.readyForRouting()) {
            return Optional.of(Reason.NOT_READY);
        }
        if (withAnAgentAs(item).isPresent()) {
            return Optional.of(Reason.STILL_WITH_AGENT);
        }
        return dialogue.asked().equals(asked(item.psr)) ? Optional.empty() : Optional.of(Reason.RETARGETED);
    }

    /** What would be asked for this PSR; null when it has no target. */
    Item.@Nullable Asked asked(Psr psr) {
        return board.routes
                .target(psr)
                .map(target -> new Item.Asked(
                        target,
                        psr.preferredUserId(),
                        psr.preferredUserRequired(),
                        target.variables().containsValue(VariableSource.Known.PRIORITY) ? psr.priority() : null,
                        target.variables().containsValue(VariableSource.Known.QUEUE_ID) ? psr.queueId() : null))
                .orElse(null);
    }

    void cancel(Item item, Reason why) {
        Item.Dialogue open = Objects.requireNonNull(item.dialogue);
        board.timers.cancel(item);
        item.dialogue = new Item.Dialogue(open.key(), open.asked(), why);
        item.reason = why;
        item.phase = Phase.CANCELLING;
        board.report(Decision.Kind.CANCELLED, item, why, open.key().toString());
        board.emit(new Effect.Cancel(open.asked().target().router(), open.key()));
    }

    /** Nobody can be assigned: everything that waits at Cisco is taken back. */
    void breakerOpened(Reason reason, String detail) {
        board.report(Decision.Kind.BREAKER_OPENED, null, null, reason, detail);
        takeBack(Reason.ORG_FAILING);
    }

    /** Nobody is to be assigned any more: everything that waits at Cisco is taken back, and nothing follows. */
    void stopAssigning(String detail) {
        board.stopped = true;
        board.report(Decision.Kind.ASSIGNING_STOPPED, null, null, Reason.OFF_THE_BOOKS, detail);
        takeBack(Reason.ASSIGNING_STOPPED);
    }

    private void takeBack(Reason why) {
        for (Item item : board.byWorkItem.values()) {
            item.probe = false;
            if (item.dialogue != null && item.dialogue.cancelled() == null) {
                cancel(item, why);
            }
        }
    }

    /** Puts the item in line, unless something speaks against it. */
    void await(Item item, Reason reason) {
        leave(item);
        item.reason = reason;
        RouteTarget target = board.routes.target(item.psr).orElse(null);
        if (target == null) {
            park(item, Reason.NO_ROUTE, "queue " + item.psr.queueId() + ", channel " + item.psr.channelId());
            return;
        }
        String preferred = item.psr.preferredUserId();
        if (item.psr.preferredUserRequired()
                && preferred != null
                && board.agents.byUserId(preferred).isEmpty()) {
            park(item, Reason.UNKNOWN_PREFERRED_AGENT, "user " + preferred + " is required and in no directory");
            return;
        }
        if (target.pushTimeoutOf(item.psr).plus(RouteTarget.LEAST_MARGIN).compareTo(target.startTimeout()) > 0) {
            park(item, Reason.PUSH_TIMEOUT_TOO_LONG, "no agent could be assigned within " + target.startTimeout());
            return;
        }
        long earliest = counts(reason) ? earliestSubmission(item) : board.now;
        if (earliest > board.now) {
            item.phase = Phase.DELAYED;
            board.timers.set(item, earliest);
            board.report(Decision.Kind.DELAYED, item, Reason.TOO_OFTEN, seconds(earliest - board.now));
            return;
        }
        Optional<String> elsewhere = withAnAgentAs(item);
        if (elsewhere.isPresent()) {
            board.inspect(item, elsewhere.get());
            return;
        }
        item.lane = target.lane();
        item.phase = Phase.WAITING;
        board.line.move(item, Line.Place.WAITING);
    }

    /** The earlier PSR as which this work item is with an agent, as far as we know, if it is. */
    Optional<String> withAnAgentAs(Item item) {
        return item.older.values().stream()
                .map(Item.Older::psr)
                .filter(Psr::pushed)
                .map(Psr::id)
                .findFirst()
                .or(() -> board.memory.activeElsewhere(item.psr).map(AgentWork::psrId));
    }

    /** Whether this PSR may be given to an agent now. */
    boolean assignable(Item item, String psrId) {
        return item.routable(psrId) && withAnAgentAs(item).isEmpty();
    }

    /** Whether a submission for this reason counts against the PSR's submissions a minute. */
    static boolean counts(Reason reason) {
        return reason != Reason.RETARGETED && reason != Reason.SESSION_LOST;
    }

    private long earliestSubmission(Item item) {
        Deque<Long> lately = item.history.submissions;
        while (!lately.isEmpty() && lately.getFirst() <= board.now - MINUTE) {
            lately.removeFirst();
        }
        return lately.size() < board.options.submissionsPerMinute() ? board.now : lately.getFirst() + MINUTE;
    }

    /** After a decline and its like: again soon, then less and less often. */
    void retry(Item item, Reason reason, String detail) {
        item.history.retries++;
        again(item, reason, detail, board.options.retryDelays(), item.history.retries);
    }

    /** After a release and its like: again in minutes. */
    void resubmit(Item item, Reason reason, String detail) {
        item.history.returns++;
        again(item, reason, detail, board.options.resubmitDelays(), item.history.returns);
    }

    private void again(Item item, Reason reason, String detail, List<Duration> delays, int count) {
        item.history.failures++;
        if (item.history.failures >= board.options.failuresBeforeParking()) {
            park(item, reason, detail + "; failure " + item.history.failures);
        } else {
            delay(item, reason, delays.get(Math.min(count, delays.size()) - 1), detail);
        }
    }

    void delay(Item item, Reason reason, Duration delay, String detail) {
        leave(item);
        item.reason = reason;
        item.phase = Phase.DELAYED;
        board.timers.set(item, board.now + delay.toNanos());
        board.report(Decision.Kind.DELAYED, item, reason, seconds(delay.toNanos()) + " " + detail);
    }

    void park(Item item, Reason reason, String detail) {
        leave(item);
        item.reason = reason;
        item.phase = Phase.PARKED;
        board.timers.set(item, board.now + board.options.parkedFor().toNanos());
        board.report(Decision.Kind.PARKED, item, reason, detail);
    }

    void rest(Item item, Phase phase) {
        leave(item);
        item.phase = phase;
    }

    /** Takes the item out of line and stops its timer. */
    void leave(Item item) {
        board.timers.cancel(item);
        board.line.move(item, Line.Place.NONE);
        item.request = null;
        item.probe = false;
    }

    private void forget(Item item) {
        board.byWorkItem.remove(item.workItemId, item);
        board.byPsr.remove(item.psr.id(), item);
    }

    /** Time to wait before a question is asked again that was not answered: 1, 2, 4 ... 30 s. */
    static Duration patience(int unanswered) {
        return Duration.ofSeconds(Math.min(30, 1L << Math.min(unanswered - 1, 5)));
    }

    private static String seconds(long nanos) {
        return "in " + Duration.ofNanos(nanos).toMillis() / 1000.0 + " s";
    }
}
