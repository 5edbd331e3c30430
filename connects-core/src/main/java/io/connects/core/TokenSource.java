package io.connects.core;

import java.util.concurrent.CompletableFuture;

/**
 * Gives the access token of one identity at one peer. Thread-safe; never blocks the caller.
 *
 * <p>However many callers wait, one refresh is under way at a time.
 */
public interface TokenSource {
    /**
     * A token believed to be valid: the one at hand, or a new one.
     *
     * <p>Fails with {@link NotAuthorisedException} when the peer refuses the credentials, {@link PeerUnreachableException} or {@link
     * NoAnswerException} when it could not be asked.
     */
    CompletableFuture<Secret> token();

    /**
     * Says that the peer refused this token. The next {@link #token()} fetches a new one, unless that has happened since: a late complaint about
     * an old token never throws a new one away.
     */
    void reject(Secret token);
}
