package io.connects.mri.codec;

import io.connects.mri.message.OpenReq;

final class OpenReqCodec implements MessageCodec<OpenReq> {
    @Override
    public String row() {
        return "OPEN_REQ";
    }

    @Override
    public Class<OpenReq> message() {
        return OpenReq.class;
    }

    @Override
    public void write(OpenReq message, Body body) {
        body.number(Names.INVOKE_ID, message.invokeId());
        body.number(Names.VERSION_NUMBER, message.versionNumber());
        body.number(Names.IDLE_TIMEOUT, message.idleTimeout());
    }

    @Override
    public OpenReq read(Body body) {
        return new OpenReq(body.u32(Names.INVOKE_ID), body.u32(Names.VERSION_NUMBER), body.u32(Names.IDLE_TIMEOUT));
    }
}
