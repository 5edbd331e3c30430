package io.connects.mri.codec;

import io.connects.mri.message.FailureConf;

final class FailureConfCodec implements MessageCodec<FailureConf> {
    @Override
    public String row() {
        return "FAILURE_CONF";
    }

    @Override
    public Class<FailureConf> message() {
        return FailureConf.class;
    }

    @Override
    public void write(FailureConf message, Body body) {
        body.number(Names.INVOKE_ID, message.invokeId());
        body.number(Names.STATUS, message.status());
    }

    @Override
    public FailureConf read(Body body) {
        return new FailureConf(body.u32(Names.INVOKE_ID), body.u32(Names.STATUS));
    }
}
