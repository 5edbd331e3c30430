package io.connects.core.routing;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Creates AgentWorks for chosen agents: in time or not at all, one at a time for an item, and never again before Salesforce was asked whether it
 * had happened. Not thread-safe.
 */
final class Assignments {
    private static final int MOST_TRIES = 3;

    private static final Duration STILL_WITH_AGENT_FOR = Duration.ofSeconds(8);
    private static final long TRY_AGAIN_AFTER = Duration.ofSeconds(1).toNanos();

    private final Board board;
    private final Steps steps;
    private final ForeignWorks foreign;

    Assignments(Board board, Steps steps, ForeignWorks foreign) {
        this.board = board;
        this.steps = steps;
        this.foreign = foreign;
    }

    void begin(Item item, Item.Dialogue dialogue, Agent agent, TaskId task, long arrived) {
        // What holds now: the answer may have crossed a change of the queue.
        RouteTarget target = Objects.requireNonNull(steps.asked(item.psr)).target();
        long deadline = arrived
                + target.startTimeout()
                        .minus(target.pushTimeoutOf(item.psr))
                        .minus(board.options.assignmentMargin())
                        .toNanos();
        item.assignment = new Item.Assignment(dialogue.key(), item.psr, agent, task, deadline, 0);
        create(item);
    }

    private void create(Item item) {
        Item.Assignment plan = Objects.requireNonNull(item.assignment);
        if (board.stopped) {
            end(item, Reason.ASSIGNING_STOPPED);
            if (item.routable(plan.psr().id())) {
                steps.await(item, Reason.ASSIGNING_STOPPED);
            }
            return;
        }
        long left = plan.deadline() - board.now;
        if (left < 0) {
            end(item, Reason.LATE);
            steps.retry(item, Reason.LATE, "agent " + plan.agent().loginId());
            return;
        }
        item.assignment =
                new Item.Assignment(plan.key(), item.psr, plan.agent(), plan.task(), plan.deadline(), plan.tries() + 1);
        item.phase = Phase.ASSIGNING;
        board.byAssignment.put(plan.key(), item);
        board.emit(new Effect.Assign(
                plan.key(), item.psr, plan.agent(), Duration.ofNanos(left), board.options.assignmentTimeout()));
    }

    void answered(Event.AssignmentAnswered answer) {
        Item item = board.byAssignment.remove(answer.key());
        if (item == null || item.assignment == null) {
            return;
        }
        AssignmentResult result = answer.result();
        if (result instanceof AssignmentResult.Assigned assigned) {
            succeeded(item, assigned.agentWorkId(), answer.received());
        } else if (result instanceof AssignmentResult.Refused refused) {
            refused(item, item.assignment, refused);
        } else if (result instanceof AssignmentResult.NotSent notSent) {
            notSent(item, item.assignment, notSent.reason());
        } else if (result instanceof AssignmentResult.Unanswered unanswered) {
            foreign.unanswered(item.assignment);
            failed(item, Reason.UNANSWERED, unanswered.reason());
            inspect(item);
        } else if (result instanceof AssignmentResult.Fenced fenced) {
            // Neither the agent nor the org failed: an earlier attempt of ours has worked.
            foreign.unanswered(item.assignment);
            board.report(Decision.Kind.ASSIGNMENT_FAILED, item, Reason.UNANSWERED, "fenced: " + fenced.reason());
            inspect(item);
        }
        steps.advance(item);
    }

