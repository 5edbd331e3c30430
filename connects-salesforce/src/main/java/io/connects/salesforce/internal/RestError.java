package io.connects.salesforce.internal;

import io.connects.core.ConnectsException;
import io.connects.core.NotAuthorisedException;
import io.connects.core.PeerRefusedException;
import io.connects.core.ProtocolViolationException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Salesforce's no, whichever of its formats it came in: an array of errors, the result of a collection or of a create, an OAuth object, a
 * page of HTML from the edge, or nothing but a status.
 *
 * @param status of HTTP
 * @param code Salesforce's code; {@code HTTP_503} and the like when there is none
 * @param text Salesforce's words, at most {@value #MAX_TEXT} characters
 */
public record RestError(int status, String code, String text) {
    static final int MAX_TEXT = 500;
    private static final Pattern TITLE =
            Pattern.compile("<title[^>]*>(.*?)</title>", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
    private static final Set<String> PASSING = Set.of("UNABLE_TO_LOCK_ROW", "SERVER_UNAVAILABLE", "QUERY_TIMEOUT");
    private static final Set<String> LIMITS = Set.of("REQUEST_LIMIT_EXCEEDED", "LIMIT_EXCEEDED");

    /** What a caller can do about it. */
    public enum Retry {
        /** The same request may succeed in a moment. */
        SOON,
        /** With a new token. */
        REFRESH,
        /** Not before a limit has room again. */
        PAUSE,
        /** Never, until somebody changes something. */
        NEVER
    }

    public RestError {
        text = text.length() <= MAX_TEXT ? text : text.substring(0, MAX_TEXT) + "...";
    }

    /** Reads the error out of a reply whose status is not 2xx. */
    public static RestError of(HttpReply reply) {
        Object json;
        try {
            json = reply.json();
        } catch (ProtocolViolationException notJson) {
            return new RestError(reply.status(), "HTTP_" + reply.status(), pageTitle(reply.body()));
        }
        return find(reply.status(), json).orElseGet(() -> new RestError(reply.status(), "HTTP_" + reply.status(), ""));
    }

    /** Reads the error out of a result such as {@code {"success":false,"errors":[...]}}; empty when it succeeded. */
    public static Optional<RestError> ofResult(HttpReply reply, Map<String, @Nullable Object> result) {
        if (Boolean.TRUE.equals(result.get("success"))) {
            return Optional.empty();
        }
        return Optional.of(find(reply.status(), result)
                .orElseGet(() -> new RestError(reply.status(), "UNKNOWN_EXCEPTION", "no success and no error")));
    }

    private static Optional<RestError> find(int status, @Nullable Object json) {
        if (json instanceof List<?> list) {
            return list.stream().flatMap(one -> find(status, one).stream()).findFirst();
        }
        Map<String, @Nullable Object> object = Json.object(json);
        if (object == null) {
            return Optional.empty();
        }
        for (String name : List.of("errorCode", "statusCode", "error")) {
            if (object.get(name) instanceof String code && !code.isEmpty()) {
                String text = Json.text(object.get(name.equals("error") ? "error_description" : "message"));
                return Optional.of(new RestError(status, code, text));
            }
        }
        return find(status, object.get("errors"));
    }

    private static String pageTitle(byte[] body) {
        String page = new String(body, 0, Math.min(body.length, 8_192), StandardCharsets.UTF_8);
        Matcher title = TITLE.matcher(page);
        String text = title.find() ? title.group(1) : page.replaceAll("<[^>]*>", " ");
        return text.replaceAll("[\\s\\p{Cntrl}]+", " ").strip();
    }

    public Retry retry() {
        if (code.equals("INVALID_SESSION_ID") || status == 401) {
            return Retry.REFRESH;
        }
        if (LIMITS.contains(code) || status == 429) {
            return Retry.PAUSE;
        }
        return PASSING.contains(code) || status >= 500 ? Retry.SOON : Retry.NEVER;
    }

    /** The same as an exception of the core, code and text kept. */
    public ConnectsException toException(String what) {
        return status == 401
                ? new NotAuthorisedException(what + " was refused: " + code + " (" + text + ")", null)
                : new PeerRefusedException(what, code, text, retry() == Retry.SOON || retry() == Retry.PAUSE);
    }
}
