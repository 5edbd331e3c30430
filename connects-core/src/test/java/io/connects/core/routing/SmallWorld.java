package io.connects.core.routing;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Two PSRs and two agents, and everything that may happen next, one choice at a time. Reads are answered at once and with the truth; the stream
 * of events lags behind until it is chosen to go on. Replaying the same choices leads to the same state.
 */
final class SmallWorld {
    static final RoutingOptions OPTIONS = RoutingOptions.builder()
            .failuresToOpen(2)
            .foreignWorksToStop(1)
            .tasksRememberedFor(Duration.ofDays(30))
            .build();
    private static final Instant BEGINNING = Instant.parse("2026-03-02T08:00:00Z");
    private static final Agents AGENTS =
            Agents.of(List.of(new Agent("agent1", 5001, "user1"), new Agent("agent2", 5002, "user2")));

    /** One thing that may happen next. */
    record Choice(String event, String about, Runnable what) {
        @Override
        public String toString() {
            return event + " " + about;
        }
    }

    final RoutingEngine engine = new RoutingEngine(OPTIONS, Plan.ROUTES);
    private final Watch watch = new Watch(OPTIONS, Plan.ROUTES, engine, id -> id.startsWith("ours-"));
    private final Map<String, Psr> truth = new TreeMap<>();
    private final Map<String, String> assignedTo = new TreeMap<>();
    /** The active AgentWork of each PSR whose AgentWork is told of. */
    private final Map<String, AgentWork> works = new TreeMap<>();

    private final Map<TaskKey, Boolean> live = new LinkedHashMap<>();
    private final Map<TaskKey, Effect.Assign> creating = new LinkedHashMap<>();
    private final Deque<Event> stream = new ArrayDeque<>();
    private boolean up = true;
    private int mishaps;
    private long now = 1_000 * World.SECOND;
    /** Engine time moves only when it is chosen to; the wall clock tells one moment from the next. */
    private int instants;

    SmallWorld(boolean oneWorkItem, int mishaps) {
        this.mishaps = mishaps;
        offer("psr1", "item1", 1);
        offer("psr2", oneWorkItem ? "item1" : "item2", 2);
        give(new Event.AgentsKnown(AGENTS));
        now += 60 * World.SECOND; // nothing of an earlier life is to be expected any more
        routers(TaskRouter.State.READY);
        Instant from = wall();
        give(new Event.SnapshotStarted(from, "start"));
        // The second PSR is heard of later, so that the first has begun its way.
        give(new Event.SnapshotPage(List.of(truth.get("psr1"))));
        give(new Event.SnapshotEnded(from, wall()));
        stream.add(new Event.PsrChanged(truth.get("psr2"), wall()));
    }

    private void offer(String id, String workItem, int second) {
        truth.put(
                id,
                Psr.builder(id, workItem, "queueA", "channel", BEGINNING.plusSeconds(second))
                        .build());
    }

    private void routers(TaskRouter.State state) {
        new TreeSet<>(Plan.ROUTES.routers()).forEach(name -> give(new Event.RouterState(name, state, "")));
    }

    private Instant wall() {
        return BEGINNING.plusNanos(now + ++instants);
    }

    /** What the engine stands at, and what surrounds it. */
    String fingerprint() {
        var around = new StringBuilder(engine.fingerprint(now));
        truth.values()
                .forEach(psr -> around.append(psr.id())
                        .append(psr.serial())
                        .append(psr.pushed())
                        .append(psr.queueId()));
        around.append(assignedTo).append(works);
        live.forEach((key, cancelled) -> around.append(key.psrId()).append(cancelled));
        creating.keySet().forEach(key -> around.append(key.psrId()));
        stream.forEach(event -> around.append(
                event instanceof Event.PsrChanged e
                        ? e.psr().id() + e.psr().serial()
                        : event instanceof Event.AgentWorkSeen e
                                ? e.work().id()
                                : event.toString().substring(0, 24)));
        return around.append(up).append(mishaps).toString();
    }

