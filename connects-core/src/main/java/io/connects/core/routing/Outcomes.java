package io.connects.core.routing;

import java.util.Objects;
import java.util.Optional;

/** What follows from each way in which a dialogue with Cisco can end. Not thread-safe. */
final class Outcomes {
    private final Board board;
    private final Steps steps;
    private final Assignments assignments;

    Outcomes(Board board, Steps steps, Assignments assignments) {
        this.board = board;
        this.steps = steps;
        this.assignments = assignments;
    }

    void ended(Event.DialogueEnded ended) {
        Item item = board.byDialogue.remove(ended.key());
        if (item == null) {
            board.report(
                    Decision.Kind.LATE_ANSWER,
                    ended.key().psrId(),
                    null,
                    Reason.NEW,
                    ended.key() + " " + ended.outcome());
            return;
        }
        Item.Dialogue dialogue = Objects.requireNonNull(item.dialogue);
        boolean routable = item.routable(dialogue.key().psrId());
        item.dialogue = null;
        board.timers.cancel(item);
        board.line.move(item, Line.Place.NONE);
        TaskOutcome outcome = ended.outcome();
        if (outcome instanceof TaskOutcome.AgentChosen || outcome instanceof TaskOutcome.LabelChosen) {
            board.pace.restore(board.now);
        } else if (outcome instanceof TaskOutcome.Failed failed && !failed.permanent()) {
            board.pace.halve(board.now);
        }
        if (outcome instanceof TaskOutcome.AgentChosen chosen) {
            chosen(item, dialogue, routable, chosen, ended.arrivedNanos());
        } else if (routable) {
            other(item, dialogue, outcome);
        }
        steps.advance(item);
    }

    private void other(Item item, Item.Dialogue dialogue, TaskOutcome outcome) {
        Reason cancelled = dialogue.cancelled();
        if (outcome instanceof TaskOutcome.SessionLost) {
            steps.await(item, Reason.SESSION_LOST);
        } else if (cancelled != null) {
            // Whatever Cisco said, it answered a question that no longer stands.
            steps.await(item, cancelled);
        } else if (outcome instanceof TaskOutcome.Released released) {
            steps.resubmit(item, Reason.RELEASED, "cause " + released.cause());
        } else if (outcome instanceof TaskOutcome.ExpiredInQueue) {
            steps.resubmit(item, Reason.EXPIRED_IN_QUEUE, "");
        } else if (outcome instanceof TaskOutcome.Failed failed) {
            String detail = failed.code() + " " + failed.text();
            if (failed.permanent()) {
                item.history.failures++;
                steps.park(item, Reason.PERMANENT_FAILURE, detail);
            } else {
                steps.resubmit(item, Reason.TEMPORARY_FAILURE, detail);
            }
        } else if (outcome instanceof TaskOutcome.LabelChosen label) {
            label(item, label.label());
        } else {
            steps.resubmit(item, Reason.RELEASED, "taken back by nobody we know");
        }
    }

    private void label(Item item, String label) {
        LabelAction action = board.options.labelAction(label);
        board.report(Decision.Kind.LABEL, item, Reason.LABEL, label + " " + action);
        item.reason = Reason.LABEL;
        if (action instanceof LabelAction.HandToQueue hand) {
            steps.rest(item, Phase.HANDING);
            board.emit(new Effect.HandToQueue(item.psr, hand.queueId()));
        } else if (action instanceof LabelAction.RetryAfter retry) {
            steps.delay(item, Reason.LABEL, retry.delay(), "label " + label);
        } else if (action instanceof LabelAction.Ignore) {
            steps.rest(item, Phase.IGNORED);
        } else {
            steps.park(item, Reason.LABEL, "label " + label + " means nothing here");
        }
    }

    private void chosen(
            Item item, Item.Dialogue dialogue, boolean routable, TaskOutcome.AgentChosen chosen, long arrived) {
        String who = chosen.task() + " skill target " + chosen.skillTargetId();
        board.report(Decision.Kind.AGENT_CHOSEN, item, item.reason, dialogue.key() + " " + who);
        Reason cancelled = dialogue.cancelled();
        if (!routable || !fits(item, dialogue)) {
            board.report(Decision.Kind.AGENT_UNUSED, item, cancelled == null ? Reason.WITHDRAWN : cancelled, who);
            if (routable) {
                steps.await(item, Reason.RETARGETED);
            }
            return;
        }
        if (board.stopped) {
            board.report(Decision.Kind.AGENT_UNUSED, item, Reason.ASSIGNING_STOPPED, who);
            steps.await(item, Reason.ASSIGNING_STOPPED);
            return;
        }
        if (!steps.assignable(item, dialogue.key().psrId())) {
            board.report(Decision.Kind.AGENT_UNUSED, item, Reason.STILL_WITH_AGENT, who);
            steps.await(item, Reason.STILL_WITH_AGENT);
            return;
        }
        Optional<Agent> agent = board.agents.bySkillTargetId(chosen.skillTargetId());
        if (agent.isEmpty()) {
            board.report(Decision.Kind.UNKNOWN_AGENT, item, Reason.UNKNOWN_AGENT, who);
            steps.retry(item, Reason.UNKNOWN_AGENT, who);
            return;
        }
        if (item.psr.preferredUserRequired()
                && item.psr.preferredUserId() != null
                && !item.psr.preferredUserId().equals(agent.get().userId())) {
            steps.retry(item, Reason.NOT_THE_REQUIRED_AGENT, who);
            return;
        }
        assignments.begin(item, dialogue, agent.get(), chosen.task(), arrived);
    }

    /** Whether an answer that crossed a change would still be right: another priority or wish does not make the agent wrong. */
    private boolean fits(Item item, Item.Dialogue dialogue) {
        Item.Asked asked = steps.asked(item.psr);
        return asked != null
                && asked.target().mrdId() == dialogue.asked().target().mrdId()
                && asked.target().lane().equals(dialogue.asked().target().lane());
    }
}
