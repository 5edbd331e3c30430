package io.connects.simulators.cce;

import io.connects.core.routing.TaskId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/** One task that the router took. Guarded by the lock of its {@link LittleCce}. */
final class Task {
    /** Who is served first. */
    static final Comparator<Task> QUEUE_ORDER =
            Comparator.<Task>comparingLong(task -> task.priority).thenComparingLong(task -> task.order);

    enum State {
        QUEUED,
        OFFERED,
        ACCEPTED,
        STARTED,
        ENDED
    }

    final RoutingClient client;
    final RouteRequest request;
    final Script script;
    final MediaRoutingDomain domain;
    final TaskId id;
    final CceLedger.Line line;

    State state = State.QUEUED;

    @Nullable
    Seat seat;

    @Nullable
    Instant startedAt;

    /** Set once the task is on its way through its script. */
    @Nullable
    ScriptRun run;

    private final Set<Integer> groups = new LinkedHashSet<>();

    private final long priority;
    private final long order;
    private final List<Future<?>> timers = new ArrayList<>();

    Task(
            RoutingClient client,
            Submission submission,
            MediaRoutingDomain domain,
            Script script,
            TaskId id,
            long priority,
            long order) {
        this.client = client;
        this.request = submission.request();
        this.line = submission.line();
        this.domain = domain;
        this.script = script;
        this.id = id;
        this.priority = priority;
        this.order = order;
    }

    /** A task as it arrived. */
    record Submission(RouteRequest request, CceLedger.Line line, Instant at) {}

    /** The agent for whom alone this task queues. */
    @Nullable
    Integer onlyAgent() {
        return script.preferredAgent() == Script.PreferredAgent.ONLY ? request.preferredAgent() : null;
    }

    /** The skill group in which this agent may have the task; -1 for the agent alone; null for none. */
    @Nullable
    Integer groupFor(Seat candidate) {
        Integer only = onlyAgent();
        if (only != null && isQueuedSomewhere()) {
            return only == candidate.skillTargetId() ? -1 : null;
        }
        return groups.stream()
                .filter(candidate.agent.skillGroups()::contains)
                .findFirst()
                .orElse(null);
    }

    /** The skill groups that the task is queued to so far, in order of preference. */
    Set<Integer> groups() {
        return groups;
    }

    boolean isQueuedSomewhere() {
        return !groups.isEmpty();
    }

    Seat agentsSeat() {
        return Objects.requireNonNull(seat, "seat");
    }

    void keep(Future<?> timer) {
        timers.add(timer);
    }

    void cancelTimers() {
        timers.forEach(timer -> timer.cancel(false));
        timers.clear();
    }
}
