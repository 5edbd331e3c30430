/** The application side of a session as a pure state machine. Not part of the API. */
@NullMarked
package io.connects.mri.internal.engine;

import org.jspecify.annotations.NullMarked;
