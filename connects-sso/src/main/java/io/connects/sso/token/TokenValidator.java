package io.connects.sso.token;

import io.connects.core.Secret;
import java.util.concurrent.CompletableFuture;

/**
 * Checks tokens that somebody else has brought. Thread-safe.
 *
 * <p>Which way is right follows from the release of the contact center and never from the token: where tokens are signed, an opaque one is a forgery.
 */
@FunctionalInterface
public interface TokenValidator {
    /** For releases up to 12.6(1), whose tokens IdS alone can read: says nothing of any. */
    TokenValidator OPAQUE = (token, usage) -> CompletableFuture.completedFuture(new Verdict.Unverified());

    /** Whether this token is genuine and for this use. Fails only when keys are needed and cannot be had, as their source fails. */
    CompletableFuture<Verdict> validate(Secret token, Usage usage);
}
