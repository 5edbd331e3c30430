package io.connects.simulators.mri;

/** What a frame turned out to be, or that there will be no more. */
public sealed interface Incoming permits Message, Incoming.Unrecognised, Incoming.Malformed, Incoming.Ended {

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

    /** The connection ended, in good order or not, or its bytes could not be told into frames. */
    record Ended() implements Incoming {}
}
