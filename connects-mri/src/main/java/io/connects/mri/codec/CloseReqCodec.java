package io.connects.mri.codec;

import io.connects.mri.message.CloseReq;
import java.util.Objects;

final class CloseReqCodec implements MessageCodec<CloseReq> {
    @Override
    public String row() {
        return "CLOSE_REQ";
    }

    @Override
    public Class<CloseReq> message() {
        return CloseReq.class;
    }

    @Override
    public void write(CloseReq message, Body body) {
        body.number(Names.INVOKE_ID, message.invokeId());
        body.number(Names.STATUS, message.status());
        body.text(Names.TEXT, message.text());
    }

    @Override
    public CloseReq read(Body body) {
        return new CloseReq(
                body.u32(Names.INVOKE_ID),
                body.u32(Names.STATUS),
                Objects.requireNonNullElse(body.text(Names.TEXT), ""));
    }

    @Override
    public Floats floats() {
        return Floats.TEXTS;
    }
}
