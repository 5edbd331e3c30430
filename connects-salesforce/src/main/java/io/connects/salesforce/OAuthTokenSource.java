package io.connects.salesforce;

import io.connects.core.NotAuthorisedException;
import io.connects.core.PeerRefusedException;
import io.connects.core.ProtocolViolationException;
import io.connects.core.Secret;
import io.connects.core.TokenSource;
import io.connects.salesforce.internal.Cached;
import io.connects.salesforce.internal.HttpCalls;
import io.connects.salesforce.internal.HttpReply;
import io.connects.salesforce.internal.Json;
import io.connects.salesforce.internal.RestError;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import okhttp3.FormBody;
import okhttp3.HttpUrl;
import okhttp3.Request;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Access tokens of one org by the OAuth 2.0 client credentials flow. Thread-safe; however many callers wait, one request is under way.
 *
 * @see <a href="https://help.salesforce.com/s/articleView?id=xcloud.remoteaccess_oauth_client_credentials_flow.htm">Salesforce's
 *     description of the flow</a>
 */
public final class OAuthTokenSource implements TokenSource {
    private static final Logger log = LoggerFactory.getLogger(OAuthTokenSource.class);

    private final SalesforceOptions options;
    private final HttpCalls http;
    private final Cached<AccessToken> current = new Cached<>(this::fetch);

    OAuthTokenSource(SalesforceOptions options, HttpCalls http) {
        this.options = options;
        this.http = http;
    }

    @Override
    public CompletableFuture<Secret> token() {
        return accessToken().thenApply(AccessToken::secret);
    }

    /** As {@link #token()}, with the host that the token is for. */
    public CompletableFuture<AccessToken> accessToken() {
        return current.get();
    }

    @Override
    public void reject(Secret token) {
        current.dropIf(held -> held.secret().equals(token));
    }

    private CompletableFuture<AccessToken> fetch() {
        HttpUrl url = Urls.of(options.loginUri(), "services/oauth2/token");
        var form = new FormBody.Builder()
                .add("grant_type", "client_credentials")
                .add("client_id", options.clientId())
                .add("client_secret", options.clientSecret().reveal())
                .build();
        return http.send(new Request.Builder().url(url).post(form).build(), options.requestTimeout())
                .thenApply(this::read);
    }

    private AccessToken read(HttpReply reply) {
        if (!reply.successful()) {
            RestError error = RestError.of(reply);
            if (error.retry() == RestError.Retry.SOON || error.retry() == RestError.Retry.PAUSE) {
                throw new PeerRefusedException("the token request", error.code(), error.text(), true);
            }
            String host = options.loginUri().getHost();
            throw new NotAuthorisedException(
                    host + " issued no token: " + error.code() + " (" + error.text() + ")", null);
        }
        Map<String, @Nullable Object> object = Json.object(json(reply));
        String token = object == null ? "" : Json.text(object.get("access_token"));
        String instance = object == null ? "" : Json.text(object.get("instance_url"));
        URI uri = Urls.instance(instance);
        if (token.isEmpty() || uri == null) {
            throw new ProtocolViolationException(
                    "the token response lacks " + (token.isEmpty() ? "access_token" : "a usable instance_url"),
                    -1,
                    new byte[0]);
        }
        log.info("salesforce token=fetched instance={}", uri);
        return new AccessToken(Secret.of(token), uri);
    }

    private static @Nullable Object json(HttpReply reply) {
        try {
            return reply.json();
        } catch (ProtocolViolationException e) {
            // The bytes may hold the token, so the exception must not.
            throw new ProtocolViolationException("the token response is not JSON", e.offset(), new byte[0]);
        }
    }
}
