/** Bytes to messages and back, needing no socket, with every number, width and string rule read from a dialect file. */
@NullMarked
package io.connects.mri.codec;

import org.jspecify.annotations.NullMarked;
