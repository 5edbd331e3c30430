package io.connects.core.routing;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Watches one engine from outside, from the events it was given and the effects it asked for, and fails when it breaks a rule. What it knows, it
 * has worked out itself; only the reason of a submission and the items that are read and waiting are taken from the engine.
 */
final class Watch {
    private static final long MINUTE = Duration.ofMinutes(1).toNanos();

    private final RoutingOptions options;
    private final RouteMap routes;
    private final RoutingEngine engine;
    private final ForeignWatch foreign;

    private final Map<String, Psr> known = new HashMap<>();
    private final Map<String, Instant> removed = new HashMap<>();
    private final Set<String> pushed = new HashSet<>();
    private final Set<String> doubtful = new HashSet<>();
    private final Map<String, TaskRouter.State> routers = new HashMap<>();
    private final Set<String> read = new HashSet<>();
    private final Set<TaskKey> used = new HashSet<>();
    private final Map<TaskKey, Submitted> live = new HashMap<>();
    private final Map<TaskKey, Chosen> chosen = new HashMap<>();
    private final Map<TaskKey, Effect.Assign> creating = new HashMap<>();
    private final Map<String, Deque<Long>> submissions = new HashMap<>();
    private final Map<String, Integer> exemptions = new HashMap<>();
    private double level;
    private long levelAt;
    private int failuresInARow;
    private long openedAt = -1;
    private int sinceOpened;

    private record Submitted(String workItemId, RouteTarget target) {
        Line.Lane lane() {
            return target.lane();
        }
    }

    /** An agent was chosen for what had been submitted to this target. */
    private record Chosen(long at, RouteTarget target) {}

    /** @param ours tells by its id whether this engine made an AgentWork */
    Watch(RoutingOptions options, RouteMap routes, RoutingEngine engine, Predicate<String> ours) {
        this.options = options;
        this.routes = routes;
        this.engine = engine;
        foreign = new ForeignWatch(options, engine, ours);
    }

    /** Takes what was just given to the engine and what came of it. */
    void took(Event event, List<Effect> effects, long now) {
        foreign.took(event, effects, now);
        boolean opened = learn(event, now);
        List<Psr> submitted = new ArrayList<>();
        for (Effect effect : effects) {
            if (effect instanceof Effect.Report report) {
                heard(report.decision());
            }
        }
        for (int i = 0; i < effects.size(); i++) {
            if (effects.get(i) instanceof Effect.Submit submit) {
                Reason reason = ((Effect.Report) effects.get(i - 1)).decision().reason();
                submitted.add(submit(submit, reason, now));
            } else if (effects.get(i) instanceof Effect.Assign assign) {
                assign(assign, now);
            } else if (effects.get(i) instanceof Effect.Cancel cancel) {
                Submitted open = live.get(cancel.key());
                check(open != null, "cancelled what is not open: " + cancel.key());
                check(open.target().router().equals(cancel.router()), "cancelled at another router: " + cancel.key());
            }
        }
        if (!submitted.isEmpty()) {
            order(submitted);
        }
        if (foreign.stopped() || (opened && openedAt >= 0)) {
            for (TaskKey key : live.keySet()) {
                check(
                        cancelled.contains(key)
                                || effects.contains(
                                        new Effect.Cancel(live.get(key).target().router(), key)),
                        "left open at Cisco by the breaker, or after the stop: " + key);
            }
        }
        for (Effect effect : effects) {
            if (effect instanceof Effect.Cancel cancel) {
                check(cancelled.add(cancel.key()), "cancelled twice: " + cancel.key());
            }
        }
    }

    private final Set<TaskKey> cancelled = new HashSet<>();

    // What the engine has been told

