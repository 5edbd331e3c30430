/** What a session does when, without sockets, threads and clocks. */
@NullMarked
package io.connects.finesse.internal.engine;

import org.jspecify.annotations.NullMarked;
