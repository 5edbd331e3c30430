/** XMPP to values and back, without a socket: stanzas, the framing of RFC 7395 and the bodies of XEP-0124. */
@NullMarked
package io.connects.finesse.xmpp.codec;

import org.jspecify.annotations.NullMarked;
