/**
 * What can be asked of Finesse, as values: where it is sent, and what tells that it has happened. Needs no socket.
 *
 * <p>Finesse answers most requests with 202, which says that they were accepted and nothing more. What became of them is told later, by a
 * notification.
 */
@NullMarked
package io.connects.finesse.request;

import org.jspecify.annotations.NullMarked;
