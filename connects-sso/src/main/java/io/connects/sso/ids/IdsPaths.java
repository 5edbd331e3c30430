package io.connects.sso.ids;

/**
 * Where on an IdS node things are. Public are the path for authorization (from sample code) and that of the key (from Cisco's page on validation); the
 * paths of tokens and of revocation are not, and the defaults for them are <b>our assumption</b>: look at your own system and set what differs.
 *
 * @param authorize public
 * @param token assumed
 * @param revoke assumed, and also that there is one, which takes RFC 7009
 * @param publicKey public, from release 12.6(2) on
 * @see <a href="https://developer.cisco.com/docs/finesse/client-side-token-validation">Finesse developer guide: client-side token validation</a>
 */
public record IdsPaths(String authorize, String token, String revoke, String publicKey) {
    /** The paths as far as they are known, and assumed where they are not. */
    public static final IdsPaths DEFAULT = new IdsPaths(
            "/ids/v1/oauth/authorize", "/ids/v1/oauth/token", "/ids/v1/oauth/revoke", "/ids/v1/keys/token/public");

    /** @throws IllegalArgumentException naming the path that does not begin with a slash, or has a query */
    public IdsPaths {
        check("authorize", authorize);
        check("token", token);
        check("revoke", revoke);
        check("publicKey", publicKey);
    }

    private static void check(String name, String path) {
        if (!path.startsWith("/") || path.indexOf('?') >= 0 || path.indexOf('#') >= 0) {
            throw new IllegalArgumentException("paths." + name + ": must begin with / and have no query, was " + path);
        }
    }
}
