/** Embeds connects-sso. */
@NullMarked
package io.connects.examples.sso;

import org.jspecify.annotations.NullMarked;
