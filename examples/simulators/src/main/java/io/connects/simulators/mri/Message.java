package io.connects.simulators.mri;

import io.connects.core.routing.TaskId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * An MRI message, by the names of the dialect: one type for all messages, because the dialect alone says what they hold. Immutable.
 *
 * @param name for example {@code NEW_TASK}
 * @param fields fixed fields by name, as read in wire order, those of the dialogue header included; a {@code taskid} has three entries, {@code Name.day}, {@code
 *     Name.key} and {@code Name.sequence}
 * @param floats floating fields in wire order
 * @param surplus as hex, what follows the fields of a message that has no floating fields; empty as a rule
 */
public record Message(String name, Map<String, Long> fields, List<Floating> floats, String surplus)
        implements Incoming {
    public Message {
        Objects.requireNonNull(name, "name");
        fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
        floats = List.copyOf(floats);
        Objects.requireNonNull(surplus, "surplus");
    }

    /** A message with this name, to fill. */
    public static Builder of(String name) {
        return new Builder(name);
    }

    /**
     * The message in a line of text, as {@link #toString} writes it: the name, then {@code Field=number}, {@code Field=day:key:sequence}, {@code
     * Field="text"}, {@code ecc:name="value"} or, by registered tag, {@code ecc:#tag="value"}; {@code [index]} behind the name or tag makes it an
     * element of an array. A quote within a text has a backslash before it.
     *
     * @throws IllegalArgumentException saying what of the line was not understood
     */
    public static Message parse(String line) {
        return MessageText.read(line);
    }

    @Override
    public String toString() {
        return MessageText.of(this);
    }

    /**
     * The number in a fixed field.
     *
     * @throws IllegalArgumentException when the message has no such field
     */
    public long field(String field) {
        Long value = fields.get(field);
        if (value == null) {
            throw new IllegalArgumentException("field: " + name + " has no field " + field);
        }
        return value;
    }

    /** The number in a fixed field, or another when the dialect's message has no such field. */
    public long field(String field, long otherwise) {
        return fields.getOrDefault(field, otherwise);
    }

    /** The task id in a fixed field of type {@code taskid}. */
    public TaskId taskId(String field) {
        return new TaskId((int) field(field + ".day"), (int) field(field + ".key"), (int) field(field + ".sequence"));
    }

    /** The text of the first floating field with this name. */
    public Optional<String> text(String floatName) {
        return floats.stream()
                .filter(Floating.Text.class::isInstance)
                .map(Floating.Text.class::cast)
                .filter(text -> text.name().equals(floatName))
                .map(Floating.Text::text)
                .findFirst();
    }

    /** Fills a message. Not thread-safe. */
    public static final class Builder {
        private final String name;
        private final Map<String, Long> fields = new LinkedHashMap<>();
        private final List<Floating> floats = new ArrayList<>();
        private String surplus = "";

        private Builder(String name) {
            this.name = name;
        }

        /** Sets a fixed field. */
        public Builder with(String field, long value) {
            fields.put(field, value);
            return this;
        }

        /** Sets a fixed field of type {@code taskid}. */
        public Builder with(String field, TaskId id) {
            return with(field + ".day", id.day())
                    .with(field + ".key", id.key())
                    .with(field + ".sequence", id.sequence());
        }

        /** Adds a floating text. */
        public Builder text(String floatName, String text) {
            return add(new Floating.Text(floatName, text));
        }

        /** Adds a floating field. */
        public Builder add(Floating floating) {
            floats.add(floating);
            return this;
        }

        Builder surplus(String hex) {
            surplus = hex;
            return this;
        }

        /** The message. */
        public Message build() {
            return new Message(name, fields, floats, surplus);
        }
    }
}
