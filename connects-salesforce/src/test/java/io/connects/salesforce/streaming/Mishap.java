package io.connects.salesforce.streaming;

/** What can go wrong between a stream and a {@link MemoryOrg}. */
enum Mishap {
    TOKEN_REFUSED_IN_CONNECT,
    TOKEN_REFUSED_IN_HANDSHAKE,
    SESSION_KILLED,
    REPLAY_ID_EXPIRED,
    DAILY_LIMIT,
    BUSY_WITH_MISLEADING_401,
    HALF_OPEN_POLL,
    META_DISCONNECT,
    REPLY_LOST,
    DELIVERED_TWICE,
    OUTAGE
}
