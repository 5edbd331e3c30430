package io.connects.simulators.ids;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;

/**
 * Writes tokens. Those that are signed are like the sample that Cisco publishes: the issuer is a bare host name, and {@code sub} is itself a text of JSON,
 * see <a href="https://developer.cisco.com/docs/finesse/client-integration">client integration</a>.
 */
final class TokenText {
    private static final String HEADER = "{\"cty\":\"JWT\",\"alg\":\"RS256\"}";
    private static final int OPAQUE_BYTES = 96;
    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

    private final TokenFormat format;
    private final String issuer;
    private final SigningKeys keys;
    private final SecureRandom random = new SecureRandom();

    TokenText(TokenFormat format, String issuer, SigningKeys keys) {
        this.format = format;
        this.issuer = issuer;
        this.keys = keys;
    }

    String id() {
        var bytes = new byte[16];
        random.nextBytes(bytes);
        return BASE64.encodeToString(bytes);
    }

    /** @param refreshId of the refresh token that belongs to it */
    String access(String id, String refreshId, String clientId, IdsUser user, Instant now, Duration lifetime) {
        ObjectNode subject = subject(id, clientId, "access", now.plus(lifetime))
                .put("rt", refreshId)
                .put("user_id", user.userId())
                .put("realm", user.realm())
                .put("upn", user.principal());
        subject.putArray("scope").add("ccc_onprem_apps");
        return text(id, subject, now, lifetime);
    }

    String refresh(String id, String clientId, Instant now, Duration lifetime) {
        return text(id, subject(id, clientId, "refresh", now.plus(lifetime)), now, lifetime);
    }

    private ObjectNode subject(String id, String clientId, String usage, Instant end) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("ids_id", issuer)
                .put("client_id", clientId)
                .put("token", id)
                .put("expiry", end.toEpochMilli())
                .put("usage", usage)
                .put("ver", "1.0");
    }

    private String text(String id, ObjectNode subject, Instant now, Duration lifetime) {
        if (format == TokenFormat.OPAQUE) {
            var bytes = new byte[OPAQUE_BYTES];
            random.nextBytes(bytes);
            return BASE64.encodeToString(bytes);
        }
        ObjectNode payload = JsonNodeFactory.instance
                .objectNode()
                .put("iss", issuer)
                .put("exp", now.plus(lifetime).getEpochSecond())
                .put("iat", now.getEpochSecond())
                .put("jti", id)
                .put("sub", subject.toString());
        String signed = encoded(HEADER) + "." + encoded(payload.toString());
        return signed + "." + BASE64.encodeToString(keys.sign(signed.getBytes(StandardCharsets.US_ASCII)));
    }

    private static String encoded(String text) {
        return BASE64.encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
