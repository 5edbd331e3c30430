/** Tokens of Cisco IdS from the inside: read, explained and checked, without a socket. */
@NullMarked
package io.connects.sso.token;

import org.jspecify.annotations.NullMarked;
