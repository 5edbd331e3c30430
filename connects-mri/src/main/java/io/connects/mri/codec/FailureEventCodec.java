package io.connects.mri.codec;

import io.connects.mri.message.FailureEvent;

final class FailureEventCodec implements MessageCodec<FailureEvent> {
    private final Place status;

    FailureEventCodec(Binding binding) {
        status = binding.place(Names.STATUS);
    }

    @Override
    public FailureEvent read(FrameReader in) {
        return new FailureEvent(in.u32(status));
    }

    @Override
    public void write(FailureEvent message, FrameWriter out) {
        out.number(status, message.status());
    }
}
