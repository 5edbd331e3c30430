package io.connects.simulators.cce;

import io.connects.core.routing.TaskId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
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
    final Instant queuedAt;

    State state = State.QUEUED;

    @Nullable
    Seat seat;

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
        this.queuedAt = submission.at();
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

    /** The skill group in which this agent may have the task now; -1 for the agent alone; null for none. */
    @Nullable
    Integer groupFor(Seat candidate, Instant now) {
        Integer only = onlyAgent();
        if (only != null) {
            return only == candidate.skillTargetId() ? -1 : null;
        }
        return script.steps().stream()
                .filter(step -> isOpen(step, now))
                .map(Script.Step::skillGroup)
                .filter(candidate.agent.skillGroups()::contains)
                .findFirst()
                .orElse(null);
    }

    boolean isOpen(Script.Step step, Instant now) {
        return step.after().compareTo(Duration.between(queuedAt, now)) <= 0;
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
