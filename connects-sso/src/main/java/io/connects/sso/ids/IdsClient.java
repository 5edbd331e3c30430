package io.connects.sso.ids;

import io.connects.core.Secret;
import io.connects.core.http.ClientResources;
import io.connects.core.http.HttpCalls;
import io.connects.core.http.HttpReply;
import io.connects.core.http.OwnResources;
import io.connects.sso.IssuedTokens;
import io.connects.sso.TokenAnswer;
import io.connects.sso.TokenRefresher;
import io.connects.sso.internal.Addresses;
import io.connects.sso.internal.Answers;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import okhttp3.Credentials;
import okhttp3.FormBody;
import okhttp3.Request;

/**
 * One node of Cisco IdS, used as its OAuth 2.0 server: the authorization code grant, refresh and revocation. Thread-safe. Connects when first used;
 * sends nothing twice, and follows no redirect.
 *
 * <p>Cisco publishes the flow and that the endpoints exist, and no bytes of them: requests and answers are those of RFC 6749 and RFC 7009.
 *
 * @see <a href="https://developer.cisco.com/docs/contact-center-express/cisco-identity-service-client-sdk-overview">Cisco IdS client SDK</a>
 */
public final class IdsClient implements TokenRefresher, AutoCloseable {
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
    private static final int MAX_RESPONSE_BYTES = 64 * 1024;
    private static final int STATE_BYTES = 32;

    private final IdsOptions options;
    private final HttpCalls http;
    private final Runnable release;
    private final SecureRandom random = new SecureRandom();

    private IdsClient(IdsOptions options, ClientResources resources, Runnable release) {
        this.options = options;
        this.http = new HttpCalls(
                "the IdS client",
                resources.http(),
                CONNECT_TIMEOUT,
                resources.callbacks(),
                resources.timer(),
                MAX_RESPONSE_BYTES);
        this.release = release;
    }

    /** A client with threads and connections of its own, which {@link #close()} ends. */
    public static IdsClient open(IdsOptions options) {
        var own = new OwnResources("ids");
        return new IdsClient(options, own.resources().trusting(options.trustFiles()), own::close);
    }

    /** A client on threads and connections of the caller, which stay the caller's. */
    public static IdsClient open(IdsOptions options, ClientResources resources) {
        return new IdsClient(
                options,
                options.trustFiles().isEmpty() ? resources : resources.trusting(options.trustFiles()),
                () -> {});
    }

    /** A new way to sign in, with a {@code state} of {@value #STATE_BYTES} random bytes. */
    public AuthorizationRequest authorize() {
        var bytes = new byte[STATE_BYTES];
        random.nextBytes(bytes);
        String state = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        return new AuthorizationRequest(
                Addresses.at(options.node(), options.paths().authorize())
                        .addQueryParameter("response_type", "code")
                        .addQueryParameter("client_id", options.clientId())
                        .addQueryParameter("redirect_uri", options.redirectUri().toString())
                        .addQueryParameter("state", state)
                        .build()
                        .uri(),
                options.redirectUri(),
                state);
    }

    /**
     * Exchanges the code of a redirect, which lives for a minute by default.
     *
     * <p>Fails as {@link #refresh} does.
     */
    public CompletableFuture<IssuedTokens> exchange(Secret code) {
        FormBody.Builder form = new FormBody.Builder()
                .add("grant_type", "authorization_code")
                .add("code", code.reveal())
                .add("redirect_uri", options.redirectUri().toString());
        return tokens("the exchange of the code", form, List.of(code, options.clientSecret()));
    }

    /**
     * {@inheritDoc} Of the two tokens IdS gets the refresh token.
     *
     * <p>Fails with {@link io.connects.core.NotAuthorisedException} when client, code or token is not accepted; with {@link
     * io.connects.core.PeerRefusedException} for any other no, {@code retryable} when it passes; with {@link io.connects.core.ProtocolViolationException}
     * when the answer cannot be used; and as {@link HttpCalls} does.
     */
    @Override
    public CompletableFuture<IssuedTokens> refresh(Secret access, Secret refresh) {
        FormBody.Builder form =
                new FormBody.Builder().add("grant_type", "refresh_token").add("refresh_token", refresh.reveal());
        return tokens("the refresh", form, List.of(access, refresh, options.clientSecret()));
    }

    /** Makes a token useless before its time. A token that is not known counts as done: RFC 7009 section 2.2. */
    public CompletableFuture<Boolean> revoke(Secret token) {
        String what = "the revocation";
        FormBody.Builder form = new FormBody.Builder().add("token", token.reveal());
        List<Secret> sent = List.of(token, options.clientSecret());
        return send(what, options.paths().revoke(), form).thenApply(reply -> {
            if (!reply.successful()) {
                throw Answers.refusal(what, reply, sent);
            }
            return true;
        });
    }

    /** The text with the public key that tokens are signed with; from release 12.6(2) on. */
    public CompletableFuture<String> publicKey() {
        String what = "the request for the public key";
        Request request = new Request.Builder()
                .url(Addresses.at(options.node(), options.paths().publicKey()).build())
                .header("Authorization", basic())
                .build();
        return send(what, request)
                .thenApply(reply -> Answers.read(
                        what,
                        reply,
                        List.of(options.clientSecret()),
                        body -> new String(body, StandardCharsets.UTF_8)));
    }

    private CompletableFuture<IssuedTokens> tokens(String what, FormBody.Builder form, List<Secret> sent) {
        return send(what, options.paths().token(), form)
                .thenApply(reply -> Answers.read(what, reply, sent, TokenAnswer.IDS::read));
    }

    private CompletableFuture<HttpReply> send(String what, String path, FormBody.Builder form) {
        var request = new Request.Builder()
                .url(Addresses.at(options.node(), path).build())
                .header("Accept", "application/json");
        if (options.authentication() == ClientAuthentication.FORM) {
            form.add("client_id", options.clientId())
                    .add("client_secret", options.clientSecret().reveal());
        } else {
            request.header("Authorization", basic());
        }
        return send(what, request.post(form.build()).build());
    }

    private CompletableFuture<HttpReply> send(String what, Request request) {
        return http.send(request, options.requestTimeout())
                .exceptionallyCompose(failure -> CompletableFuture.failedFuture(Answers.withoutBytes(what, failure)));
    }

    private String basic() {
        return Credentials.basic(options.clientId(), options.clientSecret().reveal(), StandardCharsets.UTF_8);
    }

    /** Ends what {@link #open(IdsOptions)} started; requests under way fail. */
    @Override
    public void close() {
        release.run();
    }
}
