package io.connects.core.routing;

import java.time.Duration;
import java.util.TreeMap;
import java.util.TreeSet;

/** The state of an engine as text, so that a search over all its states knows where it has been. */
final class Fingerprint {
    private Fingerprint() {}

    static String of(Board board, Picture picture, Submissions submissions, ForeignWorks foreign, long now) {
        var text = new StringBuilder();
        new TreeMap<>(board.byWorkItem).values().forEach(item -> describe(text, item, now));
        return text.append(new TreeMap<>(board.routers))
                .append(board.synced)
                .append(board.breaker.describe())
                .append(board.breaker.isOpen() ? ahead(board.breaker.nextProbe(), now) : 0)
                .append(Math.round(board.pace.rate()))
                .append(new TreeMap<>(board.agentFailures))
                .append(new TreeSet<>(board.byInspection.keySet()))
                .append(board.memory.describe())
                .append(picture.describe())
                .append(submissions.describe())
                .append(foreign.describe())
                .append(board.stopped)
                .toString();
    }

    private static void describe(StringBuilder text, Item item, long now) {
        text.append(item.psr.id())
                .append('#')
                .append(item.psr.serial())
                .append(item.psr.pushed() ? 'P' : 'U')
                .append(item.psr.readyForRouting() ? 'R' : 'N')
                .append(item.psr.queueId())
                .append(item.gone ? "gone" : "")
                .append(item.older.values().stream()
                        .map(older -> older.psr().id()
                                + older.psr().serial()
                                + older.psr().pushed())
                        .toList())
                .append(item.phase)
                .append(item.reason)
                .append(item.place)
                .append(item.timed ? ahead(item.until, now) : "-")
                .append(item.unanswered)
                .append(item.probe)
                .append(item.refusal)
                .append(item.dialogue == null ? "" : item.dialogue.key().psrId() + item.dialogue.cancelled())
                .append(item.dialogue == null ? "" : item.dialogue.asked())
                .append(item.assignment == null ? "" : item.assignment.key().psrId() + item.assignment.tries())
                .append(item.assignment == null ? "" : item.assignment.agent().skillTargetId())
                .append(item.assignment == null ? "" : ahead(item.assignment.deadline(), now))
                .append(item.history.retries)
                .append(',')
                .append(item.history.returns)
                .append(',')
                .append(item.history.failures)
                .append(item.history.submissions.stream()
                        .map(at -> ahead(at, now))
                        .toList())
                .append('\n');
    }

    private static long ahead(long at, long now) {
        return Duration.ofNanos(at - now).toMillis();
    }
}
