package io.connects.finesse;

import io.connects.core.NotAuthorisedException;
import io.connects.core.Secret;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Who asks, and whether Finesse has said that it does not believe it. One for a pair of nodes, which share their users. Thread-safe. */
final class Identity {
    private final FinesseCredentials credentials;
    /** The one that was refused last, if any was. */
    private final AtomicReference<@Nullable Secret> refused = new AtomicReference<>();

    Identity(FinesseCredentials credentials) {
        this.credentials = credentials;
    }

    String loginId() {
        return credentials.loginId();
    }

    /** A password or token that was not refused so far. */
    CompletableFuture<Secret> secret() {
        if (credentials instanceof FinesseCredentials.Password password) {
            return password.password().equals(refused.get())
                    ? CompletableFuture.failedFuture(refusal())
                    : CompletableFuture.completedFuture(password.password());
        }
        return ((FinesseCredentials.AccessToken) credentials)
                .tokens()
                .token()
                .thenCompose(token -> token.equals(refused.get())
                        ? CompletableFuture.failedFuture(refusal())
                        : CompletableFuture.completedFuture(token));
    }

    /** Says that it was refused; whether there may be another. */
    boolean refused(Secret secret) {
        refused.set(secret);
        if (credentials instanceof FinesseCredentials.AccessToken token) {
            token.tokens().reject(secret);
            return true;
        }
        return false;
    }

    NotAuthorisedException refusal() {
        return new NotAuthorisedException(
                "Finesse does not accept "
                        + (credentials instanceof FinesseCredentials.Password ? "the password" : "the access token")
                        + " of " + credentials.loginId()
                        + "; it is not tried again, because five wrong ones in a row block the user for five minutes",
                null);
    }

    /** The one line that reveals it to REST. */
    String header(Secret secret) {
        return credentials instanceof FinesseCredentials.Password
                ? "Basic "
                        + Base64.getEncoder()
                                .encodeToString((credentials.loginId() + ":" + secret.reveal())
                                        .getBytes(StandardCharsets.UTF_8))
                : "Bearer " + secret.reveal();
    }
}
