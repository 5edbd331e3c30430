package io.connects.salesforce;

import io.connects.core.Secret;
import io.connects.core.http.Loopback;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;

/**
 * The HTTP proxy through which an org is reached, for tokens, REST and streaming alike. The proxy resolves the org's names. Loopback never goes
 * through it. Immutable.
 *
 * @param port 1 to 65535
 * @param login null for a proxy that wants none
 * @param exclude hosts reached without the proxy: a name means itself, one that begins with a dot every name below it
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9110#section-9.3.6">CONNECT</a>
 */
public record OutboundProxy(String host, int port, @Nullable Login login, List<String> exclude) {

    /** How to log in to the proxy. */
    public sealed interface Login {
        /** A user name and password for the Basic scheme. The user name has no colon, which the scheme cannot carry. */
        record Basic(String user, Secret password) implements Login {
            /** @throws IllegalArgumentException when the user name is empty or has a colon */
            public Basic {
                if (user.isEmpty() || user.indexOf(':') >= 0) {
                    throw new IllegalArgumentException("user: must be neither empty nor have a colon");
                }
            }
        }

        /** A ticket for each connection, for the Negotiate scheme. */
        record Negotiate(ProxyTickets tickets) implements Login {}
    }

    /** @throws IllegalArgumentException naming the fault */
    public OutboundProxy {
        if (host.isBlank()) {
            throw new IllegalArgumentException("host: is missing");
        }
        if (port < 1 || port > 65_535) {
            throw new IllegalArgumentException("port: must be 1 to 65535, was " + port);
        }
        exclude = exclude.stream().map(name -> name.toLowerCase(Locale.ROOT)).toList();
        if (exclude.stream().anyMatch(name -> name.isBlank() || name.equals("."))) {
            throw new IllegalArgumentException("exclude: has an empty name");
        }
    }

    /** Whether {@code target} is reached through the proxy; decided by its written form, without DNS. */
    boolean serves(String target) {
        String name = target.toLowerCase(Locale.ROOT);
        return !Loopback.is(name)
                && exclude.stream().noneMatch(out -> out.startsWith(".") ? name.endsWith(out) : name.equals(out));
    }

    /** The same connections and threads, by way of this proxy. */
    OkHttpClient through(OkHttpClient http) {
        var proxy = new Proxy(Proxy.Type.HTTP, InetSocketAddress.createUnresolved(host, port));
        return http.newBuilder()
                .proxy(null)
                .proxySelector(new ProxySelector() {
                    @Override
                    public List<Proxy> select(URI uri) {
                        return List.of(serves(uri.getHost()) ? proxy : Proxy.NO_PROXY);
                    }

                    @Override
                    public void connectFailed(URI uri, SocketAddress address, IOException e) {
                        // The call itself fails and says so.
                    }
                })
                .proxyAuthenticator(new ProxyLogin(this))
                .addInterceptor(chain -> {
                    try {
                        return chain.proceed(chain.request());
                    } catch (IOException e) {
                        throw ConnectRefusal.explained(this, e);
                    }
                })
                .build();
    }

    /** {@code host:port}, for people. */
    String address() {
        return host + ":" + port;
    }
}
