/** Frames, connections and the event loop, on Netty. Not part of the API. */
@NullMarked
package io.connects.mri.internal.transport;

import org.jspecify.annotations.NullMarked;
