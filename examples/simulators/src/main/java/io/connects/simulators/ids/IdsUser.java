package io.connects.simulators.ids;

import io.connects.core.Secret;
import java.util.Objects;

/**
 * A person who can sign in.
 *
 * @param userId as the contact centre knows the person; the SAML attribute {@code uid}
 * @param realm where the person's account is
 * @param principal the SAML attribute {@code user_principal}, for example {@code anna@example.com}
 */
public record IdsUser(String userId, Secret password, String realm, String principal) {
    /** Checks. */
    public IdsUser {
        Objects.requireNonNull(password, "password");
        Objects.requireNonNull(realm, "realm");
        Objects.requireNonNull(principal, "principal");
        if (userId.isBlank()) {
            throw new IllegalArgumentException("userId: is missing");
        }
    }

    /** A person of the realm {@code example.test}, whose password is a fixture that guards nothing. */
    public static IdsUser of(String userId, String password) {
        return new IdsUser(userId, Secret.of(password), "example.test", userId + "@example.test");
    }
}
