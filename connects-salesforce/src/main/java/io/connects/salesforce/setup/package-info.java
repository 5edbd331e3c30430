/** Looks whether an org has what routing needs, and makes of it what can be made. */
@NullMarked
package io.connects.salesforce.setup;

import org.jspecify.annotations.NullMarked;
