package io.connects.mri.codec;

import io.connects.mri.message.Cancel;

final class CancelCodec extends DialogueCodec<Cancel> {
    private final Place invokeId;
    private final Place requestId;

    CancelCodec(Binding binding) {
        super(binding);
        invokeId = binding.place(Names.INVOKE_ID);
        requestId = binding.place(Names.REQUEST_ID);
    }

    @Override
    public Cancel read(FrameReader in) {
        return new Cancel(dialogueId(in), sendSeqNo(in), in.u32(invokeId), in.u32(requestId));
    }

    @Override
    void writeBody(Cancel message, FrameWriter out) {
        out.number(invokeId, message.invokeId());
        out.number(requestId, message.requestId());
    }
}
