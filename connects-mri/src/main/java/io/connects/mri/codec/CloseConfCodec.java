package io.connects.mri.codec;

import io.connects.mri.message.CloseConf;

final class CloseConfCodec implements MessageCodec<CloseConf> {
    private final Place invokeId;

    CloseConfCodec(Binding binding) {
        invokeId = binding.place(Names.INVOKE_ID);
    }

    @Override
    public CloseConf read(FrameReader in) {
        return new CloseConf(in.u32(invokeId));
    }

    @Override
    public void write(CloseConf message, FrameWriter out) {
        out.number(invokeId, message.invokeId());
    }
}
