package io.connects.simulators.mri;

import io.connects.simulators.cce.LittleCce;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.util.Objects;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A Media Routing Peripheral Gateway: connects to the application, opens a session, keeps it alive with heartbeats, and has tasks routed by a
 * {@link LittleCce}. When the connection is lost it connects again after the reconnect interval, for ever; what was in queue is discarded.
 *
 * <p>Thread-safe. It owns one thread, which ends with {@link #close()}; the little CCE stays, and may be given to another PG.
 */
public final class MrPg implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(MrPg.class);
    private static final long MOST_SECONDS_TO_END = 5;

    final AtomicInteger strays = new AtomicInteger();
    volatile boolean routingEnabled = true;
    volatile boolean ignoringTerminates;

    private final MrPgOptions options;
    private final LittleCce cce;
    private final EventLoopGroup eventLoop;
    private final AtomicInteger sessionsOpened = new AtomicInteger();
    private final AtomicBoolean started = new AtomicBoolean();
    private final AtomicBoolean closed = new AtomicBoolean();
    private volatile boolean open;
    private @Nullable PgSession session;
    private @Nullable Future<?> reconnect;

    /** A PG that connects when it is started. */
    public MrPg(MrPgOptions options, LittleCce cce) {
        this.options = Objects.requireNonNull(options, "options");
        this.cce = Objects.requireNonNull(cce, "cce");
        this.eventLoop =
                new MultiThreadIoEventLoopGroup(1, new DefaultThreadFactory("mr-pg", true), NioIoHandler.newFactory());
    }

    /**
     * Starts connecting.
     *
     * @throws IllegalStateException when it was started before
     */
    public MrPg start() {
        if (!started.compareAndSet(false, true)) {
            throw new IllegalStateException("This MR PG was already started");
        }
        eventLoop.execute(this::connect);
        return this;
    }

    /** Whether a session is open. */
    public boolean isOpen() {
        return open;
    }

    /** How many sessions were opened so far. */
    public int sessionsOpened() {
        return sessionsOpened.get();
    }

    /** How many messages the application sent that could not be read, were unexpected or broke a rule. */
    public int strays() {
        return strays.get();
    }

    /** What makes this PG misbehave. */
    public PgFaults faults() {
        return new PgFaults(this);
    }

    private void connect() {
        PgSession next = new PgSession(this, options, cce);
        session = next;
        new Bootstrap()
                .group(eventLoop)
                .channel(NioSocketChannel.class)
                .option(ChannelOption.TCP_NODELAY, true)
                .handler(next)
                .connect(options.application())
                .addListener((ChannelFutureListener) this::connected);
    }

    private void connected(ChannelFuture connection) {
        if (!connection.isSuccess()) {
            log.debug("No connection to {}: {}", options.application(), String.valueOf(connection.cause()));
            connectLater();
        }
    }

    void sessionOpened() {
        open = true;
        sessionsOpened.incrementAndGet();
        log.info(
                "event=session-opened peer={} dialect={}",
                options.application(),
                options.dialect().name());
    }

    void sessionEnded(PgSession ended) {
        if (session == ended) {
            session = null;
            open = false;
            log.info("event=session-ended peer={}", options.application());
            connectLater();
        }
    }

    private void connectLater() {
        if (!closed.get()) {
            reconnect = eventLoop.schedule(
                    this::connect, options.reconnectInterval().toNanos(), TimeUnit.NANOSECONDS);
        }
    }

    /** Does something with the session on the event loop, and waits for it; false when there is no session. */
    boolean withSession(Consumer<PgSession> action) {
        return eventLoop
                .submit(() -> {
                    PgSession current = session;
                    if (current == null || !current.isOpen()) {
                        return false;
                    }
                    action.accept(current);
                    return true;
                })
                .syncUninterruptibly()
                .getNow();
    }

    /** Sends CLOSE_REQ if a session is open, closes the connection and ends the thread. Idempotent; not to be called from a listener. */
    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            eventLoop.submit(this::leave).syncUninterruptibly();
            eventLoop
                    .shutdownGracefully(0, MOST_SECONDS_TO_END, TimeUnit.SECONDS)
                    .syncUninterruptibly();
        }
    }

    private void leave() {
        if (reconnect != null) {
            reconnect.cancel(false);
        }
        if (session != null) {
            session.closeInGoodOrder();
        }
    }
}
