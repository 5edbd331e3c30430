package io.connects.salesforce.internal;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.connects.core.ProtocolViolationException;
import io.connects.core.http.HtmlPage;
import io.connects.core.http.HttpReply;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** JSON as maps, lists, texts, numbers, booleans and nulls, with limits on what is read. Thread-safe. */
public final class Json {
    /** How deep arrays and objects may nest; no message of Salesforce needs half of it. */
    public static final int MAX_DEPTH = 64;

    private static final ObjectMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(MAX_DEPTH)
                            .maxNumberLength(100)
                            .maxNameLength(1_000)
                            .build())
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            // Payloads belong to customers: never into an exception's text.
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            .build();

    private Json() {}

    /**
     * Reads one JSON value.
     *
     * @throws ProtocolViolationException when the bytes are not JSON, nest too deep, or are followed by something else
     */
    public static @Nullable Object parse(byte[] json) {
        try {
            return MAPPER.readValue(json, Object.class);
        } catch (JsonProcessingException e) {
            long offset = e.getLocation() == null ? -1 : e.getLocation().getByteOffset();
            int at = (int) Math.max(-1, Math.min(offset, json.length));
            throw new ProtocolViolationException("not the JSON expected: " + e.getOriginalMessage(), at, json);
        } catch (IOException e) {
            throw new AssertionError("reading from memory failed", e);
        }
    }

    /**
     * The body of a reply; null when it is empty or JSON's null.
     *
     * @throws ProtocolViolationException when it is something else, a page of HTML for example
     */
    public static @Nullable Object of(HttpReply reply) {
        byte[] body = reply.body();
        if (body.length == 0) {
            return null;
        }
        if (HtmlPage.is(body)) {
            throw new ProtocolViolationException(
                    "a page of HTML instead of JSON, from a proxy or an edge server: " + HtmlPage.words(body), 0, body);
        }
        return parse(body);
    }

    /** Writes a map, list or value. */
    public static byte[] write(Object value) {
        try {
            return MAPPER.writeValueAsBytes(value);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("value: cannot be written as JSON: " + e.getOriginalMessage(), e);
        }
    }

    /** The value as an object, when it is one. */
    @SuppressWarnings("unchecked") // JSON objects have text keys
    public static @Nullable Map<String, @Nullable Object> object(@Nullable Object value) {
        return value instanceof Map<?, ?> map ? (Map<String, @Nullable Object>) map : null;
    }

    /** The value as an array; empty when it is something else. */
    public static List<?> array(@Nullable Object value) {
        return value instanceof List<?> list ? list : List.of();
    }

    /** The value as a text; empty when it is something else. */
    public static String text(@Nullable Object value) {
        return value instanceof String text ? text : "";
    }
}
