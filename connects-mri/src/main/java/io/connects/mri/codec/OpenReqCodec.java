package io.connects.mri.codec;

import io.connects.mri.message.OpenReq;

final class OpenReqCodec implements MessageCodec<OpenReq> {
    private final Place invokeId;
    private final Place versionNumber;
    private final Place idleTimeout;

    OpenReqCodec(Binding binding) {
        invokeId = binding.place(Names.INVOKE_ID);
        versionNumber = binding.place(Names.VERSION_NUMBER);
        idleTimeout = binding.place(Names.IDLE_TIMEOUT);
    }

    @Override
    public OpenReq read(FrameReader in) {
        return new OpenReq(in.u32(invokeId), in.u32(versionNumber), in.u32(idleTimeout));
    }

    @Override
    public void write(OpenReq message, FrameWriter out) {
        out.number(invokeId, message.invokeId());
        out.number(versionNumber, message.versionNumber());
        out.number(idleTimeout, message.idleTimeout());
    }
}
