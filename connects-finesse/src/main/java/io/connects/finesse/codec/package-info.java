/** Finesse's XML as values and back; needs no socket. One class for each kind of object. */
@NullMarked
package io.connects.finesse.codec;

import org.jspecify.annotations.NullMarked;
