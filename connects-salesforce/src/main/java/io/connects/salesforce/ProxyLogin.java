package io.connects.salesforce;

import io.connects.salesforce.internal.ProxyRefusedException;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
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
        if (!beforehand) {
            throw new ProxyRefusedException(refusal(response));
        }
        return login == null
                ? null
                : response.request().newBuilder().header(HEADER, shown(login)).build();
    }

    private String shown(OutboundProxy.Login login) throws ProxyRefusedException {
        if (login instanceof OutboundProxy.Login.Basic basic) {
            return Credentials.basic(basic.user(), basic.password().reveal(), StandardCharsets.UTF_8);
        }
        try {
            byte[] ticket = ((OutboundProxy.Login.Negotiate) login).tickets().next(proxy.host());
            return "Negotiate " + Base64.getEncoder().encodeToString(ticket);
        } catch (IOException e) {
            throw new ProxyRefusedException("the proxy " + proxy.address() + " was not asked: " + e.getMessage());
        }
    }

    private String refusal(Response response) {
        String who = "the proxy " + proxy.address();
        String offered = response.challenges().stream()
                .map(Challenge::scheme)
                .distinct()
                .limit(5)
                .collect(Collectors.joining(", "));
        if (!offered.isEmpty() && !offers(response, "basic") && !offers(response, "negotiate")) {
            return who + " offers no login that we can use (407): it offers " + offered
                    + ", we know Basic and Negotiate; "
                    + (offers(response, "ntlm")
                            ? "NTLM is not supported: have it allow one of those, or let a forwarder on this machine, such as cntlm, log in"
                            : "have it allow one of those, or this machine without a login");
        }
        OutboundProxy.Login login = proxy.login();
        if (login == null) {
            return who + " wants a login (407), and none is configured; it offers " + offered;
        }
        boolean basic = login instanceof OutboundProxy.Login.Basic;
        if (!offered.isEmpty() && !offers(response, basic ? "basic" : "negotiate")) {
            return who + " does not take the configured login (407): it offers " + offered;
        }
        return who + (basic ? " refused our user name and password (407)" : " refused our Kerberos ticket (407)");
    }

    private static boolean offers(Response response, String scheme) {
        return response.challenges().stream()
                .anyMatch(
                        challenge -> challenge.scheme().toLowerCase(Locale.ROOT).equals(scheme));
    }
}
