/** What is said on an XMPP stream, as values, as far as Finesse's notifications need it. */
@NullMarked
package io.connects.finesse.xmpp.message;

import org.jspecify.annotations.NullMarked;
