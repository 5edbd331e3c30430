package io.connects.mri.message;

/** ROUTING_DISABLED: the central controller is out of reach; tasks that were waiting are gone and new ones fail. */
public record RoutingDisabled() implements MriMessage {}
