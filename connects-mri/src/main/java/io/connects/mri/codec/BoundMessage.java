package io.connects.mri.codec;

import io.connects.mri.message.DialogueMessage;
import io.connects.mri.message.MriMessage;
import io.connects.mri.message.UnreadableMessage;
import java.util.Optional;

/** One message in one dialect. Immutable. */
final class BoundMessage<M extends MriMessage> {
    private final MessageRow<M> row;
    private final Binding binding;
    private final MessageCodec<M> codec;

    BoundMessage(MessageRow<M> row, MriDialect dialect, FloatTable floats, EccTags tags) {
        this.row = row;
        binding = new Binding(row, dialect, floats, tags);
        codec = row.codec().apply(binding);
    }

    /** The key of its row in the dialect file. */
    String name() {
        return row.name();
    }

    M read(FrameReader in) {
        binding.checkFixedPart(in);
        return codec.read(in);
    }

    /** What a frame that may be cut short says of its dialogue; empty when it is of none, or cut before that. */
    Optional<UnreadableMessage> identify(FrameReader in) {
        if (!row.dialogue()) {
            return Optional.empty();
        }
        Place dialogueId = binding.place(Names.DIALOGUE_ID);
        return dialogueId.offset() + dialogueId.width() > in.length()
                ? Optional.empty()
                : Optional.of(new UnreadableMessage(
                        row.message().asSubclass(DialogueMessage.class), name(), in.u32(dialogueId)));
    }

    /** The frame, but for its length. */
    FrameWriter write(MriMessage message) {
        M own = row.message().cast(message);
        FrameWriter out = binding.writer(codec.room(own));
        codec.write(own, out);
        return out;
    }
}