    /** Answers whether this event must have opened the breaker. */
    private boolean learn(Event event, long now) {
        if (event instanceof Event.PsrChanged e) {
            if (!removed.containsKey(e.psr().id())) {
                learn(e.psr());
            }
        } else if (event instanceof Event.PsrRemoved e) {
            remove(e.psrId(), e.received());
        } else if (event instanceof Event.SnapshotStarted e) {
            snapshotFrom = e.from();
        } else if (event instanceof Event.SnapshotPage e) {
            e.psrs().forEach(psr -> found(psr, snapshotFrom));
        } else if (event instanceof Event.ItemRead e) {
            doubtful.remove(e.psrId());
            e.item().ifPresentOrElse(item -> found(item.psr(), e.from()), () -> remove(e.psrId(), e.to()));
            if (e.item().isPresent()) {
                read.add(e.psrId());
            }
        } else if (event instanceof Event.ReadAgainAnswered e) {
            Set<String> missing = new HashSet<>(e.asked());
            e.found().forEach(psr -> {
                missing.remove(psr.id());
                found(psr, e.from());
            });
            missing.forEach(id -> remove(id, e.to()));
        } else if (event instanceof Event.Inspected e) {
            doubtful.remove(e.psrId());
            e.standing().psr().ifPresentOrElse(psr -> found(psr, e.from()), () -> remove(e.psrId(), e.to()));
        } else if (event instanceof Event.RouterState e) {
            routers.put(e.router(), e.state());
        } else if (event instanceof Event.DialogueEnded e) {
            ended(e);
        } else if (event instanceof Event.AssignmentAnswered e) {
            return answered(e, now);
        }
        return false;
    }

    private Instant snapshotFrom = Instant.EPOCH;

    private void found(Psr psr, Instant from) {
        Instant gone = removed.get(psr.id());
        if (gone == null || from.isAfter(gone)) {
            removed.remove(psr.id());
            learn(psr);
        }
    }

    private void learn(Psr psr) {
        Psr before = known.get(psr.id());
        if (before != null && before.serial() >= psr.serial()) {
            return;
        }
        if (before != null && asksOtherwise(before, psr)) {
            exemptions.merge(psr.id(), 1, Integer::sum);
        }
        known.put(psr.id(), psr);
        if (psr.pushed()) {
            pushed.add(psr.id());
        } else {
            pushed.remove(psr.id());
        }
    }

    private static boolean asksOtherwise(Psr before, Psr after) {
        Function<Psr, List<Object>> question = psr -> List.of(
                psr.queueId(),
                psr.channelId(),
                String.valueOf(psr.priority()),
                String.valueOf(psr.preferredUserId()),
                psr.preferredUserRequired());
        return !question.apply(before).equals(question.apply(after));
    }

    private void remove(String psrId, Instant asOf) {
        removed.merge(psrId, asOf, (a, b) -> a.isAfter(b) ? a : b);
        pushed.remove(psrId);
    }

    private void ended(Event.DialogueEnded e) {
        Submitted open = live.remove(e.key());
        if (open == null) {
            return;
        }
        cancelled.remove(e.key());
        if (e.outcome() instanceof TaskOutcome.AgentChosen) {
            chosen.put(e.key(), new Chosen(e.arrivedNanos(), open.target()));
        } else if (e.outcome() instanceof TaskOutcome.SessionLost) {
            exemptions.merge(e.key().psrId(), 1, Integer::sum);
        }
    }

    private boolean answered(Event.AssignmentAnswered e, long now) {
        Effect.Assign asked = creating.remove(e.key());
        if (asked == null) {
            return false;
        }
        AssignmentResult result = e.result();
        if (result instanceof AssignmentResult.Assigned) {
            Psr psr = known.get(asked.psr().id());
            if (psr != null && psr.serial() == asked.psr().serial() && !removed.containsKey(psr.id())) {
                pushed.add(psr.id());
            }
            failuresInARow = 0;
            openedAt = -1;
            return false;
        }
        if (result instanceof AssignmentResult.Unanswered) {
            doubtful.add(e.key().psrId());
        }
        if (result instanceof AssignmentResult.Refused refused && refused.scope() == AssignmentResult.Scope.ONE) {
            return false;
        }
        failuresInARow++;
        if (openedAt < 0 && failuresInARow >= options.failuresToOpen()) {
            openedAt = now;
            sinceOpened = 0;
            return true;
        }
        return false;
    }

    private void heard(Decision decision) {
        // An inspection, too, may find that an assignment worked.
        if (decision.kind() == Decision.Kind.ASSIGNED) {
            failuresInARow = 0;
            openedAt = -1;
        }
    }

    // What the engine wants done

