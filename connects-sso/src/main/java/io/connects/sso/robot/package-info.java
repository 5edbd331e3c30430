/** Signing in without a browser, for robots and tests whose identity provider asks with a plain form. */
@NullMarked
package io.connects.sso.robot;

import org.jspecify.annotations.NullMarked;
