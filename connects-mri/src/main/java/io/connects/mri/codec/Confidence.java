package io.connects.mri.codec;

/** How far a row of a dialect file may be trusted. */
public enum Confidence {
    /** Printed in a public source. */
    EXACT,
    /** Public, but incomplete or indirect; or seen at a site. */
    PARTIAL,
    /** Taken over from the protocol family (GED-125, GED-188). */
    INFERRED,
    /** No evidence at all: a number that had to be chosen. */
    PLACEHOLDER,
    /** Not known: the value starts with {@code ?}. Such a file can explain and learn, and makes no dialect to speak. */
    OPEN
}
