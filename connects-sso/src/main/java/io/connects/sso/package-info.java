/**
 * Single sign-on of Cisco contact centers: how a user signs in, and a session that keeps his tokens fresh.
 *
 * @see <a href="https://developer.cisco.com/docs/finesse/single-sign-on">Finesse developer guide: single sign-on</a>
 */
@NullMarked
package io.connects.sso;

import org.jspecify.annotations.NullMarked;
