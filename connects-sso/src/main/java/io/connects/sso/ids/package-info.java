/** Cisco IdS as a client of its OAuth 2.0 server sees it: the authorization code grant, and which of two nodes is used. */
@NullMarked
package io.connects.sso.ids;

import org.jspecify.annotations.NullMarked;
