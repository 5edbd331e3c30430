/** A contact centre in a box. */
@NullMarked
package io.connects.sandbox;

import org.jspecify.annotations.NullMarked;
