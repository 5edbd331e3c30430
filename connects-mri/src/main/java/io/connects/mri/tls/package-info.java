/** TLS for a session: where keys and certificates come from, and when they expire. */
@NullMarked
package io.connects.mri.tls;

import org.jspecify.annotations.NullMarked;
