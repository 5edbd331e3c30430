/** One XMPP session as a pure state machine: no socket, thread or clock. */
@NullMarked
package io.connects.finesse.xmpp.internal.engine;

import org.jspecify.annotations.NullMarked;
