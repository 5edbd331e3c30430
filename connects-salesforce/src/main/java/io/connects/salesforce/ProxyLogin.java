package io.connects.salesforce;

import io.connects.salesforce.internal.ProxyRefusedException;
import java.net.HttpURLConnection;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.stream.Collectors;
import okhttp3.Authenticator;
import okhttp3.Challenge;
import okhttp3.Credentials;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.Route;
import org.jspecify.annotations.Nullable;

/** Logs in to the outbound proxy with the first CONNECT already, and once only: a proxy that refuses is not asked again. Thread-safe. */
final class ProxyLogin implements Authenticator {
    private static final String HEADER = "Proxy-Authorization";
    /** The challenge by which OkHttp asks for a header before the proxy has said anything. */
    private static final String BEFOREHAND = "OkHttp-Preemptive";

    private final OutboundProxy proxy;

    ProxyLogin(OutboundProxy proxy) {
        this.proxy = proxy;
    }

    @Override
    public @Nullable Request authenticate(@Nullable Route route, Response response) throws ProxyRefusedException {
        if (response.code() != HttpURLConnection.HTTP_PROXY_AUTH) {
            return null;
        }
        OutboundProxy.Login login = proxy.login();
        boolean beforehand =
                response.challenges().stream().anyMatch(c -> c.scheme().equals(BEFOREHAND));
        if (beforehand) {
            return login == null
                    ? null
                    : response.request()
                            .newBuilder()
                            .header(
                                    HEADER,
                                    Credentials.basic(
                                            login.user(), login.password().reveal(), StandardCharsets.UTF_8))
                            .build();
        }
        throw new ProxyRefusedException(refusal(response));
    }

    private String refusal(Response response) {
        String who = "the proxy " + proxy.host() + ":" + proxy.port();
        String offered = response.challenges().stream()
                .map(Challenge::scheme)
                .distinct()
                .limit(5)
                .collect(Collectors.joining(", "));
        boolean basic = response.challenges().stream()
                .anyMatch(c -> c.scheme().toLowerCase(Locale.ROOT).equals("basic"));
        if (!basic && !offered.isEmpty()) {
            return who + " offers no login that we can use (407): it offers " + offered
                    + ", we know Basic; have it allow Basic, or this machine without a login";
        }
        return proxy.login() == null
                ? who + " wants a user name and a password (407), and none is configured"
                : who + " refused our user name and password (407)";
    }
}
