/** The rules by which free text becomes what Cisco can carry. */
@NullMarked
package io.connects.core.text;

import org.jspecify.annotations.NullMarked;
