package io.connects.salesforce;

import io.connects.core.ProtocolViolationException;
import io.connects.core.http.HttpReply;
import io.connects.salesforce.internal.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What became of one record of a collection. Immutable.
 *
 * @param id of the record; null when it was not created
 * @param error why it failed; null when it did not
 */
public record RecordResult(
        @Nullable SalesforceId id, @Nullable SalesforceError error) {
    public boolean success() {
        return error == null;
    }

    /** Reads one result a record, in order: without that nobody knows which is which. */
    static List<RecordResult> all(HttpReply reply, String what, int expected) {
        if (!(Replies.json(reply, what) instanceof List<?> list) || list.size() != expected) {
            throw new ProtocolViolationException(
                    "the answer to " + what + " is not a list of " + expected + " results", 0, reply.body());
        }
        var results = new ArrayList<RecordResult>();
        for (Object one : list) {
            Map<String, @Nullable Object> result = Json.object(one);
            if (result == null) {
                throw new ProtocolViolationException("a result of " + what + " is not an object", -1, new byte[0]);
            }
            Optional<SalesforceError> error = SalesforceError.ofResult(reply.status(), result);
            String id = error.isPresent() ? null : new SObject(what, result).requireId("id");
            results.add(new RecordResult(id == null ? null : SalesforceId.of(id), error.orElse(null)));
        }
        return List.copyOf(results);
    }
}
