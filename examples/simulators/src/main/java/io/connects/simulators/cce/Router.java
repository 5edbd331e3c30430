package io.connects.simulators.cce;

import io.connects.core.SerialExecutor;
import io.connects.core.routing.TaskId;
import io.connects.simulators.desktop.CiscoHand;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The central controller: who gets which task, and what becomes of a task that an agent has. Its monitor guards all state of a {@link
 * LittleCce}: every method is called with it held. Listeners are handed to the callback executor, in the order of events.
 */
final class Router {
    private static final Duration RATED_PERIOD = Duration.ofSeconds(1);

    private final CceOptions options;
    private final InstantSource clock;
    private final Timers timers;
    private final SerialExecutor callbacks;
    private final CceLedger ledger;

    private final Map<Integer, MediaRoutingDomain> domains = new HashMap<>();
    private final Map<String, ScriptSelector> selectors = new HashMap<>();
    private final Map<Integer, Seat> seats = new TreeMap<>();
    private final TreeSet<Task> queue = new TreeSet<>(Task.QUEUE_ORDER);
    private final Map<String, Integer> queuedPerSelector = new HashMap<>();
    private final Map<String, Task> withAgents = new HashMap<>();
    private final Deque<Instant> recentlyTaken = new ArrayDeque<>();
    private long taskOrder;
    private long availableOrder;
    private int callKey;

    Router(CceOptions options, InstantSource clock, Timers timers, SerialExecutor callbacks, CceLedger ledger) {
        this.options = options;
        this.clock = clock;
        this.timers = timers;
        this.callbacks = callbacks;
        this.ledger = ledger;
        options.domains.forEach(domain -> domains.put(domain.id(), domain));
        options.selectors.forEach(selector -> selectors.put(selector.number(), selector));
        options.agents.forEach(agent -> seats.put(agent.skillTargetId(), new Seat(agent)));
    }

    @Nullable
    Seat seat(int skillTargetId) {
        return seats.get(skillTargetId);
    }

    @Nullable
    Task withAgent(String taskId) {
        return withAgents.get(taskId);
    }

    // --- tasks in queue

    void submit(RoutingClient client, RouteRequest request) {
        Instant now = clock.instant();
        String correlation = request.variables().getOrDefault(options.correlationVariable, "");
        var submission = new Task.Submission(request, ledger.submitted(client.session, request, correlation, now), now);
        FailureReason refusal = refusal(client, request, now);
        if (refusal != null) {
            ledger.ended(submission.line(), Ending.FAILED, refusal, now);
            answer(client, new RouteAnswer.Failed(request, refusal));
            return;
        }
        recentlyTaken.addLast(now);
        enqueue(taken(client, submission));
    }

    private @Nullable FailureReason refusal(RoutingClient client, RouteRequest request, Instant now) {
        if (client.disabled) {
            return FailureReason.ROUTING_NOT_AVAILABLE;
        }
        if (client.queued.containsKey(request.dialogue())) {
            return FailureReason.DUPLICATE_DIALOGUEID;
        }
        ScriptSelector selector = selectors.get(request.scriptSelector());
        if (selector == null) {
            return FailureReason.INVALID_DIALED_NUMBER;
        }
        if (selector.mrdId() != request.mrdId()) {
            return FailureReason.INVALID_MRD;
        }
        if (selector.script() == null) {
            return FailureReason.NO_SCRIPT;
        }
        return isFull(request.scriptSelector(), now) ? FailureReason.REQUEST_REFUSED : null;
    }

    private boolean isFull(String selector, Instant now) {
        while (!recentlyTaken.isEmpty()
                && Duration.between(recentlyTaken.getFirst(), now).compareTo(RATED_PERIOD) >= 0) {
            recentlyTaken.removeFirst();
        }
        return recentlyTaken.size() >= options.limits.ratedTasksPerSecond()
                || queue.size() >= options.limits.queued()
                || queuedPerSelector.getOrDefault(selector, 0) >= options.limits.queuedPerSelector();
    }

