/** What Finesse has to say to the routing engine and to operators: who the agents are, what becomes of tasks, and what happens. */
@NullMarked
package io.connects.finesse.routing;

import org.jspecify.annotations.NullMarked;
