package io.connects.salesforce;

import io.connects.core.ProtocolViolationException;
import io.connects.salesforce.internal.Json;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What became of the parts of a {@link CompositeRequest}, in its order. Immutable.
 *
 * @param parts by name
 */
public record CompositeResult(Map<String, Part> parts) {
    private static final String HALTED = "PROCESSING_HALTED";

    /**
     * One part.
     *
     * @param status as of an HTTP request of its own
     * @param body the JSON object that it answered; empty when there was none, and after an error
     * @param error why it failed; null when it did not. A part that was undone or never tried because of another has the code {@code
     *     PROCESSING_HALTED}
     */
    public record Part(
            int status,
            Map<String, @Nullable Object> body,
            @Nullable SalesforceError error) {
        public Part {
            body = Collections.unmodifiableMap(new LinkedHashMap<>(body));
        }

        /** The id of the record that the part created; fails when it created none. */
        public SalesforceId id() {
            return SalesforceId.of(new SObject("the part", body).requireId("id"));
        }

        /** The record that the part retrieved. */
        public SObject asRecord() {
            return Replies.record(body);
        }

        /** The records of the first page that the part queried. */
        public List<SObject> records() {
            return Replies.records(body);
        }
    }

    public CompositeResult {
        parts = Collections.unmodifiableMap(new LinkedHashMap<>(parts));
    }

    /** The part of this name, which was in the request. */
    public Part part(String name) {
        Part part = parts.get(name);
        if (part == null) {
            throw new IllegalArgumentException("name: no part is called " + name);
        }
        return part;
    }

    /** The first part that failed of its own accord; empty when all succeeded. */
    public Optional<Map.Entry<String, SalesforceError>> failure() {
        Optional<Map.Entry<String, SalesforceError>> halted = Optional.empty();
        for (Map.Entry<String, Part> part : parts.entrySet()) {
            SalesforceError error = part.getValue().error();
            if (error != null && !error.code().equals(HALTED)) {
                return Optional.of(Map.entry(part.getKey(), error));
            }
            if (error != null && halted.isEmpty()) {
                halted = Optional.of(Map.entry(part.getKey(), error));
            }
        }
        return halted;
    }

    static CompositeResult of(Map<String, @Nullable Object> answer, List<String> names) {
        var found = new LinkedHashMap<String, Part>();
        names.forEach(name -> found.put(name, null));
        for (Object one : Json.array(answer.get("compositeResponse"))) {
            Map<String, @Nullable Object> part = Json.object(one);
            if (part != null && part.get("httpStatusCode") instanceof Number status) {
                found.replace(Json.text(part.get("referenceId")), part(status.intValue(), part.get("body")));
            }
        }
        found.forEach((name, part) -> {
            if (part == null) {
                throw new ProtocolViolationException("a composite answer without part " + name, -1, new byte[0]);
            }
        });
        return new CompositeResult(found);
    }

    private static Part part(int status, @Nullable Object body) {
        if (status < 200 || status >= 300) {
            return new Part(status, Map.of(), SalesforceError.ofBody(status, body));
        }
        Map<String, @Nullable Object> object = Json.object(body);
        return new Part(status, object == null ? Map.of() : object, null);
    }
}
