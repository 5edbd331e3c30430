package io.connects.mri.codec;

import io.connects.core.routing.TaskId;
import java.util.List;

/** The fields of fixed width, in the dialect's order. */
final class FixedPart {
    private FixedPart() {}

    static void write(List<Field> fields, Body body, FrameWriter out) {
        for (Field field : fields) {
            if (field.type() == FieldType.TASKID) {
                TaskId task = body.task(field.name());
                out.number(task.day(), Integer.BYTES);
                out.number(task.key(), Integer.BYTES);
                out.number(task.sequence(), Integer.BYTES);
            } else {
                Long constant = field.constant();
                long value = constant == null ? body.number(field.name()) : constant;
                if (!field.type().holds(value)) {
                    throw new IllegalArgumentException(field.name() + ": " + value + " does not fit into "
                            + field.type().bytes() + " bytes");
                }
                out.number(value, field.type().bytes());
            }
        }
    }

    static void read(List<Field> fields, FrameReader in, Body body) {
        for (Field field : fields) {
            if (field.type() == FieldType.TASKID) {
                body.task(field.name(), new TaskId(i32(in, field), i32(in, field), i32(in, field)));
            } else {
                long value = in.number(field.type().bytes(), field.name());
                if (field.constant() == null) {
                    body.number(field.name(), value);
                }
            }
        }
    }

    private static int i32(FrameReader in, Field field) {
        return (int) in.number(Integer.BYTES, field.name());
    }
}
