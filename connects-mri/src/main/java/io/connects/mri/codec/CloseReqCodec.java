package io.connects.mri.codec;

import io.connects.mri.message.CloseReq;

final class CloseReqCodec implements MessageCodec<CloseReq> {
    private final Place invokeId;
    private final Place status;
    private final FloatPart floats;

    CloseReqCodec(Binding binding) {
        invokeId = binding.place(Names.INVOKE_ID);
        status = binding.place(Names.STATUS);
        floats = binding.floats();
    }

    @Override
    public CloseReq read(FrameReader in) {
        return new CloseReq(in.u32(invokeId), in.u32(status), floats.read(in).textOrEmpty(FloatName.TEXT));
    }

    @Override
    public int room(CloseReq message) {
        return floats.room(message.text());
    }

    @Override
    public void write(CloseReq message, FrameWriter out) {
        out.number(invokeId, message.invokeId());
        out.number(status, message.status());
        floats.write(out, FloatName.TEXT, message.text());
    }
}
