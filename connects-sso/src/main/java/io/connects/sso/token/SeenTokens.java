package io.connects.sso.token;

import io.connects.core.Secret;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Tokens that were found good, by their SHA-256 and not by themselves, until they expire or there are too many. Thread-safe. */
final class SeenTokens {
    /** @param key that has signed it */
    record Seen(TokenClaims claims, VerificationKey key) {}

    private final int most;
    /** The one that was not used for longest first. */
    private final Map<ByteBuffer, Seen> seen = new LinkedHashMap<>(16, 0.75f, true);

    /** @param most 0 for none */
    SeenTokens(int most) {
        this.most = most;
    }

    synchronized @Nullable Seen get(Secret token, Instant now) {
        if (most == 0) {
            return null; // without working out a digest
        }
        ByteBuffer digest = digest(token);
        Seen found = seen.get(digest);
        if (found != null && !now.isBefore(found.claims().expiresAt())) {
            seen.remove(digest);
            return null;
        }
        return found;
    }

    synchronized void put(Secret token, Seen good, Instant now) {
        if (most == 0 || !now.isBefore(good.claims().expiresAt())) {
            return;
        }
        seen.put(digest(token), good);
        if (seen.size() > most) {
            makeRoom(now);
        }
    }

    synchronized int size() {
        return seen.size();
    }

    private void makeRoom(Instant now) {
        seen.values().removeIf(old -> !now.isBefore(old.claims().expiresAt()));
        Iterator<Seen> oldest = seen.values().iterator();
        while (seen.size() > most) {
            oldest.next();
            oldest.remove();
        }
    }

    private static ByteBuffer digest(Secret token) {
        try {
            return ByteBuffer.wrap(
                    MessageDigest.getInstance("SHA-256").digest(token.reveal().getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java has SHA-256", e);
        }
    }
}
