package io.connects.sso.token;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * What a signed token of Cisco IdS says. A part that is missing is an empty text.
 *
 * <p>The layout was read from a sample that Cisco publishes; it is not described in words. The subject is a text that is JSON again.
 *
 * @param issuer the bare host name of the IdS, and no URL
 * @param id {@code jti}
 * @see <a href="https://developer.cisco.com/docs/finesse/client-integration">the sample</a>
 */
public record TokenClaims(String issuer, Instant issuedAt, Instant expiresAt, String id, Subject subject) {
    /**
     * The JSON in {@code sub}. A refresh token has neither user nor scope.
     *
     * @param usage {@code access} or {@code refresh}
     * @param tokenId the same as {@code jti}
     * @param expiresAt told in milliseconds, and about the same as {@code exp}
     * @param userId who it is about: login name or peripheral id
     * @param principal {@code upn}, user and realm
     * @param refreshId {@code rt}, the id of the refresh token that it came with
     */
    public record Subject(
            String usage,
            String tokenId,
            Instant expiresAt,
            String userId,
            String realm,
            String principal,
            String clientId,
            String idsId,
            String refreshId,
            List<String> scope,
            String version) {
        public Subject {
            scope = List.copyOf(scope);
        }
    }

    /** How long it is good from its issue on, by the IdS's own clock. */
    public Duration life() {
        return Duration.between(issuedAt, expiresAt);
    }
}
