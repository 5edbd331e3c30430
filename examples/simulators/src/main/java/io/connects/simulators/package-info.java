/** What every simulator shares. */
@NullMarked
package io.connects.simulators;

import org.jspecify.annotations.NullMarked;
