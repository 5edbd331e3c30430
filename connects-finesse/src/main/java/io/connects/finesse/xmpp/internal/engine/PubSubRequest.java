package io.connects.finesse.xmpp.internal.engine;

/**
 * What a subscriber wants.
 *
 * @param number tells it from all others of the session
 * @param subscribe or else the subscription is to end
 */
public record PubSubRequest(long number, boolean subscribe, String node) {}
