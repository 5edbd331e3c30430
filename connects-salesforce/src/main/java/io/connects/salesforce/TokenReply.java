package io.connects.salesforce;

import io.connects.core.NotAuthorisedException;
import io.connects.core.PeerRefusedException;
import io.connects.core.ProtocolViolationException;
import io.connects.core.Secret;
import io.connects.core.http.HttpReply;
import io.connects.salesforce.internal.Json;
import java.net.URI;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What {@code /services/oauth2/token} issued.
 *
 * @param refreshToken the next one, where the app rotates them
 */
record TokenReply(AccessToken access, @Nullable Secret refreshToken) {
    private static final Pattern IDENTITY = Pattern.compile("/id/(00D[0-9A-Za-z]{12,15})/(005[0-9A-Za-z]{12,15})$");

    /**
     * Reads a reply, without a byte of it in what is thrown: it may hold tokens.
     *
     * @throws NotAuthorisedException when the server refused who asked
     * @throws PeerRefusedException when it could not or would not answer now, or was not the server that issues tokens
     * @throws ProtocolViolationException when it makes no sense
     */
    static TokenReply of(HttpReply reply, String host) {
        if (!reply.successful()) {
            SalesforceError error = SalesforceError.of(reply);
            if (!refusesWhoAsked(error)) {
                throw new PeerRefusedException(
                        "the token request",
                        error.code(),
                        error.text(),
                        error.retryClass().passes());
            }
            throw new NotAuthorisedException(
                    host + " issued no token: " + error.code() + " (" + error.text() + ")", null);
        }
        Map<String, @Nullable Object> object = object(reply);
        String token = Json.text(object.get("access_token"));
        URI instance = Urls.instance(Json.text(object.get("instance_url")));
        if (token.isEmpty() || instance == null) {
            throw unusable("lacks " + (token.isEmpty() ? "access_token" : "a usable instance_url"));
        }
        String refresh = Json.text(object.get("refresh_token"));
        Matcher identity = IDENTITY.matcher(Json.text(object.get("id")));
        boolean known = identity.find();
        return new TokenReply(
                new AccessToken(
                        Secret.of(token),
                        instance,
                        known ? id(identity.group(1)) : null,
                        known ? id(identity.group(2)) : null),
                refresh.isEmpty() ? null : Secret.of(refresh));
    }

    /**
     * Whoever refuses credentials says so with one of OAuth's statuses and codes, all of which are several words joined by underscores;
     * anything else comes from a server on the way.
     */
    private static boolean refusesWhoAsked(SalesforceError error) {
        return (error.status() == 400 || error.status() == 401 || error.status() == 403)
                && error.code().indexOf('_') > 0
                && !error.code().startsWith("HTTP_")
                && !error.retryClass().passes();
    }

    /** Whether it is what was granted, a refresh token for example, that is no longer good: RFC 6749 section 5.2. */
    static boolean refusesGrant(HttpReply reply) {
        return !reply.successful() && SalesforceError.of(reply).code().equals("invalid_grant");
    }

    private static @Nullable SalesforceId id(String text) {
        try {
            return SalesforceId.of(text);
        } catch (IllegalArgumentException e) {
            return null; // nothing depends on it but checks that say what they miss
        }
    }

    private static Map<String, @Nullable Object> object(HttpReply reply) {
        Map<String, @Nullable Object> object;
        try {
            object = Json.object(Json.of(reply));
        } catch (ProtocolViolationException e) {
            throw unusable("is not JSON");
        }
        if (object == null) {
            throw unusable("is not a JSON object");
        }
        return object;
    }

    private static ProtocolViolationException unusable(String why) {
        return new ProtocolViolationException("the token response " + why, -1, new byte[0]);
    }
}
