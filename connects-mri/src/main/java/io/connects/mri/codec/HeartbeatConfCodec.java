package io.connects.mri.codec;

import io.connects.mri.message.HeartbeatConf;

final class HeartbeatConfCodec implements MessageCodec<HeartbeatConf> {
    private final Place invokeId;

    HeartbeatConfCodec(Binding binding) {
        invokeId = binding.place(Names.INVOKE_ID);
    }

    @Override
    public HeartbeatConf read(FrameReader in) {
        return new HeartbeatConf(in.u32(invokeId));
    }

    @Override
    public void write(HeartbeatConf message, FrameWriter out) {
        out.number(invokeId, message.invokeId());
    }
}
