package io.connects.mri.codec;

import io.connects.mri.message.OpenConf;

final class OpenConfCodec implements MessageCodec<OpenConf> {
    private final Place invokeId;

    OpenConfCodec(Binding binding) {
        invokeId = binding.place(Names.INVOKE_ID);
    }

    @Override
    public OpenConf read(FrameReader in) {
        return new OpenConf(in.u32(invokeId));
    }

    @Override
    public void write(OpenConf message, FrameWriter out) {
        out.number(invokeId, message.invokeId());
    }
}
