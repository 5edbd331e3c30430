package io.connects.mri.codec;

import io.connects.core.routing.TaskId;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A frame that is being made: a fixed part that is filled in, and what is added behind it. */
final class FrameWriter {
    private byte[] bytes;
    private int length;

    /**
     * @param fixedPart the frame as it is while nothing is known: header, constants, reserved fields
     * @param room how much is expected behind it
     */
    FrameWriter(byte[] fixedPart, int room) {
        length = fixedPart.length;
        bytes = Arrays.copyOf(fixedPart, length + room);
    }

    int length() {
        return length;
    }

    /** @throws IllegalArgumentException naming the field when the number does not fit */
    void number(Place place, long value) {
        if (place.isAbsent()) {
            return;
        }
        if (value < place.least() || value > place.most()) {
            throw new IllegalArgumentException(
                    place.name() + ": " + value + " does not fit into " + place.width() + " bytes");
        }
        put(place.offset(), place.width(), (int) value);
    }

    void id(Place place, @Nullable Integer id) {
        number(place, id == null ? place.nullId() : id);
    }

    void task(Place place, TaskId task) {
        if (!place.isAbsent()) {
            put(place.offset(), Integer.BYTES, task.day());
            put(place.offset() + Integer.BYTES, Integer.BYTES, task.key());
            put(place.offset() + 2 * Integer.BYTES, Integer.BYTES, task.sequence());
        }
    }

    void put(int offset, int width, int number) {
        BigEndian.put(bytes, offset, width, number);
    }

    /** Makes room for so many more bytes; they are 0, and begin at the offset that is returned. */
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

    /** The frame; to be called last. */
    byte[] toByteArray() {
        return length == bytes.length ? bytes : Arrays.copyOf(bytes, length);
    }
}