    private Psr submit(Effect.Submit submit, Reason reason, long now) {
        String id = submit.key().psrId();
        check(used.add(submit.key()), "a key used twice: " + submit.key());
        check(read.remove(id), "submitted without being read: " + id);
        check(!removed.containsKey(id), "submitted although known as withdrawn: " + id);
        check(!doubtful.contains(id), "submitted before Salesforce was asked what became of the assignment: " + id);
        Psr psr = known.get(id);
        check(psr != null && psr.readyForRouting(), "submitted although not ready: " + id);
        atMostOne(psr, submit.key());
        RouteTarget target = routes.target(psr).orElse(null);
        check(
                target != null
                        && target.lane()
                                .equals(new Line.Lane(
                                        submit.router(), submit.request().scriptSelector())),
                "asked for another queue: " + id);
        check(routers.get(submit.router()) == TaskRouter.State.READY, "submitted to a router that is not ready: " + id);
        live.put(submit.key(), new Submitted(psr.workItemId(), target));
        window(target.lane());
        pace(now);
        tooOften(id, reason, now);
        if (openedAt >= 0) {
            sinceOpened++;
            check(
                    sinceOpened <= (now - openedAt) / options.probeInterval().toNanos(),
                    "more than one probe an interval while assignments fail: " + sinceOpened);
        }
        return psr;
    }

    private void atMostOne(Psr psr, TaskKey key) {
        String workItemId = psr.workItemId();
        live.forEach((other, open) -> check(
                !open.workItemId().equals(workItemId), "two live dialogues of one work item: " + other + ", " + key));
        creating.forEach((other, assign) -> check(
                !assign.psr().workItemId().equals(workItemId),
                "a second assignment or dialogue while one is under way: " + other + ", " + key));
        for (String id : pushed) {
            check(
                    !known.get(id).workItemId().equals(workItemId),
                    "to a second agent: " + key + " although " + id + " is pushed");
        }
    }

    private void window(Line.Lane lane) {
        check(live.size() <= options.window(), "window exceeded: " + live.size());
        int same = liveDialogues(lane);
        check(same <= options.selectorWindow(), "selector window exceeded: " + same + " of " + lane);
    }

    private void pace(long now) {
        level = Math.max(0, level - (now - levelAt) / 1e9 * options.pacePerSecond()) + 1;
        levelAt = now;
        check(level <= options.burst() + 1e-6, "pace exceeded: burst " + level);
    }

    private void tooOften(String id, Reason reason, long now) {
        if (reason == Reason.RETARGETED || reason == Reason.SESSION_LOST) {
            int left = exemptions.merge(id, -1, Integer::sum);
            check(left >= 0, "called a " + reason.text() + " what was none: " + id);
            return;
        }
        Deque<Long> lately = submissions.computeIfAbsent(id, none -> new ArrayDeque<>());
        lately.removeIf(at -> at <= now - MINUTE);
        lately.addLast(now);
        check(
                lately.size() <= options.submissionsPerMinute(),
                "submitted too often: " + id + ", " + lately.size() + " in a minute");
    }

    private void order(List<Psr> submitted) {
        if (openedAt >= 0) {
            return;
        }
        for (int i = 1; i < submitted.size(); i++) {
            check(
                    Psr.SUBMISSION_ORDER.compare(submitted.get(i - 1), submitted.get(i)) < 0,
                    "submitted out of order: " + submitted.get(i - 1).id() + " before "
                            + submitted.get(i).id());
        }
        Psr last = submitted.get(submitted.size() - 1);
        for (Psr ready : engine.ready()) {
            check(
                    Psr.SUBMISSION_ORDER.compare(last, ready) < 0,
                    "submitted " + last.id() + " while " + ready.id() + " was ahead");
        }
    }

    private void assign(Effect.Assign assign, long now) {
        String id = assign.key().psrId();
        check(!removed.containsKey(id), "assigned although known as withdrawn: " + id);
        check(!doubtful.contains(id), "created again before Salesforce was asked: " + id);
        Chosen agent = chosen.get(assign.key());
        check(agent != null, "assigned without an agent from Cisco: " + assign.key());
        Psr psr = known.get(id);
        RouteTarget target = agent.target();
        Duration push = psr.pushTimeout() == null ? target.pushTimeout() : psr.pushTimeout();
        long deadline = agent.at()
                + target.startTimeout().minus(push).toNanos()
                - options.assignmentMargin().toNanos();
        check(now <= deadline, "a create after the deadline, by " + (now - deadline) / 1e9 + " s: " + assign.key());
        atMostOne(psr, assign.key());
        creating.put(assign.key(), assign);
    }

    int liveDialogues() {
        return live.size();
    }

    int liveDialogues(Line.Lane lane) {
        return (int)
                live.values().stream().filter(open -> open.lane().equals(lane)).count();
    }

    private static void check(boolean holds, String otherwise) {
        if (!holds) {
            throw new AssertionError(otherwise);
        }
    }
}
