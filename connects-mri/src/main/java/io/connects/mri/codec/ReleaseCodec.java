package io.connects.mri.codec;

import io.connects.mri.message.Release;

final class ReleaseCodec implements MessageCodec<Release> {
    @Override
    public String row() {
        return "RELEASE";
    }

    @Override
    public Class<Release> message() {
        return Release.class;
    }

    @Override
    public void write(Release message, Body body) {
        body.number(Names.CAUSE, message.cause());
    }

    @Override
    public Release read(Body body) {
        return new Release(body.u32(Names.DIALOGUE_ID), body.u32(Names.SEND_SEQ_NO), body.u32(Names.CAUSE));
    }

    @Override
    public boolean dialogue() {
        return true;
    }
}
