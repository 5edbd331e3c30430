package io.connects.simulators.salesforce;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.time.Instant;
import java.util.Base64;
import java.util.Set;

/** Checks what a client shows for a token, flow by flow. Errors are thrown with OAuth's code and Salesforce's words. */
final class Grants {
    private static final Set<String> LOGIN_SERVICES =
            Set.of("https://login.salesforce.com", "https://test.salesforce.com");
    private static final int MAX_LIFE_SECONDS = 180;

    /** What is posted to the token endpoint, by name; empty when it is not there. */
    interface Form {
        String get(String name);
    }

    private final OrgOptions options;
    private final OrgCore core;
    private final ConnectedApp app;
    private final ObjectMapper json = new ObjectMapper();

    Grants(OrgOptions options, OrgCore core, ConnectedApp app) {
        this.options = options;
        this.core = core;
        this.app = app;
    }

    /**
     * Whether the client may have a token.
     *
     * @param host where it asked, which it may name as the audience
     * @return the next refresh token; empty when there is none
     */
    String check(Form form, String host) {
        switch (form.get("grant_type")) {
            case "client_credentials" -> client(form, true);
            case "urn:ietf:params:oauth:grant-type:jwt-bearer" -> assertion(form.get("assertion"), host);
            case "refresh_token" -> {
                client(form, !form.get("client_secret").isEmpty());
                return app.refresh(form.get("refresh_token"))
                        .orElseThrow(() -> new SalesforceError(400, "invalid_grant", "expired access/refresh token"));
            }
            case "password" -> {
                client(form, true);
                if (!app.accepts(form.get("username"), form.get("password"))) {
                    throw new SalesforceError(400, "invalid_grant", "authentication failure");
                }
            }
            default -> throw new SalesforceError(400, "unsupported_grant_type", "grant type not supported");
        }
        return "";
    }

    private void client(Form form, boolean withSecret) {
        if (!form.get("client_id").equals(options.clientId())) {
            throw new SalesforceError(400, "invalid_client_id", "client identifier invalid");
        }
        if (withSecret && !form.get("client_secret").equals(options.clientSecret())) {
            throw new SalesforceError(400, "invalid_client", "invalid client credentials");
        }
    }

    private void assertion(String assertion, String host) {
        String[] parts = assertion.split("\\.", -1);
        PublicKey key = app.trusted();
        if (parts.length != 3 || key == null || !verified(key, parts)) {
            throw new SalesforceError(400, "invalid_grant", "invalid assertion");
        }
        JsonNode claims = decoded(parts[1]);
        if (!decoded(parts[0]).path("alg").asText().equals("RS256")) {
            throw new SalesforceError(400, "invalid_grant", "algorithm not supported");
        }
        if (!claims.path("iss").asText().equals(options.clientId())) {
            throw new SalesforceError(400, "invalid_client_id", "client identifier invalid");
        }
        String audience = claims.path("aud").asText();
        if (!audience.equals(host) && !LOGIN_SERVICES.contains(audience)) {
            throw new SalesforceError(400, "invalid_grant", "audience is invalid");
        }
        Instant expiry = Instant.ofEpochSecond(claims.path("exp").asLong());
        Instant now = options.clock().instant();
        if (expiry.isBefore(now) || expiry.isAfter(now.plusSeconds(MAX_LIFE_SECONDS))) {
            throw new SalesforceError(400, "invalid_grant", "expired authorization code");
        }
        String username = claims.path("sub").asText();
        boolean known = core.transact(tx -> tx.store().all("User").stream()
                .anyMatch(user -> user.is("IsActive") && user.refersTo("Username", username)));
        if (!known) {
            throw new SalesforceError(400, "invalid_grant", "user hasn't approved this consumer");
        }
    }

    private static boolean verified(PublicKey key, String[] parts) {
        try {
            Signature signature = Signature.getInstance("SHA256withRSA");
            signature.initVerify(key);
            signature.update((parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII));
            return signature.verify(Base64.getUrlDecoder().decode(parts[2]));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            return false;
        }
    }

    private JsonNode decoded(String part) {
        try {
            return json.readTree(Base64.getUrlDecoder().decode(part));
        } catch (IOException | IllegalArgumentException e) {
            throw new SalesforceError(400, "invalid_grant", "invalid assertion");
        }
    }
}
