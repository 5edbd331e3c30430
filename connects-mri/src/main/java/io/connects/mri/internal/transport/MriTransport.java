package io.connects.mri.internal.transport;

import io.connects.core.PeerUnreachableException;
import io.connects.mri.codec.MriCodec;
import io.connects.mri.message.MriMessage;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A listening port and its connections, on one Netty event loop of its own. */
public final class MriTransport implements Transport {
    private static final Logger log = LoggerFactory.getLogger(MriTransport.class);
    private static final long QUIET_MILLIS = 0;
    private static final long STOP_MILLIS = 2_000;

    private final MultiThreadIoEventLoopGroup loop;
    /** In the order in which they came. */
    private final Map<Long, Connection> connections = new LinkedHashMap<>();

    private final InetSocketAddress address;
    private final Admission admission;
    private final ServerBootstrap server;
    private final ServerSocketChannel bound;
    private volatile @Nullable Channel listening;
    private long lastConnection;
    private boolean paused;

    /**
     * Binds the port, in the calling thread and without waiting. Connections are accepted from {@link #start} on.
     *
     * @param maxUnsentBytes how much may wait for a peer that does not read
     * @param admission who may connect, and over TLS or not
     * @throws PeerUnreachableException naming address and port when they cannot be had
     */
    public MriTransport(
            InetSocketAddress address,
            MriCodec codec,
            int maxUnsentBytes,
            Admission admission,
            TransportHandler handler) {
        this.admission = admission;
        bound = bind(address);
        try {
            this.address = (InetSocketAddress) bound.getLocalAddress();
        } catch (IOException e) {
            throw unavailable(address, e);
        }
        loop = new MultiThreadIoEventLoopGroup(
                1,
                new DefaultThreadFactory("connects-mri-" + this.address.getPort(), false),
                NioIoHandler.newFactory());
        server = new ServerBootstrap()
                .group(loop)
                .channelFactory(() -> new NioServerSocketChannel(bound))
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childOption(ChannelOption.SO_KEEPALIVE, true)
                .childOption(
                        ChannelOption.WRITE_BUFFER_WATER_MARK,
                        new WriteBufferWaterMark(maxUnsentBytes / 2, maxUnsentBytes))
                .childHandler(new ChannelInitializer<>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        accept(channel, codec, handler);
                    }
                });
    }

    @Override
    public void start() {
        ChannelFuture registration = server.register();
        listening = registration.channel();
        registration.addListener(registered -> {
            if (!registered.isSuccess()) {
                log.error("Cannot accept MRI connections on {}", address, registered.cause());
            }
        });
    }

    private static ServerSocketChannel bind(InetSocketAddress address) {
        try {
            ServerSocketChannel channel = ServerSocketChannel.open();
            try {
                return channel.bind(address);
            } catch (IOException e) {
                channel.close();
                throw e;
            }
        } catch (IOException e) {
            throw unavailable(address, e);
        }
    }

    private static PeerUnreachableException unavailable(InetSocketAddress address, IOException cause) {
        return new PeerUnreachableException(
                "Cannot listen on " + address.getHostString() + ":" + address.getPort() + ": " + cause.getMessage(),
                cause);
    }

    void accept(Channel channel, MriCodec codec, TransportHandler handler) {
        Optional<String> refusal = admission.refusal(channel).or(this::noRoom);
        if (refusal.isPresent()) {
            handler.refused(Admission.host(channel), refusal.get());
            var unused = channel.close();
            return;
        }
        long number = ++lastConnection;
        TlsGate tls = admission.tls();
        var connection = new Connection(number, channel, tls != null, handler);
        channel.closeFuture().addListener(closed -> connections.remove(number));
        connections.put(number, connection);
        connection.pauseReading(paused);
        if (tls != null) {
            channel.pipeline().addLast(tls.newHandler(channel.alloc()));
        }
        channel.pipeline().addLast(new FrameDecoder(codec), new FrameEncoder(codec), connection);
    }

    /** Why no connection more can be held. When some are in a TLS handshake still, the oldest of them gives way. */
    private Optional<String> noRoom() {
        if (connections.size() < Admission.MOST_CONNECTIONS) {
            return Optional.empty();
        }
        for (Connection connection : connections.values()) {
            if (connection.inHandshake()) {
                connections.values().remove(connection);
                connection.abort("gave way to a newer connection during the TLS handshake");
                return Optional.empty();
            }
        }
        return Optional.of("too many connections: " + connections.size());
    }

    @Override
    public InetSocketAddress address() {
        return address;
    }

    @Override
    public void execute(Runnable task) {
        loop.execute(task);
    }

    @Override
    public ScheduledFuture<?> schedule(Runnable task, long delayNanos) {
        return loop.schedule(task, delayNanos, TimeUnit.NANOSECONDS);
    }

    @Override
    public void send(long connection, MriMessage message) {
        Connection open = connections.get(connection);
        if (open != null) {
            open.send(message);
        }
    }

    @Override
    public void disconnect(long connection, String reason) {
        Connection open = connections.get(connection);
        if (open != null) {
            open.close(reason);
        }
    }

    @Override
    public void pauseReading(boolean pause) {
        paused = pause;
        connections.values().forEach(connection -> connection.pauseReading(pause));
    }

    @Override
    public void stop(Runnable afterwards) {
        loop.execute(() -> {
            // A loop that is shut down from its own thread leaves its channels open.
            closePort();
            List.copyOf(connections.values()).forEach(connection -> connection.close("closed by us"));
            loop.shutdownGracefully(QUIET_MILLIS, STOP_MILLIS, TimeUnit.MILLISECONDS)
                    .addListener(done -> afterwards.run());
        });
    }

    private void closePort() {
        Channel channel = listening;
        if (channel != null) {
            var unused = channel.close();
            return;
        }
        try {
            bound.close();
        } catch (IOException e) {
            log.warn("Cannot give up the MRI port {}", address, e);
        }
    }
}
