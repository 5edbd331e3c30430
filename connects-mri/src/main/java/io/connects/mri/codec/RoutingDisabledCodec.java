package io.connects.mri.codec;

import io.connects.mri.message.RoutingDisabled;

/** Says nothing but that it came. */
final class RoutingDisabledCodec implements MessageCodec<RoutingDisabled> {
    @Override
    public RoutingDisabled read(FrameReader in) {
        return new RoutingDisabled();
    }

    @Override
    public void write(RoutingDisabled message, FrameWriter out) {
        // nothing to say
    }
}
