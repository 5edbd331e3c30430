package io.connects.mri;

import static org.assertj.core.api.Assertions.assertThat;

import io.connects.mri.codec.EccMode;
import io.connects.mri.codec.MriCodec;
import io.connects.mri.codec.MriDialect;
import io.connects.mri.message.MriMessage;
import io.connects.mri.message.OpenConf;
import io.connects.mri.message.OpenReq;
import io.connects.mri.message.RegisterVariables;
import io.connects.mri.message.RoutingEnabled;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;

/** A PIM that does only what the test says, on a blocking socket in the test's own thread. */
public final class ScriptedPim implements AutoCloseable {
    private static final int PATIENCE_MILLIS = 10_000;
    private static final int RECEIVE_BUFFER = 32 * 1024;

    private final Socket socket;
    private final ByteBuffer received = ByteBuffer.allocate(1024 * 1024).limit(0);
    private MriCodec codec;

    private ScriptedPim(Socket unconnected, InetSocketAddress application, MriDialect dialect) throws IOException {
        socket = unconnected;
        socket.setReceiveBufferSize(RECEIVE_BUFFER);
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), application.getPort()));
        socket.setSoTimeout(PATIENCE_MILLIS);
        socket.setTcpNoDelay(true);
        codec = MriCodec.of(dialect);
    }

    /** Connects, no more. */
    public static ScriptedPim connect(InetSocketAddress application, MriDialect dialect) {
        return connect(new Socket(), application, dialect);
    }

    /**
     * Connects, no more.
     *
     * @param unconnected such as one bound to an address, or one that speaks TLS
     */
    public static ScriptedPim connect(Socket unconnected, InetSocketAddress application, MriDialect dialect) {
        try {
            return new ScriptedPim(unconnected, application, dialect);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Connects and opens a session in the usual dialect. */
    public static ScriptedPim open(InetSocketAddress application) {
        return open(application, MriDialect.ged125Like());
    }

    /** Connects, opens a session in any dialect and enables routing where that has to be said. */
    public static ScriptedPim open(InetSocketAddress application, MriDialect dialect) {
        ScriptedPim pim = connect(application, dialect);
        pim.open(dialect.idleTimeout(1).orElseThrow().equals(Duration.ofSeconds(1)) ? 20 : 20_000);
        if (!dialect.routingAfterOpen()) {
            pim.send(new RoutingEnabled());
        }
        return pim;
    }

    /** Opens a session and takes note of the tags that are registered, where the dialect registers any. */
    public void open(long idleTimeout) {
        send(new OpenReq(1, 1, idleTimeout));
        assertThat(next()).isEqualTo(new OpenConf(1));
        if (codec.dialect().eccMode() == EccMode.REGISTERED_TAG) {
            codec = codec.with(next(RegisterVariables.class));
        }
    }

    public void send(MriMessage message) {
        send(codec.write(message));
    }

    public void send(byte[] bytes) {
        try {
            socket.getOutputStream().write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The next message; fails after some seconds. */
    public MriMessage next() {
        Optional<MriMessage> message = codec.read(received);
        while (message.isEmpty()) {
            assertThat(readMore()).as("the application closed the connection").isTrue();
            message = codec.read(received);
        }
        return message.get();
    }

    public <M extends MriMessage> M next(Class<M> type) {
        MriMessage message = next();
        assertThat(message).isInstanceOf(type);
        return type.cast(message);
    }

    /** Waits until the application has closed the connection. */
    public void awaitClosed() {
        received.limit(0).position(0);
        while (readMore()) {
            received.limit(0).position(0);
        }
    }

    private boolean readMore() {
        try {
            received.compact();
            int count = socket.getInputStream().read(received.array(), received.position(), received.remaining());
            received.position(received.position() + Math.max(0, count)).flip();
            return count >= 0;
        } catch (SocketException e) {
            received.flip();
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