    List<Choice> choices() {
        var choices = new ArrayList<Choice>();
        if (!stream.isEmpty()) {
            add(choices, "event arrives", "", this::arrive);
        }
        List.copyOf(live.keySet()).forEach(key -> dialogue(choices, key));
        List.copyOf(creating.values()).forEach(assign -> create(choices, assign));
        List.copyOf(truth.values()).forEach(psr -> psr(choices, psr));
        if (!up) {
            add(choices, "session back", "", () -> session(true));
        } else if (mishaps > 0) {
            mishap(choices, "session lost", "", () -> session(false));
        }
        OptionalLong next = engine.nextDeadline();
        if (next.isPresent()) {
            add(choices, "time passes", "", () -> {
                now = Math.max(now, next.getAsLong());
                give(new Event.Tick());
            });
        }
        return choices;
    }

    /** The next event arrives, and with it what it tells of agent work. */
    private void arrive() {
        do {
            give(stream.remove());
        } while (stream.peek() instanceof Event.AgentWorkSeen);
    }

    private void dialogue(List<Choice> choices, TaskKey key) {
        add(choices, "agent 1 chosen", key.psrId(), () -> end(key, chosen(5001)));
        add(choices, "agent 2 chosen", key.psrId(), () -> end(key, chosen(5002)));
        if (live.get(key)) {
            add(choices, "cancelled", key.psrId(), () -> end(key, new TaskOutcome.Cancelled()));
        } else {
            mishap(choices, "released", key.psrId(), () -> end(key, new TaskOutcome.Released(1)));
        }
    }

    private static TaskOutcome chosen(int skillTargetId) {
        return new TaskOutcome.AgentChosen(new TaskId(1, 2, 3), skillTargetId);
    }

    private void create(List<Choice> choices, Effect.Assign assign) {
        String id = assign.psr().id();
        Psr psr = truth.get(id);
        if (psr != null && !psr.pushed()) {
            add(choices, "assigned", id, () -> {
                answer(assign, new AssignmentResult.Assigned(land(assign)));
            });
            mishap(choices, "unanswered, had happened", id, () -> {
                land(assign);
                answer(assign, new AssignmentResult.Unanswered("silence"));
            });
        }
        mishap(
                choices,
                "unanswered, had not happened",
                id,
                () -> answer(assign, new AssignmentResult.Unanswered("silence")));
        var one = new AssignmentResult.Refused(AssignmentResult.Scope.ONE, "OFFLINE", "offline");
        mishap(choices, "refused", id, () -> answer(assign, one));
        var org = new AssignmentResult.Refused(AssignmentResult.Scope.ORG, "READ_ONLY", "maintenance");
        mishap(choices, "refused to all", id, () -> answer(assign, org));
        mishap(choices, "not sent", id, () -> answer(assign, new AssignmentResult.NotSent("no connection")));
    }

    private void psr(List<Choice> choices, Psr psr) {
        if (psr.pushed()) {
            add(choices, "accepted", psr.id(), () -> accepted(psr));
            mishap(choices, "declined", psr.id(), () -> {
                assignedTo.remove(psr.id());
                works.remove(psr.id());
                put(psr.toBuilder().pushed(false).lastDeclinedSession("s" + psr.serial()));
            });
        } else {
            mishap(choices, "queue changed", psr.id(), () -> put(other(psr)));
            boolean free = truth.values().stream()
                    .noneMatch(other -> other.workItemId().equals(psr.workItemId()) && other.pushed());
            if (free && !creatingFor(psr.workItemId())) {
                mishap(
                        choices,
                        "pushed by somebody",
                        psr.id(),
                        () -> put(psr.toBuilder().pushed(true)));
                mishap(choices, "assigned by somebody", psr.id(), () -> {
                    tell("theirs", psr, "user2");
                    put(psr.toBuilder().pushed(true));
                });
            }
            mishap(
                    choices,
                    "readiness changed",
                    psr.id(),
                    () -> put(psr.toBuilder().readyForRouting(!psr.readyForRouting())));
        }
        mishap(choices, "removed", psr.id(), () -> remove(psr.id()));
    }

    private boolean creatingFor(String workItemId) {
        return creating.values().stream()
                .anyMatch(assign -> assign.psr().workItemId().equals(workItemId));
    }

