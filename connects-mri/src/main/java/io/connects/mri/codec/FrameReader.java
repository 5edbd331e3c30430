package io.connects.mri.codec;

import io.connects.core.ProtocolViolationException;
import java.util.Arrays;

/** Takes big-endian numbers and bytes from one frame, never from beyond its end. */
final class FrameReader {
    private final byte[] frame;
    private final int end;
    private int at;

    FrameReader(byte[] frame) {
        this(frame, 0, frame.length);
    }

    private FrameReader(byte[] frame, int at, int end) {
        this.frame = frame;
        this.at = at;
        this.end = end;
    }

    int remaining() {
        return end - at;
    }

    /** Whether {@code width} more bytes are there. */
    boolean has(int width) {
        return remaining() >= width;
    }

    /** An unsigned number of at most 4 bytes. */
    long number(int width, String what) {
        check(width, what);
        long value = 0;
        for (int i = 0; i < width; i++) {
            value = (value << 8) | (frame[at++] & 0xFF);
        }
        return value;
    }

    /** A reader of the next {@code length} bytes, which this one skips. */
    FrameReader part(int length, String what) {
        check(length, what);
        var part = new FrameReader(frame, at, at + length);
        at += length;
        return part;
    }

    byte[] rest() {
        byte[] rest = Arrays.copyOfRange(frame, at, end);
        at = end;
        return rest;
    }

    private void check(int width, String what) {
        if (!has(width)) {
            throw violation(what + ": " + remaining() + " bytes are left where " + width + " are needed");
        }
    }

    ProtocolViolationException violation(String message) {
        return new ProtocolViolationException(message + ", at offset " + at, at, frame);
    }
}
