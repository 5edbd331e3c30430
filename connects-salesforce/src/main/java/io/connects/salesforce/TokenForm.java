package io.connects.salesforce;

import io.connects.core.Secret;
import io.connects.salesforce.internal.Json;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import okhttp3.FormBody;
import org.jspecify.annotations.Nullable;

/** What is posted to {@code /services/oauth2/token} for each flow. Secrets are in the body alone. */
final class TokenForm {
    /** Salesforce takes at most three minutes; less leaves room for clocks that differ. */
    private static final Duration ASSERTION_LIFE = Duration.ofMinutes(2);

    private TokenForm() {}

    /** The form for every flow but the refresh token's. */
    static FormBody of(Credentials credentials, URI loginUri, Instant now) {
        if (credentials instanceof Credentials.JwtBearer jwt) {
            return new FormBody.Builder()
                    .add("grant_type", "urn:ietf:params:oauth:grant-type:jwt-bearer")
                    .add("assertion", assertion(jwt, loginUri, now))
                    .build();
        }
        if (credentials instanceof Credentials.UsernamePassword login) {
            return form("password", login.clientId(), login.clientSecret())
                    .add("username", login.username())
                    .add("password", login.password().reveal())
                    .build();
        }
        if (credentials instanceof Credentials.ClientCredentials app) {
            return form("client_credentials", app.clientId(), app.clientSecret())
                    .build();
        }
        throw new IllegalArgumentException("credentials: a refresh token comes from its store");
    }

    static FormBody refresh(Credentials.RefreshToken credentials, Secret token) {
        return form("refresh_token", credentials.clientId(), credentials.clientSecret())
                .add("refresh_token", token.reveal())
                .build();
    }

    private static FormBody.Builder form(String grant, String clientId, @Nullable Secret clientSecret) {
        FormBody.Builder form = new FormBody.Builder().add("grant_type", grant).add("client_id", clientId);
        return clientSecret == null ? form : form.add("client_secret", clientSecret.reveal());
    }

    /** RFC 7523 section 3, with the claims that Salesforce reads. */
    private static String assertion(Credentials.JwtBearer jwt, URI loginUri, Instant now) {
        URI audience = jwt.audience();
        var claims = new LinkedHashMap<String, Object>();
        claims.put("iss", jwt.clientId());
        claims.put("sub", jwt.username());
        claims.put("aud", audience == null ? LoginHost.audience(loginUri) : audience.toString());
        claims.put("exp", now.plus(ASSERTION_LIFE).getEpochSecond());
        String signed = base64(Json.write(Map.of("alg", "RS256"))) + "." + base64(Json.write(claims));
        return signed + "." + base64(jwt.key().sign(signed.getBytes(StandardCharsets.US_ASCII)));
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
