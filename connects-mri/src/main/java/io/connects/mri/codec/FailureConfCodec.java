package io.connects.mri.codec;

import io.connects.mri.message.FailureConf;

final class FailureConfCodec implements MessageCodec<FailureConf> {
    private final Place invokeId;
    private final Place status;

    FailureConfCodec(Binding binding) {
        invokeId = binding.place(Names.INVOKE_ID);
        status = binding.place(Names.STATUS);
    }

    @Override
    public FailureConf read(FrameReader in) {
        return new FailureConf(in.u32(invokeId), in.u32(status));
    }

    @Override
    public void write(FailureConf message, FrameWriter out) {
        out.number(invokeId, message.invokeId());
        out.number(status, message.status());
    }
}
