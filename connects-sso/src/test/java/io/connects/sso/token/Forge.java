package io.connects.sso.token;

import io.connects.core.Secret;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Makes tokens as IdS does, and as somebody would who wants to be taken for IdS. */
final class Forge {
    static final Instant NOW = Instant.parse("2026-11-28T00:00:00Z");
    static final KeyPair IDS = pair(2048);
    static final KeyPair NEXT = pair(2048);
    static final KeyPair STRANGER = pair(2048);

    private String header = "{\"cty\":\"JWT\",\"alg\":\"RS256\"}";
    private String issuer = "ids-a.example.com";
    private Instant issuedAt = NOW;
    private Instant expiresAt = NOW.plus(Duration.ofMinutes(5));
    private Instant innerExpiry = expiresAt;
    private String id = "0f9d-id";
    private String tokenId = id;
    private String usage = "access";
    private String user = "jdoe";
    private String moreInner = "";
    private String moreOuter = "";

    static KeyPair pair(int bits) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(bits);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    static VerificationKey key(KeyPair pair) {
        return new VerificationKey("", (RSAPublicKey) pair.getPublic());
    }

    Forge header(String value) {
        header = value;
        return this;
    }

    Forge issuer(String value) {
        issuer = value;
        return this;
    }

    Forge times(Instant from, Instant until) {
        issuedAt = from;
        expiresAt = until;
        innerExpiry = until;
        return this;
    }

    Forge innerExpiry(Instant value) {
        innerExpiry = value;
        return this;
    }

    Forge ids(String outer, String inner) {
        id = outer;
        tokenId = inner;
        return this;
    }

    Forge usage(String value) {
        usage = value;
        return this;
    }

    Forge user(String value) {
        user = value;
        return this;
    }

    Forge moreInner(String json) {
        moreInner = json;
        return this;
    }

    Forge moreOuter(String json) {
        moreOuter = json;
        return this;
    }

    private String payload() {
        String about = usage.equals("refresh")
                ? ""
                : "\"scope\":[\"ccc_onprem_apps\"],\"rt\":\"rt-id\",\"user_id\":\"" + user
                        + "\",\"realm\":\"example.com\",\"upn\":\"jdoe@example.com\",";
        String subject =
                "{" + about + "\"ids_id\":\"ids\",\"client_id\":\"c1ient\",\"token\":\"" + tokenId + "\",\"expiry\":"
                        + innerExpiry.toEpochMilli() + ",\"usage\":\"" + usage + "\",\"ver\":\"1.0\"" + moreInner + "}";
        return "{\"iss\":\"" + issuer + "\",\"exp\":" + expiresAt.getEpochSecond() + ",\"iat\":"
                + issuedAt.getEpochSecond() + ",\"jti\":\"" + id + "\",\"sub\":\"" + subject.replace("\"", "\\\"")
                + "\""
                + moreOuter + "}";
    }

    String unsigned() {
        return base64(header) + "." + base64(payload());
    }

    Secret signedBy(KeyPair pair) {
        return Secret.of(unsigned() + "." + signature("SHA256withRSA", pair.getPrivate(), unsigned()));
    }

    Secret signedBy(KeyPair pair, String algorithm) {
        return Secret.of(unsigned() + "." + signature(algorithm, pair.getPrivate(), unsigned()));
    }

    /** As if the public key, which everybody knows, were a password. */
    Secret signedWithPublicKey(KeyPair pair) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(pair.getPublic().getEncoded(), "HmacSHA256"));
            return Secret.of(unsigned() + "."
                    + Base64.getUrlEncoder()
                            .withoutPadding()
                            .encodeToString(mac.doFinal(unsigned().getBytes(StandardCharsets.US_ASCII))));
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private static String signature(String algorithm, PrivateKey key, String text) {
        try {
            Signature signature = Signature.getInstance(algorithm);
            signature.initSign(key);
            signature.update(text.getBytes(StandardCharsets.US_ASCII));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    static String base64(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
