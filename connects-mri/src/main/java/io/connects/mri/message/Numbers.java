package io.connects.mri.message;

/** The ranges of the wire's numbers. */
final class Numbers {
    private static final long U32_MAX = 0xFFFF_FFFFL;

    private Numbers() {}

    static void checkU32(String field, long value) {
        if (value < 0 || value > U32_MAX) {
            throw new IllegalArgumentException(field + ": must be 0 to " + U32_MAX + ", was " + value);
        }
    }
}
