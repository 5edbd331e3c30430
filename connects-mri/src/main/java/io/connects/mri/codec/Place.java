package io.connects.mri.codec;

/**
 * Where a component of a message lies in its frame.
 *
 * @param offset from the start of the frame
 * @param width 1, 2 or 4 bytes; 12 for a task
 * @param least the lowest number that fits; 4 bytes hold signed and unsigned numbers alike, so that a null id fits both
 * @param most the highest number that fits
 * @param nullId the number that says: none
 */
record Place(String name, int offset, int width, long least, long most, long nullId) {
    private static final int ABSENT = -1;

    static Place of(Field field, int offset, long nullId) {
        int width = field.type().bytes();
        return width < Integer.BYTES
                ? new Place(field.name(), offset, width, 0, (1L << (8 * width)) - 1, nullId)
                : new Place(field.name(), offset, width, Integer.MIN_VALUE, 0xFFFF_FFFFL, nullId);
    }

    /** The place of a component that the dialect leaves out: not written, and read as none. */
    static Place absent(String name) {
        return new Place(name, ABSENT, 0, 0, 0, 0);
    }

    boolean isAbsent() {
        return offset == ABSENT;
    }
}
