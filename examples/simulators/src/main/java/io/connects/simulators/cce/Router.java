package io.connects.simulators.cce;

import io.connects.core.SerialExecutor;
import io.connects.core.routing.TaskId;
import io.connects.simulators.desktop.CiscoHand;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * The central controller: who gets which task, and what becomes of a task that an agent has. Its monitor guards all state of a {@link
 * LittleCce}: every method is called with it held. Listeners are handed to the callback executor, in the order of events.
 */
final class Router {
    private final CceOptions options;
    private final InstantSource clock;
    private final Timers timers;
    private final SerialExecutor callbacks;
    private final CceLedger ledger;
    private final Admission admission;
    private final VoiceCalls voice = new VoiceCalls(this);
    private final ExpectedWait expectedWait = new ExpectedWait();

    private final Map<Integer, Seat> seats = new TreeMap<>();
    private final TreeSet<Task> queue = new TreeSet<>(Task.QUEUE_ORDER);
    private final Map<String, Task> withAgents = new HashMap<>();
    private long taskOrder;
    private long availableOrder;
    private long scriptNumber;
    private int callKey;

    Router(CceOptions options, InstantSource clock, Timers timers, SerialExecutor callbacks, CceLedger ledger) {
        this.options = options;
        this.clock = clock;
        this.timers = timers;
        this.callbacks = callbacks;
        this.ledger = ledger;
        this.admission = new Admission(options);
        options.agents.forEach(agent -> seats.put(agent.skillTargetId(), new Seat(agent)));
    }

    Instant now() {
        return clock.instant();
    }

    Future<?> after(Duration delay, Runnable action) {
        return timers.after(delay, this, action);
    }

    Collection<Seat> seats() {
        return seats.values();
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
        var submission = new Task.Submission(request, ledger.submitted(client, request, correlation, now), now);
        admission.arrived(now);
        FailureReason refusal = admission.refusal(client, request);
        if (refusal != null) {
            ledger.ended(submission.line(), Ending.FAILED, refusal, now);
            answer(client, new RouteAnswer.Failed(request, refusal));
        } else if (admission.isRejected()) {
            reject(client, submission);
        } else {
            enqueue(taken(client, submission));
        }
    }

    private void reject(RoutingClient client, Task.Submission submission) {
        RouteRequest request = submission.request();
        RouteAnswer answer;
        if (options.congestionTreatment instanceof CongestionTreatment.DefaultLabel label) {
            answer = new RouteAnswer.Label(request, label.label());
        } else if (options.congestionTreatment instanceof CongestionTreatment.Release) {
            answer = new RouteAnswer.Released(request, ReleaseCause.RELEASED);
        } else {
            answer = new RouteAnswer.Failed(request, FailureReason.REQUEST_REFUSED);
        }
        ledger.ended(submission.line(), Ending.CONGESTED, FailureReason.REQUEST_REFUSED, submission.at());
        answer(client, answer);
    }

    private Task taken(RoutingClient client, Task.Submission submission) {
        Admission.Admitted admitted = admission.admit(submission.request());
        int day = Math.toIntExact(
                submission.at().atOffset(ZoneOffset.UTC).toLocalDate().toEpochDay());
        return new Task(
                client,
                submission,
                admitted.domain(),
                admitted.script(),
                new TaskId(day, ++callKey, 1),
                admission.priority(submission.request()),
                ++taskOrder);
    }

    private void enqueue(Task task) {
        queue.add(task);
        task.client.queued.put(task.request.dialogue(), task);
        admission.entered(task.request.scriptSelector());
        ledger.queued(task.line, task.id.toString());
        task.keep(after(task.script.queueTimeLimit(), () -> release(task, ReleaseCause.EXPIRED)));
        ScriptRun run = new ScriptRun(this, task);
        task.run = run;
        run.proceed();
    }

    // --- what the nodes of a script do

    void queueTo(Task task, int skillGroup) {
        boolean isFirst = !task.isQueuedSomewhere();
        task.groups().add(skillGroup);
        if (!isFirst || !choosePreferred(task)) {
            choose(task);
        }
    }

    int othersWithSelectorOf(Task task) {
        return admission.with(task.request.scriptSelector()) - 1;
    }

    void label(Task task, String label) {
        leave(task, Ending.LABELLED, null);
        answer(task.client, new RouteAnswer.Label(task.request, label));
    }

    void release(Task task, ReleaseCause cause) {
        if (task.state == Task.State.QUEUED) {
            leave(task, cause == ReleaseCause.EXPIRED ? Ending.EXPIRED : Ending.RELEASED, null);
            answer(task.client, new RouteAnswer.Released(task.request, cause));
        }
    }

    long nextScriptNumber() {
        return ++scriptNumber;
    }

