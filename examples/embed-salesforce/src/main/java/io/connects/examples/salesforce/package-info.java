/** Follows External Routing of an org with connects-salesforce alone. */
@NullMarked
package io.connects.examples.salesforce;

import org.jspecify.annotations.NullMarked;
