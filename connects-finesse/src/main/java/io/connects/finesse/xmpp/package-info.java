/** Finesse's notifications: an XMPP client of one connection lifetime, over WebSocket (RFC 7395) or BOSH (XEP-0124, XEP-0206). */
@NullMarked
package io.connects.finesse.xmpp;

import org.jspecify.annotations.NullMarked;
