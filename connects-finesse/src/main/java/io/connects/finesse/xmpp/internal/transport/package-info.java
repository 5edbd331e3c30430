/** Carries stanzas with OkHttp, over WebSocket or BOSH; the only place that knows it. */
@NullMarked
package io.connects.finesse.xmpp.internal.transport;

import org.jspecify.annotations.NullMarked;
