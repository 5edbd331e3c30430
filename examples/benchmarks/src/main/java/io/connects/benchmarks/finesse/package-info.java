/** What connects-finesse costs: notifications read, agents watched, and a move to the other node. */
@NullMarked
package io.connects.benchmarks.finesse;

import org.jspecify.annotations.NullMarked;
