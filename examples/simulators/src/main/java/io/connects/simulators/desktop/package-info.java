/** The agent's desktop: what a person does with two hands. */
@NullMarked
package io.connects.simulators.desktop;

import org.jspecify.annotations.NullMarked;
