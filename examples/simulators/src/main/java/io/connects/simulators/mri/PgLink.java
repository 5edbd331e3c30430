package io.connects.simulators.mri;

import io.connects.simulators.cce.LittleCce;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.socket.nio.NioSocketChannel;
import java.net.InetSocketAddress;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One side's link to the application: connects, again and again, and has at most one session. It belongs to the PG's event loop. */
final class PgLink {
    private static final Logger log = LoggerFactory.getLogger(PgLink.class);

    final PgSide side;

    private final MrPg pg;
    private final MrPgOptions options;
    private final MrPgOptions.Side addresses;
    private final LittleCce cce;
    private final EventLoopGroup eventLoop;

    private @Nullable PgSession session;
    private @Nullable Future<?> reconnect;
    private boolean wanted;
    private int failures;

    PgLink(
            PgSide side,
            MrPgOptions.Side addresses,
            MrPg pg,
            MrPgOptions options,
            LittleCce cce,
            EventLoopGroup eventLoop) {
        this.side = side;
        this.pg = pg;
        this.options = options;
        this.addresses = addresses;
        this.cce = cce;
        this.eventLoop = eventLoop;
    }

    /** The session, if one is open. */
    @Nullable
    PgSession openSession() {
        PgSession current = session;
        return current != null && current.isOpen() ? current : null;
    }

    /** Connects now, and again whenever the connection is lost. */
    void connect() {
        wanted = true;
        cancelReconnect();
        if (session != null) {
            return;
        }
        PgSession next = new PgSession(pg, this, options, cce);
        session = next;
        Bootstrap bootstrap = new Bootstrap()
                .group(eventLoop)
                .channel(NioSocketChannel.class)
                .option(ChannelOption.TCP_NODELAY, true)
                .handler(next)
                .remoteAddress(application());
        if (addresses.from() != null) {
            bootstrap.localAddress(new InetSocketAddress(addresses.from(), 0));
        }
        bootstrap.connect().addListener((ChannelFutureListener) this::connected);
    }

    /** The best host first, then each in turn. */
    InetSocketAddress application() {
        return addresses.applications().get(failures % addresses.applications().size());
    }

    private void connected(ChannelFuture connection) {
        if (!connection.isSuccess()) {
            log.debug("No connection to {}: {}", application(), String.valueOf(connection.cause()));
            session = null;
            failures++;
            pg.linkLost(this, false);
            connectLater();
        }
    }

    void sessionOpened() {
        failures = 0;
        pg.linkOpened(this);
    }

    void sessionEnded(PgSession ended, boolean wasOpen) {
        if (session == ended) {
            session = null;
            pg.linkLost(this, wasOpen);
            connectLater();
        }
    }

    /** Connects in place of the other side: at once, or after the reconnect interval. */
    void takeOver(boolean atOnce) {
        wanted = true;
        if (atOnce) {
            connect();
        } else {
            connectLater();
        }
    }

    /** Does not connect again when the connection, if there is one, ends. */
    void rest() {
        wanted = false;
        cancelReconnect();
    }

    private void connectLater() {
        if (wanted) {
            cancelReconnect();
            reconnect = eventLoop.schedule(
                    this::connect, options.reconnectInterval().toNanos(), TimeUnit.NANOSECONDS);
        }
    }

    /** Says goodbye, and does not connect again. */
    void leave() {
        rest();
        if (session != null) {
            session.closeInGoodOrder();
        }
    }

    private void cancelReconnect() {
        if (reconnect != null) {
            reconnect.cancel(false);
            reconnect = null;
        }
    }
}
