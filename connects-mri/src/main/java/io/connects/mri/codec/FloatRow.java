package io.connects.mri.codec;

/**
 * One floating field's row.
 *
 * @param tag the first of its tags
 * @param count how many tags in a row
 * @param eccTagFirst whether a 32-bit ECC tag stands before the text
 * @param maxBytes the most bytes of text
 */
record FloatRow(String name, int tag, int count, boolean eccTagFirst, int maxBytes) {
    boolean has(long otherTag) {
        return otherTag >= tag && otherTag < tag + count;
    }
}
