package io.connects.simulators.finesse;

import io.connects.simulators.network.ServerKeys;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One node of a {@link FinessePair}: where it listens. Ports stay the same over its death and revival. Thread-safe. */
public final class FinesseNode {
    private final PairCore core;
    private final FinesseSide side;
    private final ServerKeys keys;
    private final RestApi api;
    private final SystemInfo systemInfo;
    private volatile NodeServer.Ports ports = NodeServer.Ports.ANY;
    private @Nullable NodeServer server;

    FinesseNode(PairCore core, FinesseSide side, ServerKeys keys, RestApi api, SystemInfo systemInfo) {
        this.core = core;
        this.side = side;
        this.keys = keys;
        this.api = api;
        this.systemInfo = systemInfo;
    }

    synchronized void start() {
        if (server == null) {
            server = new NodeServer(core, side, keys, ports, api, systemInfo);
            ports = server.ports();
        }
    }

    synchronized void stop() {
        if (server != null) {
            server.close();
            server = null;
        }
    }

    /** Takes no lock: it is asked for with the pair's monitor held. */
    NodeServer.Ports ports() {
        return ports;
    }

    /** Which node it is. */
    public FinesseSide side() {
        return side;
    }

    /** Where the REST interface begins: {@code https://HOST:PORT/finesse/api}. */
    public URI rest() {
        return uri("https", ports().rest(), "/finesse/api");
    }

    /** The same without TLS; needs {@link FinesseOptions.Builder#plain}. */
    public URI plainRest() {
        return uri("http", plain(ports().plainRest()), "/finesse/api");
    }

    /** The WebSocket on the notification port. */
    public URI webSocket() {
        return uri("wss", ports().notification(), "/ws/");
    }

    /** The WebSocket on the port of the REST interface, where it is from 12.6. */
    public URI webSocketWithRest() {
        return uri("wss", ports().rest(), "/ws/");
    }

    /** The WebSocket without TLS; needs {@link FinesseOptions.Builder#plain}. */
    public URI plainWebSocket() {
        return uri("ws", plain(ports().plainNotification()), "/ws/");
    }

    /** Where BOSH requests go. */
    public URI bosh() {
        return uri("https", ports().notification(), "/http-bind/");
    }

    /** The same without TLS; needs {@link FinesseOptions.Builder#plain}. */
    public URI plainBosh() {
        return uri("http", plain(ports().plainNotification()), "/http-bind/");
    }

    /** How many subscriptions were asked for and not given up. */
    public int standingSubscriptions() {
        synchronized (core) {
            return core.xmpp(side).pubSub().standing();
        }
    }

    /** The login ids of the agents who have an XMPP session here. */
    public List<String> present() {
        synchronized (core) {
            return core.agents().stream()
                    .filter(agent -> core.xmpp(side).isPresent(agent))
                    .map(Agent::id)
                    .toList();
        }
    }

    private static int plain(int port) {
        if (port == 0) {
            throw new IllegalStateException("the pair has no plain ports; see FinesseOptions.Builder.plain");
        }
        return port;
    }

    private URI uri(String scheme, int port, String path) {
        return URI.create(scheme + "://" + core.options.host + ":" + port + path);
    }
}
