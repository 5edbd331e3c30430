package io.connects.mri.message;

/** ROUTING_ENABLED: the central controller takes tasks; those sent before it last went away are gone. */
public record RoutingEnabled() implements MriMessage {}
