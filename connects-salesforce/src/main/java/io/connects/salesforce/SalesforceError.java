package io.connects.salesforce;

import io.connects.core.ConnectsException;
import io.connects.core.NotAuthorisedException;
import io.connects.core.PeerRefusedException;
import io.connects.core.ProtocolViolationException;
import io.connects.core.http.HtmlPage;
import io.connects.core.http.HttpReply;
import io.connects.salesforce.internal.Json;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Salesforce's no, whichever of its formats it came in: an array of errors, the result of a collection or of a create, an OAuth object, a
 * page of HTML from the edge, or nothing but a status. Immutable.
 *
 * @param status of HTTP
 * @param code Salesforce's code; {@code HTTP_503} and the like when there is none
 * @param text Salesforce's words, at most 500 characters
 * @param fields API names of the fields that are to blame, as far as they were named
 * @see <a href="https://developer.salesforce.com/docs/atlas.en-us.api_rest.meta/api_rest/errorcodes.htm">Status codes and error responses</a>
 */
public record SalesforceError(int status, String code, String text, List<String> fields) {
    private static final int MAX_TEXT = 500;
    private static final int MAX_FIELDS = 100;
    /** What Salesforce and OAuth call their codes. A server on the way writes words, such as "Gateway Timeout". */
    private static final Pattern CODE = Pattern.compile("[A-Z][A-Z0-9_]*|[a-z][a-z0-9_]*");

    public SalesforceError {
        text = text.length() <= MAX_TEXT ? text : text.substring(0, MAX_TEXT) + "...";
        fields = List.copyOf(fields);
    }

    /** Reads the error out of a reply whose status is not 2xx. */
    static SalesforceError of(HttpReply reply) {
        Object json;
        try {
            json = Json.of(reply);
        } catch (ProtocolViolationException notJson) {
            return bare(reply.status(), HtmlPage.words(reply.body()));
        }
        return find(reply.status(), json).orElseGet(() -> bare(reply.status(), ""));
    }

    /** Reads the error out of a result such as {@code {"success":false,"errors":[...]}}; empty when it succeeded. */
    static Optional<SalesforceError> ofResult(int status, Map<String, @Nullable Object> result) {
        if (Boolean.TRUE.equals(result.get("success"))) {
            return Optional.empty();
        }
        return Optional.of(find(status, result).orElseGet(() -> bare(status, "no success and no error")));
    }

    /** Reads the error out of the body of one part of a composite answer. */
    static SalesforceError ofBody(int status, @Nullable Object body) {
        return find(status, body).orElseGet(() -> bare(status, ""));
    }

    private static SalesforceError bare(int status, String text) {
        String code = status / 100 == 2 ? "UNKNOWN_EXCEPTION" : "HTTP_" + status;
        return new SalesforceError(status, code, text, List.of());
    }

    private static Optional<SalesforceError> find(int status, @Nullable Object json) {
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
                if (!CODE.matcher(code).matches()) {
                    return Optional.of(bare(status, text.isEmpty() ? code : code + ": " + text));
                }
                List<String> fields = Json.array(object.get("fields")).stream()
                        .map(Json::text)
                        .filter(field -> !field.isEmpty())
                        .limit(MAX_FIELDS)
                        .toList();
                return Optional.of(new SalesforceError(status, code, text, fields));
            }
        }
        return find(status, object.get("errors"));
    }

    /** What can be done about it. */
    public RetryClass retryClass() {
        return RetryClass.of(code, status);
    }

    /** The same as an exception of the core; the code is the status where only that can be trusted, and then the text holds the code. */
    public ConnectsException toException(String what) {
        RetryClass kind = retryClass();
        if (kind == RetryClass.SESSION) {
            return new NotAuthorisedException(what + " was refused: " + code + " (" + text + ")", null);
        }
        return RetryClass.decides(status) && !RetryClass.names(code) && !code.startsWith("HTTP_")
                ? new PeerRefusedException(what, "HTTP_" + status, code + ": " + text, kind.passes())
                : new PeerRefusedException(what, code, text, kind.passes());
    }
}
