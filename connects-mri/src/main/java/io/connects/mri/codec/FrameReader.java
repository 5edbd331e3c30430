package io.connects.mri.codec;

import io.connects.core.ProtocolViolationException;
import io.connects.core.routing.TaskId;
import java.nio.charset.Charset;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** One whole frame within an array. Offsets count from the start of the frame. */
final class FrameReader {
    private static final long U32 = 0xFFFF_FFFFL;

    private final byte[] bytes;
    private final int start;
    private final int length;

    FrameReader(byte[] bytes, int start, int length) {
        this.bytes = bytes;
        this.start = start;
        this.length = length;
    }

    int length() {
        return length;
    }

    /** An unsigned number of 1 or 2 bytes, or the 4 bytes of a number of either kind. */
    int number(int offset, int width) {
        return BigEndian.get(bytes, start + offset, width);
    }

    /** The number as unsigned; 0 when the dialect leaves it out. */
    long u32(Place place) {
        return i32(place) & U32;
    }

    /** The number as signed where it has 4 bytes; 0 when the dialect leaves it out. */
    int i32(Place place) {
        return place.isAbsent() ? 0 : number(place.offset(), place.width());
    }

    /** The id, or null when it is the null id or the dialect leaves it out. */
    @Nullable
    Integer id(Place place) {
        if (place.isAbsent()) {
            return null;
        }
        int id = i32(place);
        return (id & U32) == place.nullId() ? null : Integer.valueOf(id);
    }

    /** The task; {@link TaskId#NONE} when the dialect leaves it out. */
    TaskId task(Place place) {
        if (place.isAbsent()) {
            return TaskId.NONE;
        }
        int day = number(place.offset(), Integer.BYTES);
        int key = number(place.offset() + Integer.BYTES, Integer.BYTES);
        int sequence = number(place.offset() + 2 * Integer.BYTES, Integer.BYTES);
        return (day & key & sequence) == -1 ? TaskId.NONE : new TaskId(day, key, sequence);
    }

    String text(int from, int to, Charset charset) {
        return new String(bytes, start + from, to - from, charset);
    }

    /** Where the first byte of this value is, or {@code to} when there is none. */
    int find(byte value, int from, int to) {
        int at = from;
        while (at < to && bytes[start + at] != value) {
            at++;
        }
        return at;
    }

    /** The end of a text without the NULs at its end. */
    int withoutNuls(int from, int to) {
        int end = to;
        while (end > from && bytes[start + end - 1] == 0) {
            end--;
        }
        return end;
    }

    byte[] toByteArray() {
        return Arrays.copyOfRange(bytes, start, start + length);
    }

    /** @throws ProtocolViolationException when the frame, or the floating field that ends here, is cut short */
    void check(String what, int offset, int end, int width) {
        if (end - offset < width) {
            throw cutShort(what, offset, end, width);
        }
    }

    ProtocolViolationException cutShort(String what, int offset, int end, int width) {
        return new ProtocolViolationException(
                what + ": " + (end - offset) + " bytes are left where " + width + " are needed, at offset " + offset,
                offset,
                toByteArray());
    }
}
