package io.connects.sso.token;

import io.connects.core.Secret;
import io.connects.sso.internal.Json;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Reads what a token says of itself; needs no key and verifies nothing. Never fails, whatever it is given. */
public final class TokenReader {
    /** Longer ones are not looked into. Cisco's sample has about 1,200 characters. */
    public static final int MAX_LENGTH = 16 * 1024;

    /** Instants beyond would not fit a number of milliseconds, and mean nothing: the year 2286. */
    private static final long MAX_SECONDS = 9_999_999_999L;

    private TokenReader() {}

    /** What this token is. */
    public static TokenReading read(Secret token) {
        String text = token.reveal();
        if (text.length() > MAX_LENGTH) {
            return new TokenReading.Malformed("longer than " + MAX_LENGTH + " characters");
        }
        String[] parts = text.split("\\.", -1);
        if (parts.length != 3) {
            return new TokenReading.Opaque(text.length());
        }
        Json header = json(parts[0]);
        if (header == null) {
            return new TokenReading.Malformed("the header is no JSON object");
        }
        if (header.has("crit")) {
            return new TokenReading.Malformed("the header has crit, which IdS does not use");
        }
        Json payload = json(parts[1]);
        if (payload == null) {
            return new TokenReading.Malformed("the payload is no JSON object");
        }
        Json subject = Json.of(payload.text("sub").getBytes(StandardCharsets.UTF_8));
        if (subject == null) {
            return new TokenReading.Malformed("sub is no JSON object in a text");
        }
        Instant issuedAt = seconds(payload.number("iat"));
        Instant expiresAt = seconds(payload.number("exp"));
        Instant innerExpiry = milliseconds(subject.number("expiry"));
        if (issuedAt == null || expiresAt == null || innerExpiry == null) {
            return new TokenReading.Malformed("iat, exp or expiry is no time");
        }
        if (!issuedAt.isBefore(expiresAt)) {
            return new TokenReading.Malformed("it expires before it was issued");
        }
        return new TokenReading.Signed(
                header.text("alg"),
                header.text("kid"),
                new TokenClaims(
                        payload.text("iss"), issuedAt, expiresAt, payload.text("jti"), subject(subject, innerExpiry)));
    }

    private static TokenClaims.Subject subject(Json json, Instant expiry) {
        return new TokenClaims.Subject(
                json.text("usage"),
                json.text("token"),
                expiry,
                json.text("user_id"),
                json.text("realm"),
                json.text("upn"),
                json.text("client_id"),
                json.text("ids_id"),
                json.text("rt"),
                json.texts("scope"),
                json.text("ver"));
    }

    private static @Nullable Json json(String part) {
        try {
            return Json.of(Base64.getUrlDecoder().decode(part));
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static @Nullable Instant seconds(OptionalLong value) {
        return value.isPresent() && value.getAsLong() > 0 && value.getAsLong() <= MAX_SECONDS
                ? Instant.ofEpochSecond(value.getAsLong())
                : null;
    }

    private static @Nullable Instant milliseconds(OptionalLong value) {
        return value.isPresent() && value.getAsLong() > 0 && value.getAsLong() / 1000 <= MAX_SECONDS
                ? Instant.ofEpochMilli(value.getAsLong())
                : null;
    }
}
