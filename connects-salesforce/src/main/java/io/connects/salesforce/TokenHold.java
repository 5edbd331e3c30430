package io.connects.salesforce;

import io.connects.core.Backoff;
import io.connects.core.ConnectsException;
import io.connects.core.NotAuthorisedException;
import io.connects.core.PeerRefusedException;
import io.connects.core.Secret;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a refusal of Salesforce, so that it is not asked for the same again and again: after a time that doubles, with a refresh token
 * that is no longer good only once another one is there, with a password never. Also spaces out the tokens that are thrown away without ever having been accepted. Thread-safe.
 */
final class TokenHold {
    private final Backoff slowly;
    private final LongSupplier nanos;
    private final boolean forGood;
    private @Nullable ConnectsException refusal;
    private @Nullable Secret refused;
    private int refusals;
    private long askAgainAt;
    private int unaccepted;
    private long dropAgainAt;
    private boolean accepted = true;

    /** @param forGood whether what was refused once is never tried again */
    TokenHold(Backoff slowly, LongSupplier nanos, boolean forGood) {
        this.slowly = slowly;
        this.nanos = nanos;
        this.forGood = forGood;
        this.dropAgainAt = nanos.getAsLong();
    }

    /** The refusal that stands, in a new exception with the same words; null when Salesforce may be asked. */
    synchronized @Nullable ConnectsException standing() {
        ConnectsException first = refusal;
        if (first == null || (!forGood(first) && nanos.getAsLong() - askAgainAt >= 0)) {
            return null;
        }
        return repeated(first);
    }

    /** The same for one refresh token: a refused one stays refused. */
    synchronized @Nullable ConnectsException standing(Secret refreshToken) {
        ConnectsException first = refusal;
        if (first == null || !refreshToken.equals(refused)) {
            return null;
        }
        pause();
        return repeated(first);
    }

    private boolean forGood(ConnectsException first) {
        return forGood && first instanceof NotAuthorisedException;
    }

    private static ConnectsException repeated(ConnectsException first) {
        return first instanceof PeerRefusedException said
                ? new PeerRefusedException("the token request", said.code(), said.text(), said.retryable())
                : new NotAuthorisedException(String.valueOf(first.getMessage()), first);
    }

    /**
     * Salesforce said no, and will say it again if it is asked at once.
     *
     * @param refreshToken what it refused, where it was one and not the app or the user
     */
    synchronized void refused(ConnectsException said, @Nullable Secret refreshToken) {
        refusal = said;
        refused = said instanceof NotAuthorisedException ? refreshToken : null;
        pause();
    }

    private void pause() {
        refusals++;
        askAgainAt = nanos.getAsLong() + slowly.ceiling(refusals).toNanos();
    }

    /** Salesforce issued a token. */
    synchronized void issued() {
        refusal = null;
        refused = null;
        refusals = 0;
    }

    /** The token in use was good for a request. */
    synchronized void accepted() {
        accepted = true;
    }

    /** Whether a token that was rejected may be thrown away now. One that was good once may; of those that never were, one at a time that doubles. */
    synchronized boolean mayDrop() {
        long now = nanos.getAsLong();
        if (accepted) {
            accepted = false;
            unaccepted = 0;
            dropAgainAt = now;
            return true;
        }
        if (now - dropAgainAt < 0) {
            return false;
        }
        // Hours without a word are as good as an acceptance: streaming says nothing of tokens that work.
        unaccepted = now - dropAgainAt > slowly.most().toNanos() ? 1 : unaccepted + 1;
        dropAgainAt = now + slowly.ceiling(unaccepted).toNanos();
        return true;
    }
}
