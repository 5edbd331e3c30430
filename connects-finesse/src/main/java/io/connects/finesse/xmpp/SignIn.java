package io.connects.finesse.xmpp;

import io.connects.core.NotAuthorisedException;
import io.connects.core.Secret;
import io.connects.finesse.FinesseCredentials;
import io.connects.finesse.xmpp.message.XmppEnd;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Gets what is given as the password of SASL PLAIN. That an access token takes its place under single sign-on is an assumption: no public page
 * says what does.
 */
final class SignIn {
    private final FinesseCredentials credentials;
    private volatile @Nullable Secret token;

    SignIn(FinesseCredentials credentials) {
        this.credentials = credentials;
    }

    /** Calls one of both once, on any thread. */
    void password(Consumer<Secret> password, Consumer<XmppEnd> failure) {
        if (credentials instanceof FinesseCredentials.Password known) {
            password.accept(known.password());
        } else if (credentials instanceof FinesseCredentials.AccessToken access) {
            var unused = access.tokens().token().whenComplete((given, e) -> {
                if (e == null) {
                    token = given;
                    password.accept(given);
                } else {
                    failure.accept(end(e));
                }
            });
        }
    }

    private static XmppEnd end(Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        XmppEnd.Kind kind =
                cause instanceof NotAuthorisedException ? XmppEnd.Kind.AUTH_FAILED : XmppEnd.Kind.UNREACHABLE;
        return new XmppEnd(kind, "", "no access token: " + cause.getMessage());
    }

    /** The server took another view: a token that it refused is not used again. */
    void refused() {
        Secret used = token;
        if (used != null && credentials instanceof FinesseCredentials.AccessToken access) {
            access.tokens().reject(used);
        }
    }
}
