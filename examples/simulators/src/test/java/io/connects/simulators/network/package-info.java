/** The proxy between sockets of the JDK. */
@NullMarked
package io.connects.simulators.network;

import org.jspecify.annotations.NullMarked;
