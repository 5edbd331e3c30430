package io.connects.mri.codec;

import io.connects.core.ProtocolViolationException;
import java.util.Arrays;

/** Goes through a frame, or one floating field of it, from the front to the end. */
final class FrameCursor {
    private static final long U32 = 0xFFFF_FFFFL;

    private final byte[] bytes;
    private final FrameReader frame;
    private final int end;
    private int at;

    FrameCursor(byte[] frame) {
        this(frame, 0, frame.length);
    }

    private FrameCursor(byte[] bytes, int at, int end) {
        this.bytes = bytes;
        this.frame = new FrameReader(bytes, 0, bytes.length);
        this.at = at;
        this.end = end;
    }

    int remaining() {
        return end - at;
    }

    /**
     * An unsigned number of at most 4 bytes.
     *
     * @throws ProtocolViolationException when fewer are left
     */
    long number(int width, String what) {
        frame.check(what, at, end, width);
        at += width;
        return frame.number(at - width, width) & U32;
    }

    /**
     * A cursor over the next {@code length} bytes, which this one skips.
     *
     * @throws ProtocolViolationException when fewer are left
     */
    FrameCursor part(int length, String what) {
        frame.check(what, at, end, length);
        at += length;
        return new FrameCursor(bytes, at - length, at);
    }

    /** The bytes that are left. */
    byte[] rest() {
        int from = at;
        at = end;
        return Arrays.copyOfRange(bytes, from, end);
    }

    /** What is left, as a text. */
    String text(Texts texts) {
        int from = at;
        at = end;
        return texts.read(frame, from, end);
    }
}
