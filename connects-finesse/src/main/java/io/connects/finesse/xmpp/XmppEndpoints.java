package io.connects.finesse.xmpp;

import java.net.URI;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where the notification service of a Finesse server is. Releases up to 11.6 have BOSH, 12.0 to 12.5 also WebSocket on the same port, 12.6 and
 * later WebSocket on the port of REST. Immutable.
 *
 * @param host the server's full name, without a port
 * @param boshPort by default 7443
 * @param earlyWebSocketPort of releases before 12.6, by default 7443
 * @param webSocketPort of releases from 12.6 on, by default 8445
 * @see <a href="https://developer.cisco.com/docs/finesse/faqs/">Finesse FAQ</a>
 */
public record XmppEndpoints(String host, int boshPort, int earlyWebSocketPort, int webSocketPort) {
    private static final Pattern RELEASE = Pattern.compile("\\s*(\\d{1,3})(?:\\.(\\d{1,3}))?(?:\\D.*)?");
    private static final int MOST_PORT = 65_535;

    /** @throws IllegalArgumentException naming the part that is impossible */
    public XmppEndpoints {
        Objects.requireNonNull(host, "host");
        check("boshPort", boshPort);
        check("earlyWebSocketPort", earlyWebSocketPort);
        check("webSocketPort", webSocketPort);
        if (host.isEmpty() || !host.equals(URI.create("wss://" + host).getHost())) {
            throw new IllegalArgumentException("host: must be a name or an address without a port, was " + host);
        }
    }

    private static void check(String name, int port) {
        if (port < 1 || port > MOST_PORT) {
            throw new IllegalArgumentException(name + ": must be 1 to " + MOST_PORT + ", was " + port);
        }
    }

    /** With the ports that Finesse has out of the box. */
    public static XmppEndpoints of(String host) {
        return new XmppEndpoints(host, 7443, 7443, 8445);
    }

    public URI bosh() {
        return URI.create("https://" + host + ":" + boshPort + "/http-bind/");
    }

    public URI earlyWebSocket() {
        return URI.create("wss://" + host + ":" + earlyWebSocketPort + "/ws/");
    }

    public URI webSocket() {
        return URI.create("wss://" + host + ":" + webSocketPort + "/ws/");
    }

    /**
     * The endpoint of a release.
     *
     * @param release such as {@code 12.5}, {@code 12.6(1)ES3} or {@code 15}
     * @throws IllegalArgumentException when it does not begin with a number
     */
    public URI ofRelease(String release) {
        Matcher parts = RELEASE.matcher(release);
        if (!parts.matches()) {
            throw new IllegalArgumentException("release: must be like 12.6, was " + release);
        }
        int major = Integer.parseInt(parts.group(1));
        int minor = parts.group(2) == null ? 0 : Integer.parseInt(parts.group(2));
        if (major < 12) {
            return bosh();
        }
        return major == 12 && minor < 6 ? earlyWebSocket() : webSocket();
    }

    /** Without a known release: those to try, once each, in this order. */
    public List<URI> toTry() {
        return List.of(webSocket(), earlyWebSocket(), bosh());
    }
}
