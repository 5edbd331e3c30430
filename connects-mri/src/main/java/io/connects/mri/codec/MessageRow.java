package io.connects.mri.codec;

import io.connects.mri.message.MriMessage;
import java.util.List;
import java.util.function.Function;

/**
 * What this library knows of a message before any dialect.
 *
 * @param name the key of its row in the dialect file
 * @param dialogue whether the dialogue header comes first
 * @param floats whether floating fields may come after its fixed part; what follows is ignored otherwise
 * @param required fields that the dialect may not leave out
 * @param codec makes its codec for a dialect
 */
record MessageRow<M extends MriMessage>(
        String name,
        Class<M> message,
        boolean dialogue,
        boolean floats,
        List<String> required,
        Function<Binding, MessageCodec<M>> codec) {
    /** The same, with floating fields. */
    MessageRow<M> withFloats() {
        return new MessageRow<>(name, message, dialogue, true, required, codec);
    }
}
