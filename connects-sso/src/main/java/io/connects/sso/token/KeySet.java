package io.connects.sso.token;

import io.connects.sso.internal.Answers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The keys that tokens may be signed with. Asks for them when first needed, and again when a token's signature is by none of them, but seldom, whoever
 * sends such tokens. A key that is not given any more stays good for a while, so that tokens at hand outlive the regeneration of a key. Thread-safe.
 */
public final class KeySet {
    private static final Logger log = LoggerFactory.getLogger(KeySet.class);

    /** A source that failed is asked again sooner. */
    private static final Duration AFTER_FAILURE = Duration.ofSeconds(10);

    /** Keys are looked after from time to time also while they fit: what was signed with one that was given up is not to be believed for ever. */
    private static final Duration LOOK_AFTER = Duration.ofHours(1);

    private final SigningKeys source;
    private final Duration overlap;
    private final Duration between;
    private final LongSupplier nanos;
    private final List<Held> held = new ArrayList<>();
    private @Nullable CompletableFuture<List<VerificationKey>> asking;
    private @Nullable Throwable failure;
    private boolean asked;
    private long askedAt;

    /** @param until when it is forgotten; null while it is given */
    private record Held(VerificationKey key, @Nullable Long until) {}

    /**
     * @param overlap how long a key is good after it is not given any more; zero for not at all
     * @param between the shortest time between two questions, positive
     * @param nanos time that passes, as {@link System#nanoTime()} tells it
     */
    public KeySet(SigningKeys source, Duration overlap, Duration between, LongSupplier nanos) {
        if (overlap.isNegative()) {
            throw new IllegalArgumentException("overlap: must not be negative, was " + overlap);
        }
        if (between.isZero() || between.isNegative()) {
            throw new IllegalArgumentException("between: must be positive, was " + between);
        }
        this.source = source;
        this.overlap = overlap;
        this.between = between;
        this.nanos = nanos;
    }

    /** Keys at hand; asked for when there are none. Fails as the source does. */
    CompletableFuture<List<VerificationKey>> keys() {
        List<VerificationKey> good;
        boolean old;
        synchronized (this) {
            good = good();
            old = asked && nanos.getAsLong() - askedAt >= LOOK_AFTER.toNanos();
        }
        if (good.isEmpty()) {
            return newer();
        }
        if (old) {
            var unused = newer();
        }
        return CompletableFuture.completedFuture(good);
    }

    /** Keys after a signature was by none of those at hand: newly asked for, unless that was done a short while ago. */
    CompletableFuture<List<VerificationKey>> newer() {
        var answer = new CompletableFuture<List<VerificationKey>>();
        synchronized (this) {
            if (asking != null) {
                return asking.copy();
            }
            if (asked && nanos.getAsLong() - askedAt < pause().toNanos()) {
                List<VerificationKey> good = good();
                Throwable why = failure;
                return good.isEmpty() && why != null
                        ? CompletableFuture.failedFuture(why)
                        : CompletableFuture.completedFuture(good);
            }
            asking = answer;
            asked = true;
            askedAt = nanos.getAsLong();
        }
        var unused = fetched().whenComplete((keys, why) -> {
            if (why == null) {
                answer.complete(taken(keys));
            } else {
                answerFailed(answer, Answers.cause(why));
            }
        });
        return answer.copy();
    }

    private Duration pause() {
        return failure != null && AFTER_FAILURE.compareTo(between) < 0 ? AFTER_FAILURE : between;
    }

    private CompletableFuture<List<VerificationKey>> fetched() {
        try {
            return source.fetch().thenApply(keys -> {
                if (keys.isEmpty()) {
                    throw Answers.unusable("the request for keys", "has none");
                }
                return keys;
            });
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private synchronized List<VerificationKey> taken(List<VerificationKey> given) {
        long until = nanos.getAsLong() + overlap.toNanos();
        var before = good();
        held.replaceAll(old -> given.contains(old.key()) || old.until() != null ? old : new Held(old.key(), until));
        held.removeIf(old -> given.contains(old.key()));
        given.forEach(key -> held.add(new Held(key, null)));
        if (!before.isEmpty() && !before.containsAll(given)) {
            log.info("sso keys=changed given={} held={}", given.size(), held.size());
        }
        asking = null;
        failure = null;
        return good();
    }

    private void answerFailed(CompletableFuture<List<VerificationKey>> answer, Throwable why) {
        List<VerificationKey> good;
        synchronized (this) {
            asking = null;
            failure = why;
            good = good();
        }
        log.warn("sso keys=not-got held={} reason=\"{}\"", good.size(), why.toString());
        if (good.isEmpty()) {
            answer.completeExceptionally(why);
        } else {
            answer.complete(good);
        }
    }

    /** Whether what this key has signed is still believed. */
    synchronized boolean holds(VerificationKey key) {
        return good().contains(key);
    }

    private List<VerificationKey> good() {
        long now = nanos.getAsLong();
        held.removeIf(old -> old.until() != null && now - old.until() >= 0);
        return held.stream().map(Held::key).toList();
    }
}
