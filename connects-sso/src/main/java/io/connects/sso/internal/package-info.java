/** Shared by the packages beside it; nothing here is for callers. */
@NullMarked
package io.connects.sso.internal;

import org.jspecify.annotations.NullMarked;
