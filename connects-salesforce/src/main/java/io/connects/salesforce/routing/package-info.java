/** Typed External Routing, and the routing engine's port to Salesforce on top of it. */
@NullMarked
package io.connects.salesforce.routing;

import org.jspecify.annotations.NullMarked;
