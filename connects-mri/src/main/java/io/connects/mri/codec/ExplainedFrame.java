package io.connects.mri.codec;

import io.connects.mri.codec.DialectText.Row;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One frame, field by field. The fields cover every byte once and in order.
 *
 * @param message the key of the message's row, such as {@code NEW_TASK}; null when no row has its number
 * @param row the message's row; null without one
 * @param fault why the frame is not what the row says, as a reader would refuse it; null when it is
 */
public record ExplainedFrame(
        @Nullable String message,
        @Nullable Row row,
        List<Field> fields,
        @Nullable String fault) {
    public ExplainedFrame {
        fields = List.copyOf(fields);
    }

    /** What a field is. */
    public enum Kind {
        /** An unsigned number, in decimal. */
        NUMBER,
        /** A task id, as {@code day:key:sequence}. */
        TASK_ID,
        /** The head of a floating field, {@code tag:length}. */
        FLOAT_HEAD,
        /** A text that the protocol itself needs: a script selector, a label, the name of a variable. */
        TEXT,
        /** A text of a task, which may name people: a call variable, an ECC value, an application string. */
        TASK_TEXT,
        /** What the dialect does not explain, in hex. */
        UNEXPLAINED
    }

    /**
     * Some bytes of the frame.
     *
     * @param offset from the start of the frame, in bytes
     * @param name as in the dialect file; {@code ECC name} for an ECC value, {@code CallVariable3} for one of a run
     * @param value whole, never masked
     * @param row what explains the field; null when nothing does
     */
    public record Field(
            int offset,
            int length,
            String name,
            Kind kind,
            String value,
            @Nullable Row row) {}

    /** Whether every byte is explained. */
    public boolean explained() {
        return message != null && fault == null && fields.stream().noneMatch(field -> field.kind() == Kind.UNEXPLAINED);
    }

    /** The first field of this name. */
    public Optional<Field> field(String name) {
        return fields.stream().filter(field -> field.name().equals(name)).findFirst();
    }

    /** The first number of this name, or -1. */
    public long number(String name) {
        return field(name)
                .filter(field -> field.kind() == Kind.NUMBER)
                .map(field -> Long.parseLong(field.value()))
                .orElse(-1L);
    }
}
