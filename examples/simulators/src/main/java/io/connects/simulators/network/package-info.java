/** A faulty network between two peers. */
@NullMarked
package io.connects.simulators.network;

import org.jspecify.annotations.NullMarked;
