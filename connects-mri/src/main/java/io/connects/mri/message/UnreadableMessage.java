package io.connects.mri.message;

import java.util.Objects;

/**
 * What a message of a dialogue says of itself although the rest of it cannot be read.
 *
 * @param name the message, as the dialect calls it
 * @param dialogueId names the dialogue
 */
public record UnreadableMessage(Class<? extends DialogueMessage> type, String name, long dialogueId) {
    public UnreadableMessage {
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(name, "name");
        Numbers.checkU32("dialogueId", dialogueId);
    }
}