    private void succeeded(Item item, String agentWorkId, Instant known) {
        Item.Assignment done = Objects.requireNonNull(item.assignment);
        foreign.ours(done.psr().id(), agentWorkId);
        end(item, Reason.DECLINED);
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
            item.evidence = known;
        } else {
            // It has changed since and is not pushed: declined at once, most likely. It is read before it is submitted
            // again.
            steps.retry(item, Reason.DECLINED, "before the assignment was answered");
        }
    }

    private void refused(Item item, Item.Assignment plan, AssignmentResult.Refused refused) {
        String detail = plan.agent().loginId() + ": " + refused.code() + " " + refused.text();
        boolean org = refused.scope() == AssignmentResult.Scope.ORG;
        Reason reason = org ? Reason.ORG_FAILING : Reason.REFUSED;
        end(item, reason);
        failed(item, reason, detail);
        if (!org) {
            agentFailed(item, plan.agent(), detail);
            item.refusal = new Item.Refusal(refused.code(), plan.agent().skillTargetId());
        }
        if (item.routable(plan.psr().id())) {
            steps.retry(item, reason, detail);
        }
    }

    private void notSent(Item item, Item.Assignment plan, String why) {
        failed(item, Reason.ORG_FAILING, why);
        boolean another = steps.assignable(item, plan.psr().id())
                && plan.tries() < MOST_TRIES
                && board.now + TRY_AGAIN_AFTER <= plan.deadline()
                && !board.breaker.isOpen();
        if (another) {
            board.timers.set(item, board.now + TRY_AGAIN_AFTER);
            return;
        }
        end(item, Reason.ORG_FAILING);
        if (item.routable(plan.psr().id())) {
            steps.retry(item, Reason.ORG_FAILING, why);
        }
    }

    /** Counts a failure; transport, limits and their like may open the breaker. */
    private void failed(Item item, Reason reason, String detail) {
        board.report(Decision.Kind.ASSIGNMENT_FAILED, item, reason, detail);
        if (reason != Reason.REFUSED && board.breaker.failed(board.now)) {
            steps.breakerOpened(reason, detail);
        }
    }

    private void agentFailed(Item item, Agent agent, String detail) {
        Set<String> items = board.agentFailures.computeIfAbsent(agent.skillTargetId(), id -> new HashSet<>());
        items.add(item.workItemId);
        if (items.size() >= board.options.agentFailuresToAlarm()) {
            board.report(
                    Decision.Kind.AGENT_FAILING,
                    item,
                    Reason.REFUSED,
                    items.size() + " work items in a row: Cisco offers the agent, Salesforce refuses: " + detail);
            items.clear();
        }
    }

    // Asking what became of it

    private void inspect(Item item) {
        board.inspect(item, Objects.requireNonNull(item.assignment).psr().id());
    }

    /** Takes the answer about a PSR, after the picture has taken the PSR itself. */
    void inspected(Event.Inspected answer) {
        answer.standing().agentWorks().forEach(foreign::heard);
        Item item = asking(answer.psrId());
        if (item == null) {
            return;
        }
        item.unanswered = 0;
        if (item.assignment != null) {
            settle(item, answer);
        } else {
            waited(item, answer);
        }
        steps.advance(item);
    }

    void inspectFailed(Event.InspectFailed failed) {
        Item item = asking(failed.psrId());
        if (item != null) {
            item.unanswered++;
            board.timers.set(item, board.now + Steps.patience(item.unanswered).toNanos());
        }
    }

    /** The item that asked about this PSR and still wants to know. */
    private @Nullable Item asking(String psrId) {
        Item item = board.byInspection.remove(psrId);
        boolean wanted = item != null
                && item.phase == Phase.INSPECTING
                && (item.assignment == null || item.assignment.psr().id().equals(psrId));
        return wanted ? item : null;
    }

    /** An item heard about the AgentWork that an earlier PSR of its had. */
    private void waited(Item item, Event.Inspected answer) {
        List<AgentWork> works = answer.standing().agentWorks();
        works.forEach(work -> board.memory.seen(work, board.now));
        Optional<AgentWork> active = answer.standing().active();
        if (active.isEmpty()) {
            board.memory.ended(item.workItemId, answer.psrId(), board.now);
        }
        if (active.isPresent() || answer.standing().psr().filter(Psr::pushed).isPresent()) {
            steps.delay(
                    item,
                    Reason.STILL_WITH_AGENT,
                    STILL_WITH_AGENT_FOR,
                    active.map(AgentWork::id).orElse(answer.psrId()));
        } else {
            steps.await(item, item.reason);
        }
    }

    private void settle(Item item, Event.Inspected answer) {
        Item.Assignment plan = Objects.requireNonNull(item.assignment);
        Optional<AgentWork> active = answer.standing().active();
        if (active.isPresent() && active.get().userId().equals(plan.agent().userId())) {
            succeeded(item, active.get().id(), answer.to());
        } else if (active.isPresent() || !steps.assignable(item, plan.psr().id())) {
            end(item, Reason.UNANSWERED);
        } else if (answer.standing().agentWorks().stream().anyMatch(work -> endedAtOnce(work, plan))) {
            end(item, Reason.DECLINED);
            steps.retry(item, Reason.DECLINED, "before the assignment was known to have happened");
        } else if (plan.tries() < MOST_TRIES && board.now <= plan.deadline() && !board.breaker.isOpen()) {
            create(item);
        } else {
            end(item, Reason.UNANSWERED);
            steps.retry(item, Reason.UNANSWERED, "agent " + plan.agent().loginId());
        }
    }

    /** Whether this is the AgentWork whose creation was not answered, and it has ended already. */
    private boolean endedAtOnce(AgentWork work, Item.Assignment plan) {
        boolean known = board.memory
                .of(work.workItemId())
                .filter(last -> last.work().id().equals(work.id()) && last.task() != null)
                .isPresent();
        return work.userId().equals(plan.agent().userId()) && !known;
    }

    /** The timer of an item rang that waits to create, or to ask. */
    void rang(Item item) {
        if (item.assignment == null) {
            steps.await(item, item.reason);
        } else if (item.phase == Phase.INSPECTING) {
            inspect(item);
        } else if (steps.assignable(item, item.assignment.psr().id())) {
            create(item);
        } else {
            end(item, Reason.ORG_FAILING);
        }
        steps.advance(item);
    }

    /** Ends the assignment; {@code why} its PSR, if it is to be submitted again, will be. */
    private void end(Item item, Reason why) {
        board.timers.cancel(item);
        String psrId = Objects.requireNonNull(item.assignment).psr().id();
        if (item.psr.id().equals(psrId)) {
            item.reason = why;
        }
        item.assignment = null;
        item.phase = Phase.NOT_READY;
        foreign.assignmentEnded(psrId);
    }
}
