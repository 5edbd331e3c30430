package io.connects.salesforce;

import io.connects.core.ProtocolViolationException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One record, or the part of it that was read: fields by API name, unknown ones included. Immutable.
 *
 * <p>The accessors read a field as a type. A field that is absent or null gives null; one of another type fails with {@link
 * ProtocolViolationException}, which names it.
 *
 * @param type the object's API name, such as {@code PendingServiceRouting}
 * @param fields texts, numbers, booleans, nulls and, for relationships, maps
 */
public record SObject(String type, Map<String, @Nullable Object> fields) {
    /** REST writes the offset without a colon, change events write Z. */
    private static final DateTimeFormatter TIMESTAMP = new DateTimeFormatterBuilder()
            .append(DateTimeFormatter.ISO_LOCAL_DATE_TIME)
            .appendPattern("[XXX][XX]")
            .toFormatter(Locale.ROOT);

    public SObject {
        Objects.requireNonNull(type, "type");
        fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
    }

    /** The record's id in the 18-character form; fails when it has none. */
    public String id() {
        return requireId("Id");
    }

    public @Nullable String text(String field) {
        Object value = fields.get(field);
        if (value == null || value instanceof String) {
            return (String) value;
        }
        throw unexpected(field, "a text", value);
    }

    /** An id in the 18-character form. */
    public @Nullable String idOf(String field) {
        String text = text(field);
        if (text == null || text.isEmpty()) {
            return null;
        }
        try {
            return SalesforceId.of(text).value();
        } catch (IllegalArgumentException e) {
            throw unexpected(field, "an id", text);
        }
    }

    /** An id in the 18-character form; fails when there is none. */
    public String requireId(String field) {
        return require(field, idOf(field));
    }

    public @Nullable Number number(String field) {
        Object value = fields.get(field);
        if (value == null || value instanceof Number) {
            return (Number) value;
        }
        throw unexpected(field, "a number", value);
    }

    /** A whole number; fails when it has a fraction or more bits than an int. */
    public @Nullable Integer integer(String field) {
        Long whole = whole(field);
        if (whole != null && whole.longValue() != whole.intValue()) {
            throw unexpected(field, "a number of 32 bits", whole);
        }
        return whole == null ? null : Integer.valueOf(whole.intValue());
    }

    /** JSON writes whole numbers with and without a fraction of nothing. */
    private @Nullable Long whole(String field) {
        Number number = number(field);
        if (number != null && number.doubleValue() != number.longValue()) {
            throw unexpected(field, "a whole number", number);
        }
        return number == null ? null : Long.valueOf(number.longValue());
    }

    public @Nullable Double decimal(String field) {
        Number number = number(field);
        return number == null ? null : Double.valueOf(number.doubleValue());
    }

    /** A whole number of seconds as a time. */
    public @Nullable Duration seconds(String field) {
        Long whole = whole(field);
        return whole == null ? null : Duration.ofSeconds(whole);
    }

    /** False when the field is absent, null or false. */
    public boolean isTrue(String field) {
        Object value = fields.get(field);
        if (value == null || value instanceof Boolean) {
            return Boolean.TRUE.equals(value);
        }
        throw unexpected(field, "true or false", value);
    }

    public @Nullable Instant instant(String field) {
        String text = text(field);
        if (text == null) {
            return null;
        }
        try {
            return OffsetDateTime.parse(text, TIMESTAMP).toInstant();
        } catch (DateTimeException e) {
            throw unexpected(field, "a date and time", text);
        }
    }

    /** The value, which must be there. */
    public <T> T require(String field, @Nullable T value) {
        if (value == null) {
            throw new ProtocolViolationException(type + "." + field + " is missing", -1, new byte[0]);
        }
        return value;
    }

    private ProtocolViolationException unexpected(String field, String expected, Object value) {
        return new ProtocolViolationException(
                type + "." + field + ": expected " + expected + ", got "
                        + value.getClass().getSimpleName(),
                -1,
                value instanceof String text
                        ? text.substring(0, Math.min(text.length(), ProtocolViolationException.MAX_BYTES_KEPT))
                                .getBytes(StandardCharsets.UTF_8)
                        : new byte[0]);
    }
}
