/** The pure routing engine, its four ports and the runner that joins them. */
@NullMarked
package io.connects.core.routing;

import org.jspecify.annotations.NullMarked;
