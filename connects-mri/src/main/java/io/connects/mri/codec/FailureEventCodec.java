package io.connects.mri.codec;

import io.connects.mri.message.FailureEvent;

final class FailureEventCodec implements MessageCodec<FailureEvent> {
    @Override
    public String row() {
        return "FAILURE_EVENT";
    }

    @Override
    public Class<FailureEvent> message() {
        return FailureEvent.class;
    }

    @Override
    public void write(FailureEvent message, Body body) {
        body.number(Names.STATUS, message.status());
    }

    @Override
    public FailureEvent read(Body body) {
        return new FailureEvent(body.u32(Names.STATUS));
    }
}
