package io.connects.mri.codec;

import io.connects.mri.message.RoutingEnabled;

/** Says nothing but that it came. */
final class RoutingEnabledCodec implements MessageCodec<RoutingEnabled> {
    @Override
    public RoutingEnabled read(FrameReader in) {
        return new RoutingEnabled();
    }

    @Override
    public void write(RoutingEnabled message, FrameWriter out) {
        // nothing to say
    }
}
