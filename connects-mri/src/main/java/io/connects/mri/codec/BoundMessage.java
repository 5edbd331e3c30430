package io.connects.mri.codec;

import io.connects.mri.message.MriMessage;

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

    /** The frame, but for its length. */
    FrameWriter write(MriMessage message) {
        M own = row.message().cast(message);
        FrameWriter out = binding.writer(codec.room(own));
        codec.write(own, out);
        return out;
    }
}
