package io.connects.mri.codec;

import io.connects.mri.message.RoutingDisabled;

final class RoutingDisabledCodec implements MessageCodec<RoutingDisabled> {
    @Override
    public String row() {
        return "ROUTING_DISABLED";
    }

    @Override
    public Class<RoutingDisabled> message() {
        return RoutingDisabled.class;
    }

    @Override
    public void write(RoutingDisabled message, Body body) {
        // nothing to say
    }

    @Override
    public RoutingDisabled read(Body body) {
        return new RoutingDisabled();
    }
}
