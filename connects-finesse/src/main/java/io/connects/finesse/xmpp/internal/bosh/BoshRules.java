package io.connects.finesse.xmpp.internal.bosh;

import java.time.Duration;

/**
 * What a session over BOSH goes by.
 *
 * @param maxWait how long the server may keep a request; whole seconds
 * @param firstRid a random one
 */
public record BoshRules(String domain, Duration maxWait, long firstRid) {
    /** How much later than {@link #maxWait} an answer may come. */
    static final Duration GRACE = Duration.ofSeconds(10);

    /** How often a request is sent again. */
    static final int RESENDS = 2;

    /** Before it is sent again the first time; twice that the second time. */
    static final Duration RESEND_DELAY = Duration.ofMillis(500);

    /** A server that answers an empty request sooner than this, with nothing, is asked no more often than this. */
    static final Duration LEAST_POLL = Duration.ofSeconds(1);

    /** So many stanzas may wait to be sent. */
    static final int MOST_WAITING = 2000;
}
