package io.connects.mri.codec;

import io.connects.core.routing.TaskId;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A frame that is being made: a fixed part that is filled in, and what is added behind it. */
final class FrameWriter {
    private static final int TASK_WITH_TEXTS = 512;

    private byte[] bytes = new byte[TASK_WITH_TEXTS];
    private int length;

    /** @param fixedPart the frame as it is while nothing is known: header, constants, reserved fields */
    FrameWriter(byte[] fixedPart) {
        length = fixedPart.length;
        reserve(0);
        System.arraycopy(fixedPart, 0, bytes, 0, length);
    }

    int length() {
        return length;
    }

    /** @throws IllegalArgumentException naming the field when the number does not fit */
    void number(Place place, long value) {
        if (place.isAbsent()) {
            return;
        }
        if (!place.type().holds(value)) {
            throw new IllegalArgumentException(place.name() + ": " + value + " does not fit into "
                    + place.type().bytes() + " bytes");
        }
        patch(place.offset(), place.type().bytes(), (int) value);
    }

    void id(Place place, @Nullable Integer id) {
        number(place, id == null ? place.nullId() : id);
    }

    void task(Place place, TaskId task) {
        if (!place.isAbsent()) {
            patch(place.offset(), Integer.BYTES, task.day());
            patch(place.offset() + Integer.BYTES, Integer.BYTES, task.key());
            patch(place.offset() + 2 * Integer.BYTES, Integer.BYTES, task.sequence());
        }
    }

    void patch(int offset, int width, int number) {
        BigEndian.put(bytes, offset, width, number);
    }

    void append(int number, int width) {
        patch(reserve(width), width, number);
    }

    void append(byte[] text) {
        int offset = reserve(text.length);
        System.arraycopy(text, 0, bytes, offset, text.length);
    }

    /** Makes room for so many more bytes; they begin at the offset that is returned. */
    int reserve(int width) {
        int offset = length;
        length += width;
        if (length > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(length, 2 * bytes.length));
        }
        return offset;
    }

    /** The frame so far, with more bytes behind it. Another array after {@link #reserve}. */
    byte[] bytes() {
        return bytes;
    }

    byte[] toByteArray() {
        return Arrays.copyOf(bytes, length);
    }
}
