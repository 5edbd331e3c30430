/**
 * What Finesse tells and is told, as values. Names follow Finesse's. What a value does not name is kept in its {@code others}. All are immutable.
 *
 * @see <a href="https://developer.cisco.com/docs/finesse/">Finesse developer guide</a>
 */
@NullMarked
package io.connects.finesse.message;

import org.jspecify.annotations.NullMarked;