    private Task taken(RoutingClient client, Task.Submission submission) {
        RouteRequest request = submission.request();
        ScriptSelector selector = present(selectors.get(request.scriptSelector()));
        int day = Math.toIntExact(
                submission.at().atOffset(ZoneOffset.UTC).toLocalDate().toEpochDay());
        return new Task(
                client,
                submission,
                present(domains.get(selector.mrdId())),
                present(selector.script()),
                new TaskId(day, ++callKey, 1),
                priority(request),
                ++taskOrder);
    }

    private long priority(RouteRequest request) {
        String text =
                options.priorityVariable == null ? null : request.variables().get(options.priorityVariable);
        return text != null && text.strip().matches("-?\\d{1,9}") ? Long.parseLong(text.strip()) : Long.MAX_VALUE;
    }

    private void enqueue(Task task) {
        queue.add(task);
        task.client.queued.put(task.request.dialogue(), task);
        queuedPerSelector.merge(task.request.scriptSelector(), 1, Integer::sum);
        ledger.queued(task.line, task.id.toString());
        if (task.script.steps().isEmpty()) {
            expire(task, Ending.LABELLED);
            return;
        }
        if (!choosePreferred(task) && !choose(task)) {
            task.keep(timers.after(task.script.queueTimeLimit(), this, () -> expire(task, Ending.EXPIRED)));
            task.script.steps().stream()
                    .map(Script.Step::after)
                    .filter(after -> !after.isZero())
                    .distinct()
                    .forEach(after -> task.keep(timers.after(after, this, () -> choose(task))));
        }
    }

    private boolean choosePreferred(Task task) {
        Integer preferred = task.request.preferredAgent();
        Seat seat = preferred == null ? null : seats.get(preferred);
        if (seat == null
                || task.script.preferredAgent() == Script.PreferredAgent.IGNORE
                || !seat.availableFor(task.domain.id())) {
            return false;
        }
        assign(task, seat, -1);
        return true;
    }

    private boolean choose(Task task) {
        if (task.state != Task.State.QUEUED || task.onlyAgent() != null) {
            return false;
        }
        Instant now = clock.instant();
        for (Script.Step step : task.script.steps()) {
            Optional<Seat> longest =
                    task.isOpen(step, now) ? longestAvailable(step.skillGroup(), task) : Optional.empty();
            if (longest.isPresent()) {
                assign(task, longest.get(), step.skillGroup());
                return true;
            }
        }
        return false;
    }

    private Optional<Seat> longestAvailable(int skillGroup, Task task) {
        return seats.values().stream()
                .filter(seat -> seat.agent.skillGroups().contains(skillGroup))
                .filter(seat -> seat.availableFor(task.domain.id()))
                .min(Comparator.comparingLong(seat -> seat.availableSince));
    }

    private void expire(Task task, Ending ending) {
        String label = task.script.label();
        if (task.state != Task.State.QUEUED) {
            return;
        }
        if (label == null) {
            leave(task, Ending.EXPIRED, FailureReason.TIMEOUT);
            answer(task.client, new RouteAnswer.Failed(task.request, FailureReason.TIMEOUT));
        } else {
            leave(task, ending, null);
            answer(task.client, new RouteAnswer.Label(task.request, label));
        }
    }

    void terminate(RoutingClient client, long dialogue) {
        Task task = client.queued.get(dialogue);
        if (task != null) {
            leave(task, Ending.DEQUEUED, null);
            answer(client, new RouteAnswer.Dequeued(task.request));
        }
    }

    void discard(RoutingClient client) {
        List.copyOf(client.queued.values()).forEach(task -> leave(task, Ending.DISCARDED, null));
    }

    /** Ends a task that is in queue. */
    private void leave(Task task, Ending ending, @Nullable FailureReason reason) {
        unqueue(task);
        task.state = Task.State.ENDED;
        ledger.ended(task.line, ending, reason, clock.instant());
    }

    private void unqueue(Task task) {
        queue.remove(task);
        task.client.queued.remove(task.request.dialogue());
        queuedPerSelector.merge(task.request.scriptSelector(), -1, Integer::sum);
        task.cancelTimers();
    }

