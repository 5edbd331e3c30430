/** Who is who: joins Cisco's users with Salesforce's to the agents whom the routing engine knows. */
@NullMarked
package io.connects.core.directory;

import org.jspecify.annotations.NullMarked;
