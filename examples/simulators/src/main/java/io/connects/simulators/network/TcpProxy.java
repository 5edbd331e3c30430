package io.connects.simulators.network;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A network between two peers that can be made faulty: listens on loopback and forwards to a target, which sees the client's address. One thread does everything. Thread-safe;
 * every switch has taken effect when its method returns.
 */
public final class TcpProxy implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(TcpProxy.class);

    /**
     * What passed through.
     *
     * @param accepted connections forwarded
     * @param refused connections reset at once, by wish
     * @param unreachable connections closed because the target did not answer
     * @param open connections forwarded now
     * @param cut connections ended by {@link #cutAll()}
     * @param torn connections ended by {@link #tearAfter}
     */
    public record Counts(
            long accepted,
            long refused,
            long unreachable,
            long open,
            long cut,
            long torn,
            long bytesToTarget,
            long bytesToClient) {}

    private final Selector selector;
    private final ServerSocketChannel listener;
    private final int port;
    private final Queue<Runnable> commands = new ConcurrentLinkedQueue<>();
    private final Set<ProxyLink> links = new LinkedHashSet<>();
    private final Thread thread;
    private volatile boolean closed;
    private InetSocketAddress target;
    private boolean stalled;
    private boolean refusing;
    private long refuseUntil;
    private Duration delay = Duration.ZERO;
    private long accepted;
    private long refused;
    private long unreachable;
    private long cut;
    private long torn;
    private long bytesToTarget;
    private long bytesToClient;

    /**
     * Starts forwarding.
     *
     * @param listenPort a port on loopback, 0 for any free one
     * @throws UncheckedIOException when the port is taken; the message names it
     */
    public TcpProxy(int listenPort, InetSocketAddress target) {
        this.target = target;
        try {
            selector = Selector.open();
            listener = ServerSocketChannel.open();
            try {
                listener.setOption(StandardSocketOptions.SO_REUSEADDR, true);
                listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), listenPort));
                listener.configureBlocking(false);
                listener.register(selector, SelectionKey.OP_ACCEPT);
                port = ((InetSocketAddress) listener.getLocalAddress()).getPort();
            } catch (IOException e) {
                listener.close();
                selector.close();
                throw e;
            }
        } catch (IOException e) {
            throw new UncheckedIOException("listenPort " + listenPort + ": " + e.getMessage(), e);
        }
        thread = new Thread(this::run, "tcp-proxy-" + port);
        thread.setDaemon(true);
        thread.start();
    }

    /** A proxy on any free port in front of a port on loopback. */
    public static TcpProxy to(int targetPort) {
        return new TcpProxy(0, new InetSocketAddress(InetAddress.getLoopbackAddress(), targetPort));
    }

    /** Where it listens. */
    public int port() {
        return port;
    }

    /** Sends new connections elsewhere; those that are open stay. */
    public void target(InetSocketAddress newTarget) {
        call(() -> target = newTarget);
    }

    /** Closes every connection on both sides at once; gives how many. */
    public int cutAll() {
        return call(() -> {
            var open = List.copyOf(links);
            open.forEach(ProxyLink::reset);
            cut += open.size();
            return open.size();
        });
    }

    /** Resets new connections, or takes that back. */
    public void refuse(boolean on) {
        call(() -> refusing = on);
    }

    /** Resets new connections from now for this long. */
    public void refuseFor(Duration time) {
        call(() -> refuseUntil = System.nanoTime() + time.toNanos());
    }

    /** Moves no byte in either direction while on; connections stay open and nobody is told, as when a cable is pulled. */
    public void stall(boolean on) {
        call(() -> {
            stalled = on;
            links.forEach(ProxyLink::interest);
            return on;
        });
    }

    /** Forwards this many bytes more toward the client on the oldest open connection, then closes it on both sides; false when none is open. */
    public boolean tearAfter(long bytes) {
        if (bytes < 0) {
            throw new IllegalArgumentException("bytes: must not be negative");
        }
        return call(() -> {
            if (links.isEmpty()) {
                return false;
            }
            links.iterator().next().tearAfter(bytes);
            return true;
        });
    }

    /** Holds back what is read from now on by this long, in both directions. */
    public void delay(Duration time) {
        call(() -> delay = time);
    }

    /** The counts now. */
    public Counts counts() {
        return call(() ->
                new Counts(accepted, refused, unreachable, links.size(), cut, torn, bytesToTarget, bytesToClient));
    }

    /** Closes every connection and the port, and ends the thread. */
    @Override
    public void close() {
        closed = true;
        selector.wakeup();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private <T> T call(Supplier<T> command) {
        if (closed) {
            throw new RejectedExecutionException("the proxy is closed");
        }
        var done = new CompletableFuture<T>();
        commands.add(() -> done.complete(command.get()));
        selector.wakeup();
        return done.join();
    }

    private void run() {
        try {
            while (!closed) {
                long wait = nextDue();
                if (wait == 0) {
                    selector.selectNow();
                } else {
                    selector.select(wait == Long.MAX_VALUE ? 0 : Math.max(1, wait / 1_000_000));
                }
                for (Runnable command = commands.poll(); command != null; command = commands.poll()) {
                    command.run();
                }
                var ready = new ArrayList<>(selector.selectedKeys());
                selector.selectedKeys().clear();
                ready.forEach(this::handle);
                List.copyOf(links).forEach(ProxyLink::flushDue);
            }
        } catch (IOException e) {
            LOG.warn("event=proxy_failed port={}", port, e);
        } finally {
            List.copyOf(links).forEach(ProxyLink::reset);
            closeQuietly(listener);
            closeQuietly(selector);
            closed = true;
            commands.forEach(Runnable::run);
        }
    }

    private long nextDue() {
        long due = Long.MAX_VALUE;
        if (!stalled) {
            long now = System.nanoTime();
            for (ProxyLink link : links) {
                due = Math.min(due, link.nanosUntilDue(now));
            }
        }
        return due;
    }

    private void handle(SelectionKey key) {
        if (!key.isValid()) {
            return;
        }
        if (key.channel() == listener) {
            accept();
        } else {
            ((ProxyLink) key.attachment()).ready(key);
        }
    }

    private void accept() {
        SocketChannel client = null;
        try {
            client = listener.accept();
            if (client == null) {
                return;
            }
            if (refusing || System.nanoTime() - refuseUntil < 0) {
                refused++;
                client.setOption(StandardSocketOptions.SO_LINGER, 0);
                client.close();
                return;
            }
            links.add(new ProxyLink(this, selector, client, target));
            accepted++;
        } catch (IOException e) {
            LOG.debug("event=proxy_accept_failed port={} reason={}", port, e.toString());
            unreachable++;
            closeQuietly(client);
        }
    }

    boolean isStalled() {
        return stalled;
    }

    long delayNanos() {
        return delay.toNanos();
    }

    void moved(boolean toTarget, long bytes) {
        if (toTarget) {
            bytesToTarget += bytes;
        } else {
            bytesToClient += bytes;
        }
    }

    void ended(ProxyLink link) {
        links.remove(link);
    }

    void wasTorn() {
        torn++;
    }

    void wasUnreachable() {
        unreachable++;
        accepted--;
    }

    static void closeQuietly(@org.jspecify.annotations.Nullable AutoCloseable closeable) {
        try {
            if (closeable != null) {
                closeable.close();
            }
        } catch (ClosedChannelException e) {
            LOG.trace("event=proxy_closed_twice", e);
        } catch (Exception e) {
            LOG.debug("event=proxy_close_failed reason={}", e.toString());
        }
    }
}
