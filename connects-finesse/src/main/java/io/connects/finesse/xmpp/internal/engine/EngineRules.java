package io.connects.finesse.xmpp.internal.engine;

import io.connects.finesse.xmpp.message.Jid;
import java.time.Duration;

/**
 * What a session goes by.
 *
 * @param jid the wanted full address
 * @param pubSubDomain where events come from and subscriptions go
 * @param connectTimeout from the start to an open transport
 * @param loginTimeout from there to connected
 * @param requestTimeout for the answer to a subscription or its end
 * @param closeTimeout for the peer's part of closing
 * @param pingInterval between pings
 * @param pingTimeout how long nothing may be heard after a ping
 * @param pingRetries how many more pings are tried then
 * @param idPrefix makes the ids of this session's requests ones that nobody else can guess
 */
public record EngineRules(
        Jid jid,
        String pubSubDomain,
        Duration connectTimeout,
        Duration loginTimeout,
        Duration requestTimeout,
        Duration closeTimeout,
        Duration pingInterval,
        Duration pingTimeout,
        int pingRetries,
        String idPrefix) {}
