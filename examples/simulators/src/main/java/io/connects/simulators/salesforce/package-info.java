/** A Salesforce org on loopback: OAuth, REST, Streaming API and Omni-Channel External Routing, with a ledger of what happened. */
@NullMarked
package io.connects.simulators.salesforce;

import org.jspecify.annotations.NullMarked;
