package io.connects.core.routing;

/** What became of one attempt to create an AgentWork. */
public sealed interface AssignmentResult {

    /** Salesforce created it. */
    record Assigned(String agentWorkId) implements AssignmentResult {}

    /**
     * Salesforce said no.
     *
     * @param scope whose fault it looks like
     * @param code Salesforce's error code
     * @param text Salesforce's own words
     */
    record Refused(Scope scope, String code, String text) implements AssignmentResult {}

    /** It certainly did not happen: no connection, no token. */
    record NotSent(String reason) implements AssignmentResult {}

    /** The request went out and no answer came: it may or may not have happened. */
    record Unanswered(String reason) implements AssignmentResult {}

    /**
     * Salesforce created nothing, because its guard against a second creation says that this PSR, as it stood, was assigned before: an earlier
     * attempt that was not answered has happened. Nobody's fault; what has become of it is to be asked.
     */
    record Fenced(String reason) implements AssignmentResult {}

    /** Whom a refusal concerns. */
    enum Scope {
        /** This PSR or this user: a record that is gone, a user who is inactive, offline or at capacity. */
        ONE,
        /** Every assignment of this org: read-only, a limit, missing permissions, a failing trigger, an outage. */
        ORG
    }
}
