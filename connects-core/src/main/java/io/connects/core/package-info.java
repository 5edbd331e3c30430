/** What every Connects module shares: errors, secrets, tokens, retry delays and the serial executor. */
@NullMarked
package io.connects.core;

import org.jspecify.annotations.NullMarked;
