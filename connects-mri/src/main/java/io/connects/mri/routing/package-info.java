/** The routing port over an MRI session. */
@NullMarked
package io.connects.mri.routing;

import org.jspecify.annotations.NullMarked;
