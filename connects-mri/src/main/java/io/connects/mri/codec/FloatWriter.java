package io.connects.mri.codec;

/** Where a floating field begins: its tag, and the length of what follows. Immutable. */
final class FloatWriter {
    private final int tagBytes;
    private final int lengthBytes;
    private final int endBytes;
    private final int mostBytes;

    FloatWriter(Framing framing) {
        tagBytes = framing.floatTagBytes();
        lengthBytes = framing.floatLengthBytes();
        endBytes = framing.nulAtEnd() ? 1 : 0;
        mostBytes = (1 << (8 * lengthBytes)) - 1;
    }

    /** How many bytes a field takes besides its contents. */
    int overhead() {
        return tagBytes + lengthBytes + endBytes;
    }

    /**
     * Makes room for a whole field.
     *
     * @param field named in a failure
     * @return the offset where the contents go; the NUL behind them is there
     * @throws IllegalArgumentException when its length cannot be said
     */
    int open(FrameWriter out, int tag, int contents, String field) {
        int length = contents + endBytes;
        if (length > mostBytes) {
            throw new IllegalArgumentException(
                    field + ": takes " + length + " bytes, at most " + mostBytes + " can be said");
        }
        int at = out.reserve(tagBytes + lengthBytes + length);
        out.put(at, tagBytes, tag);
        out.put(at + tagBytes, lengthBytes, length);
        return at + tagBytes + lengthBytes;
    }
}
