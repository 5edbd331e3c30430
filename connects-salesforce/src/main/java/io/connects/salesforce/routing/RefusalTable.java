package io.connects.salesforce.routing;

import io.connects.core.PeerRefusedException;
import io.connects.core.routing.AssignmentResult.Scope;
import io.connects.salesforce.RetryClass;
import io.connects.salesforce.SalesforceError;
import java.util.Set;

/**
 * Whom a refused AgentWork concerns, by Salesforce's code and never by its text. No public source lists the codes of Omni-Channel, so what is
 * not named here concerns the one item: the routing engine counts, and reads the PSR again before it submits it again.
 *
 * <pre>
 * code                                              scope
 * INVALID_SESSION_ID, after a new token             ORG    the identity is not accepted
 * REQUEST_LIMIT_EXCEEDED, LIMIT_EXCEEDED            ORG    calls of the day, calls at once, items of Omni-Channel
 * API_DISABLED_FOR_ORG, API_CURRENTLY_DISABLED      ORG    the edition or an administrator forbids it
 * FUNCTIONALITY_NOT_ENABLED, INVALID_TYPE, NOT_FOUND, METHOD_NOT_ALLOWED
 *                                                   ORG    no Omni-Channel, or no right to it
 * UNSUPPORTED_API_VERSION                           ORG    a version that was retired
 * INSUFFICIENT_ACCESS, INSUFFICIENT_ACCESS_OR_READONLY,
 *   INSUFFICIENT_ACCESS_ON_CROSS_REFERENCE_ENTITY   ORG    missing permissions
 * INVALID_FIELD_FOR_INSERT_UPDATE, INVALID_FIELD    ORG    a field may not be written
 * REQUIRED_FIELD_MISSING                            ORG    the org demands a field that no AgentWork has
 * CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY, CANNOT_EXECUTE_FLOW_TRIGGER
 *                                                   ORG    a failing trigger or flow
 * STORAGE_LIMIT_EXCEEDED                            ORG    no room for any record
 * SERVER_UNAVAILABLE, INSERT_UPDATE_DELETE_NOT_ALLOWED_DURING_MAINTENANCE, ORG_LOCKED
 *                                                   ORG    read-only or busy
 * SERVER_THROTTLED, REQUEST_RUNNING_TOO_LONG, QUERY_TIMEOUT, and whatever else
 *   RetryClass calls a limit or unavailable       ORG    busy
 * FIELD_CUSTOM_VALIDATION_EXCEPTION                 ONE    a validation rule looks at the item
 * UNABLE_TO_LOCK_ROW and everything else            ONE
 * </pre>
 *
 * @see <a href="https://developer.salesforce.com/docs/atlas.en-us.api.meta/api/sforce_api_calls_concepts_core_data_objects.htm">Status codes of
 *     the API</a>
 */
final class RefusalTable {
    private static final Set<String> ORG = Set.of(
            "INVALID_SESSION_ID",
            "REQUEST_LIMIT_EXCEEDED",
            "LIMIT_EXCEEDED",
            "API_DISABLED_FOR_ORG",
            "API_CURRENTLY_DISABLED",
            "FUNCTIONALITY_NOT_ENABLED",
            "INVALID_TYPE",
            "NOT_FOUND",
            "METHOD_NOT_ALLOWED",
            "UNSUPPORTED_API_VERSION",
            "INSUFFICIENT_ACCESS",
            "INSUFFICIENT_ACCESS_OR_READONLY",
            "INSUFFICIENT_ACCESS_ON_CROSS_REFERENCE_ENTITY",
            "INVALID_FIELD_FOR_INSERT_UPDATE",
            "INVALID_FIELD",
            "REQUIRED_FIELD_MISSING",
            "CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY",
            "CANNOT_EXECUTE_FLOW_TRIGGER",
            "STORAGE_LIMIT_EXCEEDED",
            "SERVER_UNAVAILABLE",
            "INSERT_UPDATE_DELETE_NOT_ALLOWED_DURING_MAINTENANCE",
            "ORG_LOCKED");

    private static final Set<String> TRIGGERS =
            Set.of("CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY", "CANNOT_EXECUTE_FLOW_TRIGGER");

    private RefusalTable() {}

    /** A refusal without a code is the edge's, and one that passes tells of a busy server or a limit: both are everybody's, a locked row is not. */
    static Scope scope(PeerRefusedException refused) {
        RetryClass kind = RetryClass.of(refused);
        boolean everybodys = kind.passes() && kind != RetryClass.LOCKED;
        return everybodys || refused.code().startsWith("HTTP_") || ORG.contains(refused.code()) ? Scope.ORG : Scope.ONE;
    }

    /**
     * Whether a record of a batch may have failed because of another one: triggers and flows see all of a batch at once, and so do the locks that it
     * takes.
     */
    static boolean mayBeOfNeighbours(SalesforceError error) {
        RetryClass kind = error.retryClass();
        return TRIGGERS.contains(error.code()) || kind == RetryClass.LOCKED || kind == RetryClass.ROLLED_BACK;
    }

    /**
     * Whether it is open what happened: an edge server gave up on the one behind it (a status without a code of Salesforce's), or Salesforce
     * itself failed in the middle. A 503 of maintenance has a code of its own.
     */
    static boolean leavesItOpen(String code) {
        return code.startsWith("HTTP_5") || code.equals("HTTP_408") || code.equals("UNKNOWN_EXCEPTION");
    }
}