    CceLedger.ScriptLine askApplication(Task task, long number, Node.RunExternalScript script) {
        Duration wait = expectedWait.of(task, queue, seats.values());
        CceLedger.ScriptLine line = ledger.scriptAsked(task.id.toString(), script.name(), wait, clock.instant());
        Map<String, String> variables = new HashMap<>(task.request.variables());
        variables.put(options.expectedWaitVariable, Long.toString(wait.toSeconds()));
        answer(
                task.client,
                new RouteAnswer.RunScript(task.request, number, script.name(), script.configuration(), variables));
        return line;
    }

    void scriptOver(CceLedger.ScriptLine line, ScriptEntry.Outcome outcome) {
        ledger.scriptOver(line, outcome, clock.instant());
    }

    /** The application's answer to {@link RouteAnswer.RunScript}; nothing happens when nothing waits for it. */
    void scriptAnswered(RoutingClient client, long dialogue, long number, boolean understood) {
        Task task = client.queued.get(dialogue);
        if (task != null && task.run != null) {
            task.run.answered(number, understood);
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

    private void choose(Task task) {
        if (task.onlyAgent() != null) {
            return;
        }
        for (int group : task.groups()) {
            Optional<Seat> longest = longestAvailable(group, task);
            if (longest.isPresent()) {
                assign(task, longest.get(), group);
                return;
            }
        }
    }

    private Optional<Seat> longestAvailable(int skillGroup, Task task) {
        return seats.values().stream()
                .filter(seat -> seat.agent.skillGroups().contains(skillGroup))
                .filter(seat -> seat.availableFor(task.domain.id()))
                .min(Comparator.comparingLong(seat -> seat.availableSince));
    }

    void terminate(RoutingClient client, long dialogue) {
        Task task = client.queued.get(dialogue);
        if (task != null) {
            leave(task, Ending.DEQUEUED, null);
            answer(client, new RouteAnswer.Dequeued(task.request));
        }
    }

    void discard(RoutingClient client) {
        List.copyOf(client.queued.values()).forEach(task -> {
            leave(task, Ending.DISCARDED, null);
            answer(client, new RouteAnswer.Discarded(task.request));
        });
    }

    /** Says so behind everything that was decided before. */
    void routingSet(RoutingClient client) {
        boolean enabled = !client.disabled;
        callbacks.execute(() -> client.deliverRouting(enabled));
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
        admission.left(task.request.scriptSelector());
        task.cancelTimers();
        if (task.run != null) {
            task.run.stop();
        }
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
        task.keep(after(task.domain.startTimeout(), () -> runOut(task)));
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
        task.startedAt = clock.instant();
        task.cancelTimers();
        task.keep(after(task.domain.maxTaskDuration(), () -> lastedTooLong(task)));
        ledger.started(task.line, task.startedAt);
        // From here on a call may interrupt it, if its domain allows.
        voice.answer(task.agentsSeat());
        return true;
    }

    boolean end(Task task) {
        if (task.state != Task.State.STARTED) {
            return false;
        }
        end(task, Ending.STARTED_AND_ENDED, CiscoHand.End.ENDED);
        return true;
    }

    private void lastedTooLong(Task task) {
        if (task.state == Task.State.STARTED) {
            end(task, Ending.TOO_LONG, CiscoHand.End.TOO_LONG);
        }
    }

    private void end(Task task, Ending ending, CiscoHand.End end) {
        if (task.startedAt != null) {
            expectedWait.taskTook(Duration.between(task.startedAt, clock.instant()));
        }
        detach(task, ending, end);
        becameAvailable(task.agentsSeat());
    }

    private void runOut(Task task) {
        if (task.state == Task.State.OFFERED || task.state == Task.State.ACCEPTED) {
            setRoutable(task.agentsSeat(), false, RoutableSpan.Cause.RAN_OUT, task.id.toString());
            voice.ranOut(task.agentsSeat());
            detach(task, Ending.RAN_OUT, CiscoHand.End.RAN_OUT);
        }
    }

    void signOut(Seat seat) {
        seat.signedIn = false;
        seat.ready = false;
        voice.hangUp(seat);
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
            seat.ranOut = cause == RoutableSpan.Cause.RAN_OUT;
            ledger.routable(seat.skillTargetId(), routable, cause, taskId, clock.instant());
        }
    }

    /** Something that kept this agent from work is over: gives out what waits for it, a call before tasks. */
    void becameAvailable(Seat seat) {
        seat.availableSince = ++availableOrder;
        if (voice.answer(seat)) {
            return;
        }
        for (Task task : List.copyOf(queue)) {
            Integer group = seat.availableFor(task.domain.id()) ? task.groupFor(seat) : null;
            if (group != null) {
                assign(task, seat, group);
            }
        }
    }

    // --- calls

    void call(int skillGroup, Duration talk, Duration patience) {
        Instant now = clock.instant();
        admission.arrived(now);
        VoiceCall call = new VoiceCall(skillGroup, talk, now);
        ledger.called(call);
        voice.arrive(call, patience);
    }

    void hangUp(Seat seat) {
        voice.hangUp(seat);
        becameAvailable(seat);
    }

    private void answer(RoutingClient client, RouteAnswer answer) {
        callbacks.execute(() -> client.deliver(answer));
    }
}
