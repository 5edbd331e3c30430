package io.connects.finesse;

import io.connects.core.Secret;
import io.connects.core.TokenSource;
import java.util.Objects;

/** Who signs in to Finesse: the same for REST and for notifications. */
public sealed interface FinesseCredentials {
    /** The agent's login id, not the login name; it is part of most URLs, and in lower case of the XMPP address. */
    String loginId();

    /** A login id and its password, as in deployments without single sign-on. Five wrong passwords in a row block the user for five minutes. */
    record Password(String loginId, Secret password) implements FinesseCredentials {
        /** @throws IllegalArgumentException when the login id is empty or has a colon, which Basic authentication cannot carry */
        public Password {
            requireLoginId(loginId);
            Objects.requireNonNull(password, "password");
        }
    }

    /**
     * Single sign-on. For REST the token is a bearer token. How notifications take it is not public: it is given as the password, which is our
     * assumption.
     */
    record AccessToken(String loginId, TokenSource tokens) implements FinesseCredentials {
        /** @throws IllegalArgumentException when the login id is empty or has a colon */
        public AccessToken {
            requireLoginId(loginId);
            Objects.requireNonNull(tokens, "tokens");
        }
    }

    private static void requireLoginId(String loginId) {
        if (loginId.isEmpty() || loginId.indexOf(':') >= 0) {
            throw new IllegalArgumentException("loginId: must be neither empty nor have a colon");
        }
    }
}
