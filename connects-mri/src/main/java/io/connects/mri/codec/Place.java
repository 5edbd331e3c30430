package io.connects.mri.codec;

/**
 * Where a component of a message lies in its frame.
 *
 * @param offset from the start of the frame
 * @param nullId the number that says: none
 */
record Place(String name, FieldType type, int offset, long nullId) {
    private static final int ABSENT = -1;

    /** The place of a component that the dialect leaves out: not written, and read as none. */
    static Place absent(String name) {
        return new Place(name, FieldType.U32, ABSENT, 0);
    }

    boolean isAbsent() {
        return offset == ABSENT;
    }
}
