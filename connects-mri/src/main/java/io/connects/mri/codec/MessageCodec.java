package io.connects.mri.codec;

import io.connects.mri.message.MriMessage;
import java.util.List;

/** Both directions of one message: its components by the dialect's names. Knows no number, width or order. */
interface MessageCodec<M extends MriMessage> {
    /** The key of its row in the dialect file. */
    String row();

    Class<M> message();

    void write(M message, Body body);

    M read(Body body);

    /** Whether the dialogue header comes first. */
    default boolean dialogue() {
        return false;
    }

    /** What may come after the fixed part. */
    default Floats floats() {
        return Floats.NONE;
    }

    /** Fields that the dialect may not leave out. */
    default List<String> required() {
        return List.of();
    }

    /** Whether there are floating fields; bytes after the fixed part of a message that has none are ignored. */
    enum Floats {
        NONE,
        TEXTS,
        VARIABLES
    }
}