    private static Psr.Builder other(Psr psr) {
        String queue = psr.queueId().equals("queueA") ? "queueB" : "queueA";
        return Psr.builder(psr.id(), psr.workItemId(), queue, psr.channelId(), psr.createdDate())
                .serial(psr.serial())
                .readyForRouting(psr.readyForRouting());
    }

    private void accepted(Psr psr) {
        List.copyOf(truth.values()).stream()
                .filter(other -> other.workItemId().equals(psr.workItemId()))
                .forEach(other -> remove(other.id()));
    }

    private void put(Psr.Builder changed) {
        Psr psr = changed.build();
        psr = psr.toBuilder().serial(psr.serial() + 1).build();
        truth.put(psr.id(), psr);
        stream.add(new Event.PsrChanged(psr, wall()));
    }

    private void remove(String id) {
        truth.remove(id);
        assignedTo.remove(id);
        works.remove(id);
        stream.add(new Event.PsrRemoved(id, wall()));
    }

    private String land(Effect.Assign assign) {
        Psr psr = truth.get(assign.psr().id());
        for (Psr other : truth.values()) {
            if (other.workItemId().equals(psr.workItemId()) && other.pushed() && assignedTo.containsKey(other.id())) {
                throw new AssertionError("two active AgentWorks of one work item: " + psr.id() + ", " + other.id());
            }
        }
        assignedTo.put(psr.id(), assign.agent().userId());
        put(psr.toBuilder().pushed(true));
        return tell("ours", psr, assign.agent().userId());
    }

    /** An AgentWork is made; it is told of next. Answers its id. */
    private String tell(String whose, Psr psr, String userId) {
        String id = whose + "-" + psr.id() + "-" + psr.serial();
        var work = new AgentWork(id, psr.id(), psr.workItemId(), userId, AgentWork.Status.ASSIGNED);
        works.put(psr.id(), work);
        stream.add(new Event.AgentWorkSeen(work, wall()));
        return id;
    }

    private void answer(Effect.Assign assign, AssignmentResult result) {
        creating.remove(assign.key());
        give(new Event.AssignmentAnswered(assign.key(), result, wall()));
    }

    private void end(TaskKey key, TaskOutcome outcome) {
        live.remove(key);
        give(new Event.DialogueEnded(key, outcome, now));
    }

    private void session(boolean back) {
        up = back;
        routers(back ? TaskRouter.State.READY : TaskRouter.State.DOWN);
        if (!back) {
            List.copyOf(live.keySet()).forEach(key -> end(key, new TaskOutcome.SessionLost("lost")));
        }
    }

    private void add(List<Choice> choices, String event, String about, Runnable what) {
        choices.add(new Choice(event, about, what));
    }

    private void mishap(List<Choice> choices, String event, String about, Runnable what) {
        if (mishaps > 0) {
            add(choices, event, about, () -> {
                mishaps--;
                what.run();
            });
        }
    }

    private void give(Event event) {
        List<Effect> effects = engine.on(event, now);
        watch.took(event, effects, now);
        effects.forEach(this::perform);
    }

    private void perform(Effect effect) {
        if (effect instanceof Effect.Submit submit) {
            live.put(submit.key(), false);
        } else if (effect instanceof Effect.Cancel cancel) {
            live.replace(cancel.key(), true);
        } else if (effect instanceof Effect.Assign assign) {
            creating.put(assign.key(), assign);
        } else if (effect instanceof Effect.Read read) {
            Optional<WorkItem> item =
                    Optional.ofNullable(truth.get(read.known().id())).map(psr -> new WorkItem(psr, Map.of()));
            give(new Event.ItemRead(read.known().id(), item, wall(), wall().plusNanos(1)));
        } else if (effect instanceof Effect.ReadAgain again) {
            List<Psr> found = truth.values().stream()
                    .filter(psr -> again.psrIds().contains(psr.id()))
                    .toList();
            give(new Event.ReadAgainAnswered(again.psrIds(), found, wall(), wall().plusNanos(1)));
        } else if (effect instanceof Effect.Inspect inspect) {
            AgentWork work = works.get(inspect.psrId());
            var standing = new Standing(
                    Optional.ofNullable(truth.get(inspect.psrId())), work == null ? List.of() : List.of(work));
            give(new Event.Inspected(inspect.psrId(), standing, wall(), wall().plusNanos(1)));
        }
    }
}
