package io.connects.core.routing;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Creates AgentWorks for chosen agents: in time or not at all, one at a time for an item, and never again before Salesforce was asked whether it
 * had happened. Not thread-safe.
 */
final class Assignments {
    private static final int MOST_TRIES = 3;
    private static final long TRY_AGAIN_AFTER = Duration.ofSeconds(1).toNanos();

    private final Board board;
    private final Steps steps;

    Assignments(Board board, Steps steps) {
        this.board = board;
        this.steps = steps;
    }

    void begin(Item item, Item.Dialogue dialogue, Agent agent, TaskId task, long arrived) {
        RouteTarget target = dialogue.asked().target();
        Duration own = item.psr.pushTimeout();
        Duration push = own == null || own.isZero() ? target.pushTimeout() : own;
        long deadline = arrived
                + target.startTimeout()
                        .minus(push)
                        .minus(board.options.assignmentMargin())
                        .toNanos();
        item.assignment = new Item.Assignment(dialogue.key(), item.psr, agent, task, deadline, 0);
        create(item);
    }

    private void create(Item item) {
        Item.Assignment plan = Objects.requireNonNull(item.assignment);
        if (board.now > plan.deadline()) {
            end(item);
            steps.retry(item, Reason.LATE, "agent " + plan.agent().loginId());
            return;
        }
        item.assignment =
                new Item.Assignment(plan.key(), item.psr, plan.agent(), plan.task(), plan.deadline(), plan.tries() + 1);
        item.phase = Phase.ASSIGNING;
        board.byAssignment.put(plan.key(), item);
        board.emit(new Effect.Assign(plan.key(), item.psr, plan.agent(), board.options.assignmentTimeout()));
    }

    void answered(Event.AssignmentAnswered answer) {
        Item item = board.byAssignment.remove(answer.key());
        if (item == null || item.assignment == null) {
            return;
        }
        AssignmentResult result = answer.result();
        if (result instanceof AssignmentResult.Assigned assigned) {
            succeeded(item, assigned.agentWorkId(), answer.asOf());
        } else if (result instanceof AssignmentResult.Refused refused) {
            refused(item, item.assignment, refused);
        } else if (result instanceof AssignmentResult.NotSent notSent) {
            notSent(item, item.assignment, notSent.reason());
        } else if (result instanceof AssignmentResult.Unanswered unanswered) {
            failed(item, Reason.UNANSWERED, unanswered.reason());
            inspect(item);
        }
        steps.advance(item);
    }

    private void succeeded(Item item, String agentWorkId, Instant asOf) {
        Item.Assignment done = Objects.requireNonNull(item.assignment);
        end(item);
        board.agentFailures.remove(done.agent().skillTargetId());
        board.memory.assigned(
                new AgentWork(
                        agentWorkId,
                        done.psr().id(),
                        item.workItemId,
                        done.agent().userId(),
                        AgentWork.Status.ASSIGNED),
                done.task(),
                board.now);
        board.report(
                Decision.Kind.ASSIGNED,
                done.psr().id(),
                item.workItemId,
                Reason.NEW,
                done.key() + " " + agentWorkId + " to " + done.agent().loginId() + " task " + done.task());
        if (board.breaker.succeeded()) {
            board.report(Decision.Kind.BREAKER_CLOSED, null, null, Reason.NEW, "assigned " + agentWorkId);
        }
        if (!item.routable(done.psr().id())) {
            return;
        }
        if (item.psr.serial() == done.psr().serial()) {
            // Salesforce's own news of the push will carry a higher serial; until then this is what we know.
            item.psr = item.psr.toBuilder().pushed(true).build();
            item.evidence = asOf.isAfter(item.evidence) ? asOf : item.evidence;
        } else {
            // It has changed since and is not pushed: declined at once, most likely. It is read before it is submitted
            // again.
            steps.retry(item, Reason.DECLINED, "before the assignment was answered");
        }
    }

    private void refused(Item item, Item.Assignment plan, AssignmentResult.Refused refused) {
        String detail = plan.agent().loginId() + ": " + refused.code() + " " + refused.text();
        boolean org = refused.scope() == AssignmentResult.Scope.ORG;
        end(item);
        failed(item, org ? Reason.ORG_FAILING : Reason.REFUSED, detail);
        if (!org) {
            agentFailed(item, plan.agent(), detail);
        }
        if (item.routable(plan.psr().id())) {
            steps.retry(item, org ? Reason.ORG_FAILING : Reason.REFUSED, detail);
        }
    }

    private void notSent(Item item, Item.Assignment plan, String why) {
        failed(item, Reason.ORG_FAILING, why);
        boolean another = item.routable(plan.psr().id())
                && plan.tries() < MOST_TRIES
                && board.now + TRY_AGAIN_AFTER <= plan.deadline()
                && !board.breaker.isOpen();
        if (another) {
            board.timers.set(item, board.now + TRY_AGAIN_AFTER);
            return;
        }
        end(item);
        if (item.routable(plan.psr().id())) {
            steps.retry(item, Reason.ORG_FAILING, why);
        }
    }

