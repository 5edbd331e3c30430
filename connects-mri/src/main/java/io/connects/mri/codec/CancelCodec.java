package io.connects.mri.codec;

import io.connects.mri.message.Cancel;

final class CancelCodec implements MessageCodec<Cancel> {
    @Override
    public String row() {
        return "CANCEL";
    }

    @Override
    public Class<Cancel> message() {
        return Cancel.class;
    }

    @Override
    public void write(Cancel message, Body body) {
        body.number(Names.INVOKE_ID, message.invokeId());
        body.number(Names.REQUEST_ID, message.requestId());
    }

    @Override
    public Cancel read(Body body) {
        return new Cancel(
                body.u32(Names.DIALOGUE_ID),
                body.u32(Names.SEND_SEQ_NO),
                body.u32(Names.INVOKE_ID),
                body.u32(Names.REQUEST_ID));
    }

    @Override
    public boolean dialogue() {
        return true;
    }
}
