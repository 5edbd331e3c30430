/** Embeds connects-finesse. */
@NullMarked
package io.connects.examples.finesse;

import org.jspecify.annotations.NullMarked;
