/** Not part of the API. */
@NullMarked
package io.connects.salesforce.internal;

import org.jspecify.annotations.NullMarked;
