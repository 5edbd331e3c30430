package io.connects.mri.codec;

import io.connects.mri.message.HeartbeatReq;

final class HeartbeatReqCodec implements MessageCodec<HeartbeatReq> {
    private final Place invokeId;

    HeartbeatReqCodec(Binding binding) {
        invokeId = binding.place(Names.INVOKE_ID);
    }

    @Override
    public HeartbeatReq read(FrameReader in) {
        return new HeartbeatReq(in.u32(invokeId));
    }

    @Override
    public void write(HeartbeatReq message, FrameWriter out) {
        out.number(invokeId, message.invokeId());
    }
}
