/**
 * A Cisco Identity Service as a real HTTPS server: the authorization code grant with a login form, tokens in both of its formats, refresh, revocation and the
 * public key. What of its wire format Cisco has not published (paths of the token and revocation endpoints, errors) follows RFC 6749 and RFC 7009.
 */
@NullMarked
package io.connects.simulators.ids;

import org.jspecify.annotations.NullMarked;
