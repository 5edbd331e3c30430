/** The application side of Cisco's Media Routing Interface. */
@NullMarked
package io.connects.mri;

import org.jspecify.annotations.NullMarked;
