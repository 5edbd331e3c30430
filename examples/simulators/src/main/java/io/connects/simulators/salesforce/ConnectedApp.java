package io.connects.simulators.salesforce;

import java.security.PublicKey;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The org's connected app, beside its consumer key and secret: the key whose JWTs it trusts, its refresh tokens and passwords. With none of them
 * given, only client credentials log in. Thread-safe.
 */
public final class ConnectedApp {
    /** Refresh tokens that come from one login; where tokens rotate, one of them used twice ends them all. */
    private static final class Login {
        private volatile boolean revoked;
    }

    private final Map<String, Login> refreshTokens = new ConcurrentHashMap<>();
    private final Map<String, Login> spentTokens = new ConcurrentHashMap<>();
    private final Map<String, String> passwords = new ConcurrentHashMap<>();
    private volatile boolean rotating;
    private volatile @Nullable PublicKey trusted;

    ConnectedApp() {}

    /** Trusts JWTs that this key verifies, for every active user by Username. */
    public void trust(PublicKey key) {
        trusted = key;
    }

    /** Lets this user log in with a password. */
    public void password(String username, String password) {
        passwords.put(username, password);
    }

    /** Whether each refresh token works once, and brings the next. */
    public void rotateRefreshTokens(boolean rotate) {
        rotating = rotate;
    }

    /** A refresh token, as somebody gets it who logs in with a browser. */
    public String newRefreshToken() {
        return issue(new Login());
    }

    private String issue(Login login) {
        String token = "5Aep861" + UUID.randomUUID().toString().replace("-", "");
        refreshTokens.put(token, login);
        return token;
    }

    @Nullable
    PublicKey trusted() {
        return trusted;
    }

    boolean accepts(String username, String password) {
        return password.equals(passwords.get(username));
    }

    /** Uses a refresh token: the next one, an empty text when it stays, nothing when it is no good. */
    Optional<String> refresh(String token) {
        Login login = rotating ? refreshTokens.remove(token) : refreshTokens.get(token);
        if (login == null) {
            Login reused = spentTokens.get(token);
            if (reused != null) {
                reused.revoked = true;
            }
            return Optional.empty();
        }
        if (login.revoked) {
            return Optional.empty();
        }
        if (!rotating) {
            return Optional.of("");
        }
        spentTokens.put(token, login);
        return Optional.of(issue(login));
    }

    void revoke(String token) {
        refreshTokens.remove(token);
    }
}
