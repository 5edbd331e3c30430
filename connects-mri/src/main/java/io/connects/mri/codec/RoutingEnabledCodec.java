package io.connects.mri.codec;

import io.connects.mri.message.RoutingEnabled;

final class RoutingEnabledCodec implements MessageCodec<RoutingEnabled> {
    @Override
    public String row() {
        return "ROUTING_ENABLED";
    }

    @Override
    public Class<RoutingEnabled> message() {
        return RoutingEnabled.class;
    }

    @Override
    public void write(RoutingEnabled message, Body body) {
        // nothing to say
    }

    @Override
    public RoutingEnabled read(Body body) {
        return new RoutingEnabled();
    }
}
