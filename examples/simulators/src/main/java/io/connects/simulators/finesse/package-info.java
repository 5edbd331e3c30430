/**
 * A pair of Finesse servers of Contact Center Enterprise or Express: the REST interface, notifications over WebSocket and BOSH, and what the
 * telephone side and the task side do to agents. It shares no code with the library that it tests.
 *
 * @see <a href="https://developer.cisco.com/docs/finesse/">Finesse developer guide</a>
 */
@NullMarked
package io.connects.simulators.finesse;

import org.jspecify.annotations.NullMarked;
