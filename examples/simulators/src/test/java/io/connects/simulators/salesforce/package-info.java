/** The org is tested with clients of others: java.net.http for REST, CometD's own for streaming. */
@NullMarked
package io.connects.simulators.salesforce;

import org.jspecify.annotations.NullMarked;