    /** Counts a failure; transport, limits and their like may open the breaker. */
    private void failed(Item item, Reason reason, String detail) {
        board.report(Decision.Kind.ASSIGNMENT_FAILED, item, reason, detail);
        if (reason != Reason.REFUSED && board.breaker.failed(board.now)) {
            board.report(Decision.Kind.BREAKER_OPENED, null, null, reason, detail);
            for (Item other : board.byDialogue.values()) {
                if (other.dialogue != null && other.dialogue.cancelled() == null && !other.dialogue.probe()) {
                    steps.cancel(other, Reason.ORG_FAILING);
                }
            }
        }
    }

    private void agentFailed(Item item, Agent agent, String detail) {
        int failures = board.agentFailures.merge(agent.skillTargetId(), 1, Integer::sum);
        if (failures % board.options.agentFailuresToAlarm() == 0) {
            board.report(
                    Decision.Kind.AGENT_FAILING,
                    item,
                    Reason.REFUSED,
                    failures + " in a row: Cisco offers the agent, Salesforce refuses: " + detail);
        }
    }

    // Asking what became of it

    private void inspect(Item item) {
        item.phase = Phase.INSPECTING;
        board.emit(
                new Effect.Inspect(Objects.requireNonNull(item.assignment).psr().id()));
    }

    void inspected(Event.Inspected answer) {
        Item item = board.byPsr.get(answer.psrId());
        if (item != null && item.assignment != null && isInspecting(item, answer.psrId())) {
            item.unanswered = 0;
            settle(item, answer);
            steps.advance(item);
            return;
        }
        answer.standing().agentWorks().forEach(work -> board.memory.seen(work, board.now));
        Item waiting = awaitingEnd(answer.psrId());
        if (waiting != null) {
            waiting.unanswered = 0;
            if (answer.standing().active().isPresent()) {
                steps.delay(
                        waiting,
                        Reason.STILL_WITH_AGENT,
                        Duration.ofSeconds(8),
                        answer.standing().active().get().id());
            } else {
                board.memory.of(waiting.workItemId).ifPresent(last -> board.memory.seen(ended(last.work()), board.now));
                steps.await(waiting, waiting.reason);
            }
        }
    }

    private static AgentWork ended(AgentWork work) {
        return new AgentWork(work.id(), work.psrId(), work.workItemId(), work.userId(), AgentWork.Status.TRANSFERRED);
    }

    void inspectFailed(Event.InspectFailed failed) {
        Item own = board.byPsr.get(failed.psrId());
        Item item = own != null && own.assignment != null && isInspecting(own, failed.psrId())
                ? own
                : awaitingEnd(failed.psrId());
        if (item != null) {
            item.unanswered++;
            board.timers.set(item, board.now + Steps.patience(item.unanswered).toNanos());
        }
    }

    private static boolean isInspecting(Item item, String psrId) {
        return item.phase == Phase.INSPECTING
                && item.assignment != null
                && item.assignment.psr().id().equals(psrId);
    }

    /** The item that waits for the end of an AgentWork which an earlier PSR had. */
    private @Nullable Item awaitingEnd(String psrId) {
        for (Item item : board.byWorkItem.values()) {
            if (item.phase == Phase.INSPECTING
                    && item.assignment == null
                    && board.memory
                            .of(item.workItemId)
                            .filter(last -> psrId.equals(last.work().psrId()))
                            .isPresent()) {
                return item;
            }
        }
        return null;
    }

    private void settle(Item item, Event.Inspected answer) {
        Item.Assignment plan = Objects.requireNonNull(item.assignment);
        Optional<AgentWork> active = answer.standing().active();
        if (active.isPresent() && active.get().userId().equals(plan.agent().userId())) {
            succeeded(item, active.get().id(), answer.asOf());
        } else if (active.isPresent() || !item.routable(plan.psr().id())) {
            end(item);
        } else if (plan.tries() < MOST_TRIES && board.now <= plan.deadline() && !board.breaker.isOpen()) {
            create(item);
        } else {
            end(item);
            steps.retry(item, Reason.UNANSWERED, "agent " + plan.agent().loginId());
        }
    }

    /** The timer of an item rang that waits to create, or to ask. */
    void rang(Item item) {
        if (item.assignment == null) {
            board.memory
                    .activeElsewhere(item.psr)
                    .ifPresentOrElse(
                            work -> board.emit(new Effect.Inspect(Objects.requireNonNull(work.psrId()))),
                            () -> steps.await(item, item.reason));
        } else if (item.phase == Phase.INSPECTING) {
            inspect(item);
        } else if (item.routable(item.assignment.psr().id())) {
            create(item);
        } else {
            end(item);
        }
        steps.advance(item);
    }

    private void end(Item item) {
        board.timers.cancel(item);
        item.assignment = null;
        item.phase = Phase.NOT_READY;
    }
}
