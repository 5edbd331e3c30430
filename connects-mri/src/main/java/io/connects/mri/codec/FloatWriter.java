package io.connects.mri.codec;

/** Writes floating fields: opens one, whose contents are then appended, and closes it. Immutable. */
final class FloatWriter {
    private final int tagBytes;
    private final int lengthBytes;
    private final boolean nulAtEnd;

    FloatWriter(Framing framing) {
        tagBytes = framing.floatTagBytes();
        lengthBytes = framing.floatLengthBytes();
        nulAtEnd = framing.nulAtEnd();
    }

    /** Where its contents begin. */
    int open(FrameWriter out, int tag) {
        out.append(tag, tagBytes);
        return out.reserve(lengthBytes) + lengthBytes;
    }

    /**
     * @param from what {@link #open} returned
     * @throws IllegalArgumentException naming the field when its length cannot be said
     */
    void close(FrameWriter out, int from, String field) {
        if (nulAtEnd) {
            out.append(0, 1);
        }
        int length = out.length() - from;
        if (length >= 1 << (8 * lengthBytes)) {
            throw new IllegalArgumentException(field + ": takes " + length + " bytes, more than its length can say");
        }
        out.patch(from - lengthBytes, lengthBytes, length);
    }
}
