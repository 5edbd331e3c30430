/** XML as Finesse speaks it: read with limits and without DTDs, written so that text can never become markup. */
@NullMarked
package io.connects.finesse.xml;

import org.jspecify.annotations.NullMarked;
