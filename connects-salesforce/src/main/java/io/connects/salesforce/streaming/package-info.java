/** Events of an org over the Streaming API: a CometD client that never goes silent and loses nothing that can be replayed. */
@NullMarked
package io.connects.salesforce.streaming;

import org.jspecify.annotations.NullMarked;
