package io.connects.simulators.mri;

import java.nio.ByteBuffer;
import java.util.List;

/**
 * The fields of fixed size, both directions. A field that the message does not give, because only the dialect knows it, is written as no task or
 * as 0.
 */
final class FixedCodec {
    private static final List<String> TASK_ID_PARTS = List.of(".day", ".key", ".sequence");
    private static final long NO_TASK = -1;

    private FixedCodec() {}

    static void write(List<Dialect.Field> fields, Message message, long nullId, ByteBuffer to) {
        for (Dialect.Field field : fields) {
            if (field.type() == Dialect.Type.TASKID) {
                for (String part : TASK_ID_PARTS) {
                    String name = field.name() + part;
                    put(Dialect.Type.I32, message.fields().getOrDefault(name, NO_TASK), name, to);
                }
            } else {
                Long constant = field.constant();
                long value = constant == null ? message.fields().getOrDefault(field.name(), 0L) : constant;
                if ((int) value == (int) nullId) {
                    // The same bits in every width and with every sign.
                    putBits(field.type(), nullId, to);
                } else {
                    put(field.type(), value, field.name(), to);
                }
            }
        }
    }

    private static void put(Dialect.Type type, long value, String name, ByteBuffer to) {
        if (value < type.least || value > type.most) {
            throw new IllegalArgumentException(
                    name + ": must be from " + type.least + " to " + type.most + ", was " + value);
        }
        putBits(type, value, to);
    }

    private static void putBits(Dialect.Type type, long value, ByteBuffer to) {
        switch (type.bytes) {
            case 1 -> to.put((byte) value);
            case 2 -> to.putShort((short) value);
            default -> to.putInt((int) value);
        }
    }

    /** Reads the fields into the message; false when the bytes end before the fields do. */
    static boolean read(List<Dialect.Field> fields, ByteBuffer from, Message.Builder message) {
        for (Dialect.Field field : fields) {
            if (from.remaining() < field.type().bytes) {
                return false;
            }
            if (field.type() == Dialect.Type.TASKID) {
                TASK_ID_PARTS.forEach(part -> message.with(field.name() + part, from.getInt()));
            } else {
                long value = get(field.type(), from);
                if (field.constant() == null) {
                    message.with(field.name(), value);
                }
            }
        }
        return true;
    }

    private static long get(Dialect.Type type, ByteBuffer from) {
        return switch (type) {
            case U8 -> Byte.toUnsignedLong(from.get());
            case U16 -> Short.toUnsignedLong(from.getShort());
            case U32 -> Integer.toUnsignedLong(from.getInt());
            case I32, TASKID -> from.getInt();
        };
    }
}
