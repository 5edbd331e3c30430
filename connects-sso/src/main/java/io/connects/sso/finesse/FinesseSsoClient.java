package io.connects.sso.finesse;

import io.connects.core.Secret;
import io.connects.core.http.ClientResources;
import io.connects.core.http.HttpCalls;
import io.connects.sso.IssuedTokens;
import io.connects.sso.TokenAnswer;
import io.connects.sso.TokenRefresher;
import io.connects.sso.internal.Addresses;
import io.connects.sso.internal.Answers;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import okhttp3.FormBody;
import okhttp3.HttpUrl;
import okhttp3.Request;

/**
 * The token service of one Finesse node. The first tokens need a browser, which follows {@link #signInUri} through IdS and the identity provider and ends at a
 * JSON text for {@link TokenAnswer#FINESSE}; from then on a program refreshes them. Thread-safe. Connects when first used; sends nothing twice, and
 * follows no redirect.
 *
 * <p>The names differ from place to place: the answer has {@code refresh_token}, and the form of a refresh {@code refresh-token}. The node answers a
 * refresh without a refresh token, so that the one at hand stays in use until its own end.
 *
 * @see <a href="https://developer.cisco.com/docs/finesse/single-sign-on">Finesse developer guide: single sign-on</a>
 */
public final class FinesseSsoClient {
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
    private static final int MAX_RESPONSE_BYTES = 64 * 1024;
    private static final String PATH = "/desktop/sso/token";

    private final URI node;
    private final UserNameForm userName;
    private final Duration requestTimeout;
    private final HttpCalls http;

    /**
     * A client on threads and connections of the caller, which stay the caller's: {@link io.connects.core.http.OwnResources} makes some.
     *
     * @param node {@code https://HOST:8445}, or {@code http} on loopback
     * @param requestTimeout for one request, positive
     * @throws IllegalArgumentException naming the fault
     */
    public FinesseSsoClient(URI node, UserNameForm userName, Duration requestTimeout, ClientResources resources) {
        this.node = Addresses.node("node", node);
        this.userName = Objects.requireNonNull(userName, "userName");
        if (requestTimeout.isZero() || requestTimeout.isNegative()) {
            throw new IllegalArgumentException("requestTimeout: must be positive, was " + requestTimeout);
        }
        this.requestTimeout = requestTimeout;
        this.http = new HttpCalls(
                "the Finesse token client",
                resources.http(),
                CONNECT_TIMEOUT,
                resources.callbacks(),
                resources.timer(),
                MAX_RESPONSE_BYTES);
    }

    /**
     * Where a browser gets the first tokens of a user, with cookies, redirects and scripts allowed; no script may fetch it. Where the user name is a
     * cookie, the browser has to have it before.
     *
     * @param user login name or peripheral id
     */
    public URI signInUri(String user) {
        return at(user).addQueryParameter("return_refresh_token", "true")
                .addQueryParameter("return_user", "yes")
                .build()
                .uri();
    }

    /**
     * Refreshes tokens of this user. It fails with {@link io.connects.core.NotAuthorisedException} when they are not accepted, or the node would send the
     * user to sign in again; with {@link io.connects.core.PeerRefusedException} for any other no, {@code retryable} for 500 and what else passes.
     *
     * @param user as at sign-in
     */
    public TokenRefresher refresher(String user) {
        HttpUrl url = at(user).build();
        return (access, refresh) -> refresh(url, user, access, refresh);
    }

    private CompletableFuture<IssuedTokens> refresh(HttpUrl url, String user, Secret access, Secret refresh) {
        String what = "the refresh";
        var form = new FormBody.Builder()
                .add("token", access.reveal())
                .add("refresh-token", refresh.reveal())
                .add("return_user", "yes")
                .build();
        var request = new Request.Builder().url(url).header("Accept", "application/json");
        if (userName == UserNameForm.COOKIE) {
            request.header("Cookie", "cc_username=" + URLEncoder.encode(user, StandardCharsets.UTF_8));
        }
        return http.send(request.post(form).build(), requestTimeout)
                .exceptionallyCompose(failure -> CompletableFuture.failedFuture(Answers.withoutBytes(what, failure)))
                .thenApply(reply -> Answers.read(what, reply, List.of(access, refresh), TokenAnswer.FINESSE::read));
    }

    private HttpUrl.Builder at(String user) {
        if (user.isBlank()) {
            throw new IllegalArgumentException("user: is missing");
        }
        HttpUrl.Builder url = Addresses.at(node, PATH);
        return userName == UserNameForm.QUERY ? url.addQueryParameter("cc_username", user) : url;
    }
}
