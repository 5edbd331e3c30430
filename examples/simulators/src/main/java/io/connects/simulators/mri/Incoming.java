package io.connects.simulators.mri;

/** What a frame turned out to be. */
public sealed interface Incoming permits Message, Incoming.Unrecognised, Incoming.Malformed {

    /**
     * A type or sub-type that the dialect does not know.
     *
     * @param subtype -1 when there is none
     * @param hex the start of the frame
     */
    record Unrecognised(long type, long subtype, String hex) implements Incoming {}

    /**
     * A message whose content does not add up.
     *
     * @param offset where in the frame, in bytes from its start
     * @param hex the start of the frame
     */
    record Malformed(String message, String what, int offset, String hex) implements Incoming {}
}
