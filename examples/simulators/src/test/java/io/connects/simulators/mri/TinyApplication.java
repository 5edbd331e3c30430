package io.connects.simulators.mri;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** The least that a PG can connect to: answers OPEN_REQ and, unless told otherwise, heartbeats; queues everything else. */
final class TinyApplication implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 10;

    /** What came over all connections. */
    final BlockingQueue<Incoming> received = new LinkedBlockingQueue<>();

    volatile boolean answersHeartbeats = true;

    private final Dialect dialect;
    private final ServerSocket server;
    private final List<ScriptedPeer> connections = new CopyOnWriteArrayList<>();

    TinyApplication(Dialect dialect) {
        this(dialect, 0);
    }

    TinyApplication(Dialect dialect, int port) {
        this.dialect = dialect;
        try {
            server = new ServerSocket(port, 5, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread thread = new Thread(this::serve, "tiny-application");
        thread.setDaemon(true);
        thread.start();
    }

    InetSocketAddress address() {
        return new InetSocketAddress(server.getInetAddress(), server.getLocalPort());
    }

    private void serve() {
        try {
            while (!server.isClosed()) {
                ScriptedPeer peer = ScriptedPeer.accept(server, dialect);
                connections.add(peer);
                peer.ignoring("HEARTBEAT_REQ")
                        .watching(incoming -> on(peer, incoming))
                        .listen();
            }
        } catch (IOException e) {
            received.add(new Incoming.Ended());
        }
    }

    private void on(ScriptedPeer peer, Incoming incoming) {
        String name = incoming instanceof Message message ? message.name() : "";
        if (name.equals("HEARTBEAT_REQ")) {
            if (answersHeartbeats) {
                peer.reply((Message) incoming, Message.of("HEARTBEAT_CONF"));
            }
            return;
        }
        if (name.equals("OPEN_REQ")) {
            peer.reply((Message) incoming, Message.of("OPEN_CONF"));
        }
        received.add(incoming);
    }

    /** The newest connection from this host, as soon as there is one. */
    ScriptedPeer from(String host) {
        await().until(() -> connections.stream().anyMatch(peer -> isFrom(host, peer)));
        return connections.stream()
                .filter(peer -> isFrom(host, peer))
                .reduce((older, newer) -> newer)
                .orElseThrow();
    }

    private static boolean isFrom(String host, ScriptedPeer peer) {
        return peer.other().getAddress().getHostAddress().equals(host);
    }

    int connections() {
        return connections.size();
    }

    void send(Message message) {
        newest().send(message);
    }

    void sendBytes(byte[] bytes) {
        newest().sendBytes(bytes);
    }

    private ScriptedPeer newest() {
        return connections.get(connections.size() - 1);
    }

    /** What came next. */
    Incoming next() throws InterruptedException {
        Incoming incoming = received.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        assertThat(incoming).as("a message within %s s", PATIENCE_SECONDS).isNotNull();
        return incoming;
    }

    /** The next message, which must have this name. */
    Message expect(String name) throws InterruptedException {
        Incoming incoming = next();
        assertThat(incoming)
                .isInstanceOfSatisfying(
                        Message.class, message -> assertThat(message.name()).isEqualTo(name));
        return (Message) incoming;
    }

    void expectEndOfConnection() throws InterruptedException {
        assertThat(next()).isEqualTo(new Incoming.Ended());
    }

    void expectOpening() throws InterruptedException {
        expect("OPEN_REQ");
        expect("ROUTING_ENABLED");
    }

    @Override
    public void close() throws IOException {
        server.close();
        connections.forEach(ScriptedPeer::close);
    }
}
