package io.connects.mri.codec;

import io.connects.mri.message.Release;

final class ReleaseCodec extends DialogueCodec<Release> {
    private final Place cause;

    ReleaseCodec(Binding binding) {
        super(binding);
        cause = binding.place(Names.CAUSE);
    }

    @Override
    public Release read(FrameReader in) {
        return new Release(dialogueId(in), sendSeqNo(in), in.u32(cause));
    }

    @Override
    void writeBody(Release message, FrameWriter out) {
        out.number(cause, message.cause());
    }
}
