/** A Salesforce client: OAuth, REST and Streaming. */
@NullMarked
package io.connects.salesforce;

import org.jspecify.annotations.NullMarked;
