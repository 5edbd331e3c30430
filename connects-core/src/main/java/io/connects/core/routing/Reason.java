package io.connects.core.routing;

import java.util.Locale;

/** Why something was decided about a PSR; also offered to Cisco's script as why a task is submitted again. */
public enum Reason {
    /** Nothing went before. */
    NEW,
    DECLINED,
    PUSH_TIMEOUT,
    /** The agent went offline while the work was offered. */
    AGENT_OFFLINE,
    /** Salesforce refused the assignment, for this PSR or this user. */
    REFUSED,
    /** Assignments fail for the whole org. */
    ORG_FAILING,
    /** No answer to an assignment, and it had not happened. */
    UNANSWERED,
    /** The agent was known too late to be assigned before the start timeout. */
    LATE,
    /** Nobody in the directory has the skill target id that Cisco named. */
    UNKNOWN_AGENT,
    /** Cisco named somebody else than the agent whom Salesforce requires. */
    NOT_THE_REQUIRED_AGENT,
    /** The agent whom Salesforce requires is not in the directory. */
    UNKNOWN_PREFERRED_AGENT,
    RELEASED,
    EXPIRED_IN_QUEUE,
    TEMPORARY_FAILURE,
    PERMANENT_FAILURE,
    SESSION_LOST,
    /** Cisco said nothing of the task for longer than it may wait there. */
    NO_END_HEARD_OF,
    /** Queue, priority or preferred user changed while it waited. */
    RETARGETED,
    /** A newer PSR of the same work item came. */
    SUPERSEDED,
    /** An earlier AgentWork of this work item is still active. */
    STILL_WITH_AGENT,
    /** Somebody else assigned it, or took it. */
    OFF_THE_BOOKS,
    /** Nobody is assigned any more: somebody else routes the same work. */
    ASSIGNING_STOPPED,
    WITHDRAWN,
    /** Its PSR went while an AgentWork was active: accepted, most likely. */
    LEFT_WHILE_PUSHED,
    NOT_READY,
    /** No target is configured for this queue and channel. */
    NO_ROUTE,
    /** The PSR's own push timeout leaves no time to assign it before Cisco's start timeout. */
    PUSH_TIMEOUT_TOO_LONG,
    LABEL,
    READ_FAILED,
    HAND_FAILED,
    /** It was submitted as often as one PSR may be within a minute. */
    TOO_OFTEN;

    /** The form given to Cisco's script and to logs: {@code push-timeout}. */
    public String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
