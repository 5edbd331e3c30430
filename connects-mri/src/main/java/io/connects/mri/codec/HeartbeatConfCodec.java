package io.connects.mri.codec;

import io.connects.mri.message.HeartbeatConf;

final class HeartbeatConfCodec implements MessageCodec<HeartbeatConf> {
    @Override
    public String row() {
        return "HEARTBEAT_CONF";
    }

    @Override
    public Class<HeartbeatConf> message() {
        return HeartbeatConf.class;
    }

    @Override
    public void write(HeartbeatConf message, Body body) {
        body.number(Names.INVOKE_ID, message.invokeId());
    }

    @Override
    public HeartbeatConf read(Body body) {
        return new HeartbeatConf(body.u32(Names.INVOKE_ID));
    }
}
