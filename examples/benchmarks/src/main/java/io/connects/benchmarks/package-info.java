/** What the libraries cost, as commands: {@code ./connects bench} lists them. */
@NullMarked
package io.connects.benchmarks;

import org.jspecify.annotations.NullMarked;