    // --- tasks with an agent

    private void assign(Task task, Seat seat, int skillGroup) {
        unqueue(task);
        task.state = Task.State.OFFERED;
        task.seat = seat;
        seat.tasks.add(task);
        seat.availableSince = ++availableOrder;
        String taskId = task.id.toString();
        withAgents.put(taskId, task);
        ledger.chosen(task.line, seat.skillTargetId(), clock.instant());
        task.keep(timers.after(task.domain.startTimeout(), this, () -> runOut(task)));
        answer(task.client, new RouteAnswer.AgentChosen(task.request, task.id, seat.skillTargetId(), skillGroup));
        var offered = new CiscoHand.Offered(
                taskId,
                seat.skillTargetId(),
                task.domain.id(),
                task.request.variables().getOrDefault(options.correlationVariable, ""),
                task.request.variables());
        seat.offeredListeners.forEach(listener -> callbacks.execute(() -> listener.accept(offered)));
    }

    boolean accept(Task task) {
        if (task.state != Task.State.OFFERED) {
            return false;
        }
        task.state = Task.State.ACCEPTED;
        ledger.accepted(task.line, clock.instant());
        return true;
    }

    boolean start(Task task) {
        if (task.state != Task.State.ACCEPTED) {
            return false;
        }
        task.state = Task.State.STARTED;
        task.cancelTimers();
        ledger.started(task.line, clock.instant());
        return true;
    }

    boolean end(Task task) {
        if (task.state != Task.State.STARTED) {
            return false;
        }
        detach(task, Ending.STARTED_AND_ENDED, CiscoHand.End.ENDED);
        becameAvailable(task.agentsSeat());
        return true;
    }

    private void runOut(Task task) {
        if (task.state == Task.State.OFFERED || task.state == Task.State.ACCEPTED) {
            setRoutable(task.agentsSeat(), false, RoutableSpan.Cause.RAN_OUT, task.id.toString());
            detach(task, Ending.RAN_OUT, CiscoHand.End.RAN_OUT);
        }
    }

    void signOut(Seat seat) {
        seat.signedIn = false;
        seat.ready = false;
        seat.onCall = false;
        setRoutable(seat, false, RoutableSpan.Cause.SIGNED_OUT, "");
        List.copyOf(seat.tasks).forEach(task -> detach(task, Ending.SIGNED_OUT, CiscoHand.End.SIGNED_OUT));
    }

    private void detach(Task task, Ending ending, CiscoHand.End end) {
        Seat seat = task.agentsSeat();
        task.cancelTimers();
        task.state = Task.State.ENDED;
        seat.tasks.remove(task);
        withAgents.remove(task.id.toString());
        ledger.ended(task.line, ending, null, clock.instant());
        var ended = new CiscoHand.Ended(task.id.toString(), seat.skillTargetId(), end);
        seat.endedListeners.forEach(listener -> callbacks.execute(() -> listener.accept(ended)));
    }

    void setRoutable(Seat seat, boolean routable, RoutableSpan.Cause cause, String taskId) {
        if (seat.routable != routable || cause == RoutableSpan.Cause.SIGNED_IN) {
            seat.routable = routable;
            ledger.routable(seat.skillTargetId(), routable, cause, taskId, clock.instant());
        }
    }

    /** Something that kept this agent from tasks is over: gives out what waits for it. */
    void becameAvailable(Seat seat) {
        seat.availableSince = ++availableOrder;
        Instant now = clock.instant();
        for (Task task : List.copyOf(queue)) {
            Integer group = seat.availableFor(task.domain.id()) ? task.groupFor(seat, now) : null;
            if (group != null) {
                assign(task, seat, group);
            }
        }
    }

    private void answer(RoutingClient client, RouteAnswer answer) {
        callbacks.execute(() -> client.deliver(answer));
    }

    private static <T> T present(@Nullable T value) {
        if (value == null) {
            throw new IllegalStateException("The configuration was checked before, and yet something is missing");
        }
        return value;
    }
}
