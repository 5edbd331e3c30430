package io.connects.simulators.mri;

import static org.assertj.core.api.Assertions.assertThat;

import io.connects.core.ProtocolViolationException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Arrays;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** The least that a PG can connect to: answers OPEN_REQ and, unless told otherwise, heartbeats; queues everything else. */
final class TinyApplication implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 10;

    final BlockingQueue<Incoming> received = new LinkedBlockingQueue<>();
    volatile boolean answersHeartbeats = true;

    private final Dialect dialect;
    private final Wire wire;
    private final ServerSocket server;
    private final BlockingQueue<Socket> connections = new LinkedBlockingQueue<>();
    private volatile Socket current;

    TinyApplication(Dialect dialect) {
        this(dialect, 0);
    }

    TinyApplication(Dialect dialect, int port) {
        this.dialect = dialect;
        this.wire = new Wire(dialect);
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
        while (!server.isClosed()) {
            try (Socket socket = server.accept()) {
                current = socket;
                connections.add(socket);
                read(socket);
            } catch (IOException | ProtocolViolationException e) {
                received.add(new Incoming.Malformed("connection", "ended", 0, ""));
            }
        }
    }

    private void read(Socket socket) throws IOException {
        FrameReader frames = new FrameReader(dialect);
        byte[] buffer = new byte[8192];
        for (int read = socket.getInputStream().read(buffer);
                read >= 0;
                read = socket.getInputStream().read(buffer)) {
            frames.add(Arrays.copyOf(buffer, read));
            for (byte[] frame = frames.next(); frame != null; frame = frames.next()) {
                on(wire.decode(frame));
            }
        }
        received.add(new Incoming.Malformed("connection", "ended", 0, ""));
    }

    private void on(Incoming incoming) {
        String name = incoming instanceof Message message ? message.name() : "";
        if (name.equals("OPEN_REQ")) {
            send(echo("OPEN_CONF", (Message) incoming));
        } else if (name.equals("HEARTBEAT_REQ")) {
            if (answersHeartbeats) {
                send(echo("HEARTBEAT_CONF", (Message) incoming));
            }
            return;
        }
        received.add(incoming);
    }

    private static Message echo(String name, Message request) {
        return Message.of(name).with("InvokeID", request.field("InvokeID")).build();
    }

    void send(Message message) {
        sendBytes(wire.encode(message));
    }

    void sendBytes(byte[] bytes) {
        try {
            current.getOutputStream().write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
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
        assertThat(next()).isEqualTo(new Incoming.Malformed("connection", "ended", 0, ""));
    }

    void expectOpening() throws InterruptedException {
        expect("OPEN_REQ");
        expect("ROUTING_ENABLED");
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (Socket socket : connections) {
            socket.close();
        }
    }
}
