package io.connects.mri.codec;

import java.io.ByteArrayOutputStream;

/** Collects big-endian bytes. */
final class FrameWriter {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(128);

    void number(long value, int width) {
        for (int shift = 8 * (width - 1); shift >= 0; shift -= 8) {
            bytes.write((int) (value >>> shift));
        }
    }

    void bytes(byte[] value) {
        bytes.writeBytes(value);
    }

    byte[] toByteArray() {
        return bytes.toByteArray();
    }
}
