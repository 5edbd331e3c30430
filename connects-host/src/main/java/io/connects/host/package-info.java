/** The runnable routing adapter. */
@NullMarked
package io.connects.host;

import org.jspecify.annotations.NullMarked;
