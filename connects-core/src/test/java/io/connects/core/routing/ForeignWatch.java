package io.connects.core.routing;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Watches what one engine says of AgentWorks that somebody else made: an alarm for each that it can have noticed, none for any other, none for one
 * of its own, and nothing submitted or created after as many as are too many.
 */
final class ForeignWatch {
    private static final long MINUTE = 60 * World.SECOND;

    private final RoutingOptions options;
    private final RoutingEngine engine;
    private final Predicate<String> ours;

    private final Set<String> heard = new HashSet<>();
    private final Set<String> submitted = new HashSet<>();
    /** Assignments that may have happened, without the engine knowing: PSR and user. */
    private final Set<List<String>> unanswered = new HashSet<>();

    private final Map<TaskKey, Effect.Assign> creating = new HashMap<>();
    /** What must be complained of, at the latest when the assignment of its PSR that is under way has ended. */
    private final Map<String, AgentWork> due = new HashMap<>();

    private int alarms;
    private long started = Long.MIN_VALUE;
    /** Whether creates of an earlier life may still land. */
    private boolean settling;

    private boolean stopped;

    /** @param ours tells by its id whether the engine that is watched made an AgentWork */
    ForeignWatch(RoutingOptions options, RoutingEngine engine, Predicate<String> ours) {
        this.options = options;
        this.engine = engine;
        this.ours = ours;
    }

    boolean stopped() {
        return stopped;
    }

    void took(Event event, List<Effect> effects, long now) {
        if (started == Long.MIN_VALUE) {
            started = now;
        }
        settling = now - started < MINUTE;
        learn(event);
        for (Effect effect : effects) {
            if (effect instanceof Effect.Report report) {
                said(report.decision());
            } else if (effect instanceof Effect.Submit submit) {
                check(!stopped, "submitted after assigning was stopped: " + submit.key());
                submitted.add(submit.key().psrId());
            } else if (effect instanceof Effect.Assign assign) {
                check(!stopped, "assigned after assigning was stopped: " + assign.key());
                creating.put(assign.key(), assign);
            }
        }
        boolean many = options.foreignWorksToStop() > 0 && alarms >= options.foreignWorksToStop();
        check(many == stopped, "stopped: " + stopped + " after " + alarms);
        check(stopped == engine.assigningStopped(), "says that it is stopped: " + engine.assigningStopped());
        if (!due.isEmpty()) {
            due.values().forEach(this::underWay);
        }
    }

    private void learn(Event event) {
        if (event instanceof Event.AgentWorkSeen e) {
            heard(e.work());
        } else if (event instanceof Event.Inspected e) {
            e.standing().agentWorks().forEach(this::heard);
        } else if (event instanceof Event.AssignmentAnswered e) {
            Effect.Assign asked = creating.remove(e.key());
            boolean known = e.result() instanceof AssignmentResult.Assigned
                    || e.result() instanceof AssignmentResult.Refused
                    || e.result() instanceof AssignmentResult.NotSent;
            if (asked != null && !known) {
                unanswered.add(List.of(asked.psr().id(), asked.agent().userId()));
                due.values().removeIf(this::maybeOurs);
            }
        }
    }

    private void heard(AgentWork work) {
        boolean first = work.psrId() != null && heard.add(work.id());
        if (first
                && !settling
                && work.status().active()
                && submitted.contains(work.psrId())
                && !ours.test(work.id())
                && !maybeOurs(work)) {
            due.put(work.id(), work);
        }
    }

    private boolean maybeOurs(AgentWork work) {
        return unanswered.contains(List.of(work.psrId(), work.userId()));
    }

    private void said(Decision decision) {
        if (decision.kind() == Decision.Kind.FOREIGN_AGENT_WORK) {
            String id = decision.detail().substring(0, decision.detail().indexOf(" to user "));
            check(!ours.test(id), "called foreign although it is ours: " + decision);
            check(due.remove(id) != null, "called foreign without need, or again: " + decision);
            alarms++;
        } else if (decision.kind() == Decision.Kind.ASSIGNING_STOPPED) {
            check(!stopped, "stopped again");
            stopped = true;
        }
    }

    private void underWay(AgentWork work) {
        check(
                engine.items().stream()
                        .filter(item -> item.workItemId().equals(work.workItemId()))
                        .anyMatch(item -> item.phase() == Phase.ASSIGNING || item.phase() == Phase.INSPECTING),
                "not called foreign: " + work);
    }

    private static void check(boolean holds, String otherwise) {
        if (!holds) {
            throw new AssertionError(otherwise);
        }
    }
}
