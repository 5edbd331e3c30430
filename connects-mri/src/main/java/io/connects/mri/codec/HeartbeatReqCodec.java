package io.connects.mri.codec;

import io.connects.mri.message.HeartbeatReq;

final class HeartbeatReqCodec implements MessageCodec<HeartbeatReq> {
    @Override
    public String row() {
        return "HEARTBEAT_REQ";
    }

    @Override
    public Class<HeartbeatReq> message() {
        return HeartbeatReq.class;
    }

    @Override
    public void write(HeartbeatReq message, Body body) {
        body.number(Names.INVOKE_ID, message.invokeId());
    }

    @Override
    public HeartbeatReq read(Body body) {
        return new HeartbeatReq(body.u32(Names.INVOKE_ID));
    }
}
