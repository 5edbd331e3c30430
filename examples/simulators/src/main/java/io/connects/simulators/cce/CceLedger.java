package io.connects.simulators.cce;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Everything a {@link LittleCce} saw, as records from which losses, duplicates, harm, window and pace can be counted. It keeps all of it until
 * it is dropped. Thread-safe; every answer is a copy of the moment.
 */
public final class CceLedger {
    private final List<Line> lines = new ArrayList<>();
    private final List<ScriptLine> scripts = new ArrayList<>();
    private final List<VoiceCall> calls = new ArrayList<>();
    private final List<RoutableSpan> closedSpans = new ArrayList<>();
    private final Map<Integer, RoutableSpan> openSpans = new TreeMap<>();
    private final Map<String, Integer> open = new HashMap<>();
    private final Map<String, Integer> mostOpen = new HashMap<>();
    private int openInAll;
    private int mostOpenInAll;

    CceLedger() {}

    /** Every task, in the order of submission, those that were refused included. */
    public synchronized List<TaskEntry> tasks() {
        return lines.stream().map(Line::entry).toList();
    }

    /** The tasks with this correlation value, in the order of submission. */
    public synchronized List<TaskEntry> tasks(String correlation) {
        return lines.stream()
                .filter(line -> line.correlation.equals(correlation))
                .map(Line::entry)
                .toList();
    }

    /** The tasks that this peripheral submitted, in the order of submission. */
    public synchronized List<TaskEntry> tasksOf(String peripheral) {
        return lines.stream()
                .filter(line -> line.peripheral.equals(peripheral))
                .map(Line::entry)
                .toList();
    }

    /** How many tasks congestion control rejected. */
    public synchronized int rejectedByCongestion() {
        return Math.toIntExact(
                lines.stream().filter(line -> line.ending == Ending.CONGESTED).count());
    }

    /** Every request to run an external script, in the order in which they were sent. */
    public synchronized List<ScriptEntry> scripts() {
        return scripts.stream().map(ScriptLine::entry).toList();
    }

    /** Every voice call, in the order of arrival. */
    public synchronized List<VoiceEntry> calls() {
        return calls.stream().map(VoiceCall::entry).toList();
    }

    /** How many voice calls had to wait because of tasks, harmed ones included. */
    public int callsDelayedByTasks() {
        return Math.toIntExact(calls().stream()
                .filter(call -> call.delay() == VoiceEntry.Delay.TASKS || call.delay() == VoiceEntry.Delay.TASK_RAN_OUT)
                .count());
    }

    /** How many voice calls tasks did harm to. */
    public int callsHarmed() {
        return Math.toIntExact(calls().stream().filter(VoiceEntry::harmed).count());
    }

    /** Every span of this agent, in order of time; the last one lasts. */
    public synchronized List<RoutableSpan> routableSpans(int skillTargetId) {
        List<RoutableSpan> spans = new ArrayList<>();
        closedSpans.stream()
                .filter(span -> span.skillTargetId() == skillTargetId)
                .forEach(spans::add);
        RoutableSpan last = openSpans.get(skillTargetId);
        if (last != null) {
            spans.add(last);
        }
        return List.copyOf(spans);
    }

    /** How many tasks were submitted in each second of the clock; seconds without any are absent. */
    public synchronized SortedMap<Instant, Integer> submissionsPerSecond() {
        SortedMap<Instant, Integer> seconds = new TreeMap<>();
        lines.forEach(line -> seconds.merge(line.submitted.truncatedTo(ChronoUnit.SECONDS), 1, Integer::sum));
        return seconds;
    }

    /** The most tasks that were in queue at once with each script selector. */
    public synchronized Map<String, Integer> mostInQueuePerSelector() {
        return Map.copyOf(mostOpen);
    }

    /** The most tasks that were in queue at once. */
    public synchronized int mostInQueue() {
        return mostOpenInAll;
    }

    /** How many tasks are in queue. */
    public synchronized int inQueue() {
        return openInAll;
    }

    synchronized Line submitted(RoutingClient client, RouteRequest request, String correlation, Instant at) {
        Line line = new Line(client, request, correlation, at);
        lines.add(line);
        return line;
    }

    synchronized void queued(Line line, String taskId) {
        line.taskId = taskId;
        String selector = line.request.scriptSelector();
        mostOpen.merge(selector, open.merge(selector, 1, Integer::sum), Math::max);
        mostOpenInAll = Math.max(mostOpenInAll, ++openInAll);
    }

    synchronized void chosen(Line line, int agent, Instant at) {
        line.agent = agent;
        line.chosen = at;
        leftQueue(line);
    }

    synchronized void accepted(Line line, Instant at) {
        line.accepted = at;
    }

    synchronized void started(Line line, Instant at) {
        line.started = at;
    }

    synchronized void ended(Line line, Ending ending, @Nullable FailureReason reason, Instant at) {
        line.ending = ending;
        line.reason = reason;
        line.ended = at;
        if (line.chosen == null && !line.taskId.isEmpty()) {
            leftQueue(line);
        }
    }

    synchronized void routable(
            int skillTargetId, boolean routable, RoutableSpan.Cause cause, String taskId, Instant at) {
        RoutableSpan before =
                openSpans.put(skillTargetId, new RoutableSpan(skillTargetId, routable, at, null, cause, taskId));
        if (before != null) {
            closedSpans.add(new RoutableSpan(
                    skillTargetId, before.routable(), before.from(), at, before.cause(), before.taskId()));
        }
    }

    synchronized ScriptLine scriptAsked(String taskId, String name, Duration expectedWait, Instant at) {
        ScriptLine line = new ScriptLine(taskId, name, expectedWait, at);
        scripts.add(line);
        return line;
    }

    synchronized void scriptOver(ScriptLine line, ScriptEntry.Outcome outcome, Instant at) {
        line.outcome = outcome;
        line.over = at;
    }

    synchronized void called(VoiceCall call) {
        calls.add(call);
    }

    private void leftQueue(Line line) {
        open.merge(line.request.scriptSelector(), -1, Integer::sum);
        openInAll--;
    }

    /** One task's line, written only by the ledger. */
    static final class Line {
        private final String peripheral;
        private final int session;
        private final RouteRequest request;
        private final String correlation;
        private final Instant submitted;
        private String taskId = "";
        private @Nullable Integer agent;
        private @Nullable Instant chosen;
        private @Nullable Instant accepted;
        private @Nullable Instant started;
        private @Nullable Instant ended;
        private @Nullable Ending ending;
        private @Nullable FailureReason reason;

        private Line(RoutingClient client, RouteRequest request, String correlation, Instant submitted) {
            this.peripheral = client.peripheral;
            this.session = client.session;
            this.request = request;
            this.correlation = correlation;
            this.submitted = submitted;
        }

        private TaskEntry entry() {
            return new TaskEntry(
                    session,
                    request,
                    correlation,
                    taskId,
                    agent,
                    new TaskEntry.Times(submitted, chosen, accepted, started, ended),
                    ending,
                    reason);
        }
    }

    /** One script request's line, written only by the ledger. */
    static final class ScriptLine {
        private final String taskId;
        private final String name;
        private final Duration expectedWait;
        private final Instant asked;
        private @Nullable Instant over;
        private ScriptEntry.@Nullable Outcome outcome;

        private ScriptLine(String taskId, String name, Duration expectedWait, Instant asked) {
            this.taskId = taskId;
            this.name = name;
            this.expectedWait = expectedWait;
            this.asked = asked;
        }

        private ScriptEntry entry() {
            return new ScriptEntry(taskId, name, expectedWait, asked, over, outcome);
        }
    }
}
