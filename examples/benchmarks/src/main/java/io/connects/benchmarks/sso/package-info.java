/** What tokens of single sign-on cost. */
@NullMarked
package io.connects.benchmarks.sso;

import org.jspecify.annotations.NullMarked;
