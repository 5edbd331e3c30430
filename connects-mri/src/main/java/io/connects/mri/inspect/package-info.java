/**
 * Finding out what a site speaks: captures of MRI traffic, their frames explained row by row, and proposals for the rows that a dialect file does
 * not know. Needs no socket and no native library.
 */
@NullMarked
package io.connects.mri.inspect;

import org.jspecify.annotations.NullMarked;
