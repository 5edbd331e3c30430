/** XEP-0124 as a pure state machine: which request goes out when, and what the answers mean. */
@NullMarked
package io.connects.finesse.xmpp.internal.bosh;

import org.jspecify.annotations.NullMarked;
