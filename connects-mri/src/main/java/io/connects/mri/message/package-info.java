/** The messages of the Media Routing Interface as plain values, named as the field names them. */
@NullMarked
package io.connects.mri.message;

import org.jspecify.annotations.NullMarked;
