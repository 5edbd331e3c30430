package io.connects.salesforce;

import io.connects.core.Secret;
import java.net.URI;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Who asks for tokens, and by which OAuth 2.0 flow. Values are immutable, and print without their secrets.
 *
 * @see <a href="https://help.salesforce.com/s/articleView?id=xcloud.remoteaccess_oauth_flows.htm">Salesforce's description of the flows</a>
 */
public sealed interface Credentials {
    /** The consumer key of the connected app or external client app. */
    String clientId();

    /**
     * Client credentials: the app itself, as its run-as user. Works at the org's My Domain only.
     *
     * @see <a href="https://help.salesforce.com/s/articleView?id=xcloud.remoteaccess_oauth_client_credentials_flow.htm">The flow</a>
     */
    record ClientCredentials(String clientId, Secret clientSecret) implements Credentials {
        public ClientCredentials {
            required("clientId", clientId);
            Objects.requireNonNull(clientSecret, "clientSecret");
        }
    }

    /**
     * JWT bearer: a user whose app trusts the certificate of a key. Works at any login host; the user, or an administrator for him, has
     * approved the app.
     *
     * @param username of the user, not an e-mail address that only looks like it
     * @param audience whom the assertion is for; null derives it from the login host: {@code https://test.salesforce.com} for sandboxes and
     *     scratch orgs, {@code https://login.salesforce.com} for other hosts of Salesforce, and any other host itself
     * @see <a href="https://help.salesforce.com/s/articleView?id=xcloud.remoteaccess_oauth_jwt_flow.htm">The flow</a>
     */
    record JwtBearer(
            String clientId,
            String username,
            SigningKey key,
            @Nullable URI audience) implements Credentials {
        public JwtBearer {
            required("clientId", clientId);
            required("username", username);
            Objects.requireNonNull(key, "key");
        }

        /** With the audience of the login host. */
        public JwtBearer(String clientId, String username, SigningKey key) {
            this(clientId, username, key, null);
        }
    }

    /**
     * Refresh token: a user who logged in once, elsewhere. Works at any login host. Rotation is followed.
     *
     * @param clientSecret null for an app that needs none
     * @see <a href="https://help.salesforce.com/s/articleView?id=xcloud.remoteaccess_oauth_refresh_token_flow.htm">The flow</a>
     */
    record RefreshToken(String clientId, @Nullable Secret clientSecret, RefreshTokenStore store)
            implements Credentials {
        public RefreshToken {
            required("clientId", clientId);
            Objects.requireNonNull(store, "store");
        }
    }

    /**
     * Username and password. <b>Legacy:</b> blocked by default in orgs created since Summer '23 and not offered by external client apps; use another
     * flow where you can. Works at any login host. A password that was refused is not tried again, so that nobody is locked out.
     *
     * @param password with the user's security token behind it, where the org wants one
     * @see <a href="https://help.salesforce.com/s/articleView?id=xcloud.remoteaccess_oauth_username_password_flow.htm">The flow</a>
     */
    record UsernamePassword(String clientId, Secret clientSecret, String username, Secret password)
            implements Credentials {
        public UsernamePassword {
            required("clientId", clientId);
            Objects.requireNonNull(clientSecret, "clientSecret");
            required("username", username);
            Objects.requireNonNull(password, "password");
        }
    }

    private static void required(String name, String value) {
        if (value.isBlank()) {
            throw new IllegalArgumentException(name + ": is missing");
        }
    }
}
