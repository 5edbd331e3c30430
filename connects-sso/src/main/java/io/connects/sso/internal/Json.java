package io.connects.sso.internal;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** JSON objects, with limits on what is read. What two readers could read differently, a key that is there twice for example, is refused. Thread-safe. */
public final class Json {
    /** Nothing of IdS or Finesse nests deeper than three. */
    private static final int MAX_DEPTH = 8;

    private static final ObjectMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(MAX_DEPTH)
                            .maxNumberLength(20)
                            .maxNameLength(200)
                            .build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private final Map<?, ?> fields;

    private Json(Map<?, ?> fields) {
        this.fields = fields;
    }

    /** Reads an object; null when the bytes are not one. Why not is not told: it could quote a token. */
    public static @Nullable Json of(byte[] json) {
        try {
            return MAPPER.readValue(json, Object.class) instanceof Map<?, ?> fields ? new Json(fields) : null;
        } catch (IOException e) {
            return null;
        }
    }

    /** Whether there is a field of this name, null or not. */
    public boolean has(String name) {
        return fields.containsKey(name);
    }

    /** A text; empty when there is none or something else. */
    public String text(String name) {
        return fields.get(name) instanceof String text ? text : "";
    }

    /** A whole number, also one that is written as a text; empty when there is none or something else. */
    public OptionalLong number(String name) {
        Object value = fields.get(name);
        if (value instanceof Integer || value instanceof Long) {
            return OptionalLong.of(((Number) value).longValue());
        }
        return value instanceof String text && text.matches("\\d{1,18}")
                ? OptionalLong.of(Long.parseLong(text))
                : OptionalLong.empty();
    }

    /** The texts of an array; one text is taken as an array of it. */
    public List<String> texts(String name) {
        Object value = fields.get(name);
        if (value instanceof String text) {
            return List.of(text);
        }
        return value instanceof List<?> list
                ? list.stream()
                        .filter(String.class::isInstance)
                        .map(String.class::cast)
                        .toList()
                : List.of();
    }
}
