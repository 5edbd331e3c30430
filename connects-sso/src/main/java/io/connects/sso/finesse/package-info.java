/** The token service of a Finesse node, which is the documented way to a token for desktops that are not Cisco's. */
@NullMarked
package io.connects.sso.finesse;

import org.jspecify.annotations.NullMarked;
