package io.connects.mri.codec;

import io.connects.mri.message.CloseConf;

final class CloseConfCodec implements MessageCodec<CloseConf> {
    @Override
    public String row() {
        return "CLOSE_CONF";
    }

    @Override
    public Class<CloseConf> message() {
        return CloseConf.class;
    }

    @Override
    public void write(CloseConf message, Body body) {
        body.number(Names.INVOKE_ID, message.invokeId());
    }

    @Override
    public CloseConf read(Body body) {
        return new CloseConf(body.u32(Names.INVOKE_ID));
    }
}
