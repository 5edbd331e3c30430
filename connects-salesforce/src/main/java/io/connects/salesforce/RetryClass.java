package io.connects.salesforce;

import io.connects.core.ConnectsException;
import io.connects.core.NoAnswerException;
import io.connects.core.NotAuthorisedException;
import io.connects.core.PeerRefusedException;
import io.connects.core.PeerUnreachableException;
import java.util.Set;

/** What can be done about Salesforce's no. Told by codes and statuses, never by messages. */
public enum RetryClass {
    /** Somebody else holds the row: the same request may succeed in a moment. */
    LOCKED,
    /** The session is not accepted. The client has tried a new one already, so only a person can help. */
    SESSION,
    /** A limit is reached: requests of the day or at once, logins, items of Omni-Channel. Not before there is room. */
    LIMIT,
    /** The org is in read-only maintenance: reads go on, writes fail until it ends. */
    READ_ONLY,
    /** The server, or the edge before it, is not able to answer now; what became of the request is open unless it was a read. */
    UNAVAILABLE,
    /** Nothing was done because another part of the same request failed: what can be done, that one's class tells. */
    ROLLED_BACK,
    /** The same request will fail again until somebody changes something. */
    PERMANENT;

    private static final Set<String> SESSION_CODES =
            Set.of("INVALID_SESSION_ID", "INVALID_AUTH_HEADER", "MISSING_OAUTH_TOKEN");
    private static final Set<String> LIMIT_CODES = Set.of(
            "REQUEST_LIMIT_EXCEEDED",
            "LIMIT_EXCEEDED",
            "LOGIN_RATE_EXCEEDED",
            "SERVER_THROTTLED",
            "rate_limit_exceeded",
            "HTTP_429");
    private static final Set<String> UNAVAILABLE_CODES = Set.of(
            "SERVER_UNAVAILABLE",
            "API_CURRENTLY_DISABLED",
            "QUERY_TIMEOUT",
            "REQUEST_RUNNING_TOO_LONG",
            "UNKNOWN_EXCEPTION",
            "ORG_LOCKED",
            "server_error",
            "temporarily_unavailable",
            "unknown_error",
            "HTTP_408",
            "HTTP_420");

    private static final Set<String> ROLLED_BACK_CODES =
            Set.of("ALL_OR_NONE_OPERATION_ROLLED_BACK", "PROCESSING_HALTED", "BATCH_PROCESSING_HALTED");

    /**
     * The class of an answer.
     *
     * @param code Salesforce's code, or {@code HTTP_} and the status
     * @param status of HTTP; decides when the code does not
     */
    static RetryClass of(String code, int status) {
        if (code.equals("UNABLE_TO_LOCK_ROW")) {
            return LOCKED;
        }
        if (code.equals("INSERT_UPDATE_DELETE_NOT_ALLOWED_DURING_MAINTENANCE")) {
            return READ_ONLY;
        }
        if (ROLLED_BACK_CODES.contains(code)) {
            return ROLLED_BACK;
        }
        if (LIMIT_CODES.contains(code)) {
            return LIMIT;
        }
        if (UNAVAILABLE_CODES.contains(code) || code.startsWith("HTTP_5")) {
            return UNAVAILABLE;
        }
        if (decides(status)) {
            return status == 429 ? LIMIT : UNAVAILABLE;
        }
        return SESSION_CODES.contains(code) || status == 401 ? SESSION : PERMANENT;
    }

    /** Whether a status tells more than a code that is not {@link #names named} here, for servers on the way answer with it too. */
    static boolean decides(int status) {
        return status >= 500 || status == 408 || status == 420 || status == 429;
    }

    /** Whether a code is one of REST that says by itself that the refusal passes. OAuth's are words that any server may use. */
    static boolean names(String code) {
        return of(code, 0).passes() && Character.isUpperCase(code.charAt(0));
    }

    /** The class of a failure of {@link SalesforceRest}. */
    public static RetryClass of(ConnectsException failure) {
        if (failure instanceof PeerRefusedException refused) {
            RetryClass byCode = of(refused.code(), 0);
            return byCode == PERMANENT && refused.retryable() ? UNAVAILABLE : byCode;
        }
        if (failure instanceof NotAuthorisedException) {
            return SESSION;
        }
        return failure instanceof PeerUnreachableException || failure instanceof NoAnswerException
                ? UNAVAILABLE
                : PERMANENT;
    }

    /** Whether the same request may succeed later without anybody's help. */
    public boolean passes() {
        return this == LOCKED || this == LIMIT || this == READ_ONLY || this == UNAVAILABLE;
    }
}
