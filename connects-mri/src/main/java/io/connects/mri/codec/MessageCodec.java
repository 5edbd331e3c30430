package io.connects.mri.codec;

import io.connects.mri.message.MriMessage;

/** Both directions of one message, its fields bound to where a dialect has them. Knows no number, width or order. Immutable. */
interface MessageCodec<M extends MriMessage> {
    /** Reads a frame whose fixed part is whole. */
    M read(FrameReader in);

    /** How many bytes its floating fields will take; a frame that begins with so much room need not grow. */
    default int room(M message) {
        return 0;
    }

    /** Fills in a frame whose fixed part is there, and adds the floating fields. */
    void write(M message, FrameWriter out);
}
