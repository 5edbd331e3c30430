package io.connects.mri.codec;

import io.connects.mri.message.OpenConf;

final class OpenConfCodec implements MessageCodec<OpenConf> {
    @Override
    public String row() {
        return "OPEN_CONF";
    }

    @Override
    public Class<OpenConf> message() {
        return OpenConf.class;
    }

    @Override
    public void write(OpenConf message, Body body) {
        body.number(Names.INVOKE_ID, message.invokeId());
    }

    @Override
    public OpenConf read(Body body) {
        return new OpenConf(body.u32(Names.INVOKE_ID));
    }
}
