package io.connects.simulators.network;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.ArrayDeque;
import java.util.Deque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One forwarded connection: a socket on either side and a delay line each way. Confined to the proxy's thread. */
final class ProxyLink {
    private static final Logger LOG = LoggerFactory.getLogger(ProxyLink.class);
    private static final int CHUNK = 16 * 1024;
    /** Reading stops while more than this waits to be written, so that a slow reader is felt by the writer. */
    private static final int MAX_WAITING = 256 * 1024;

    private record Chunk(long due, ByteBuffer bytes) {}

    private static final class Way {
        final boolean toTarget;
        final SocketChannel from;
        final SocketChannel to;
        final Deque<Chunk> line = new ArrayDeque<>();
        int waiting;
        boolean ended;
        boolean endPassedOn;

        Way(boolean toTarget, SocketChannel from, SocketChannel to) {
            this.toTarget = toTarget;
            this.from = from;
            this.to = to;
        }
    }

    private final TcpProxy proxy;
    private final SocketChannel client;
    private final SocketChannel target;
    private final SelectionKey clientKey;
    private final SelectionKey targetKey;
    private final Way up;
    private final Way down;
    private long tearAfter = Long.MAX_VALUE;

    ProxyLink(TcpProxy proxy, Selector selector, SocketChannel client, InetSocketAddress address) throws IOException {
        this.proxy = proxy;
        this.client = client;
        client.configureBlocking(false);
        client.setOption(StandardSocketOptions.TCP_NODELAY, true);
        target = SocketChannel.open();
        try {
            target.configureBlocking(false);
            target.setOption(StandardSocketOptions.TCP_NODELAY, true);
            InetAddress source = client.socket().getInetAddress();
            if (source != null && source.isLoopbackAddress()) {
                // Whoever tells its clients apart by their addresses can do so behind this proxy too.
                target.bind(new InetSocketAddress(source, 0));
            }
            target.connect(address);
        } catch (IOException | RuntimeException e) {
            target.close();
            throw e;
        }
        clientKey = client.register(selector, 0, this);
        targetKey = target.register(selector, 0, this);
        up = new Way(true, client, target);
        down = new Way(false, target, client);
        interest();
    }

    void tearAfter(long bytes) {
        tearAfter = bytes;
        if (bytes == 0) {
            tear();
        }
    }

    void ready(SelectionKey key) {
        try {
            if (key.isConnectable()) {
                connect();
            }
            if (!proxy.isStalled() && key.isValid() && key.isReadable()) {
                read(key == clientKey ? up : down);
            }
        } catch (IOException e) {
            LOG.debug("event=proxy_link_ended reason={}", e.toString());
            reset();
        }
        flushDue();
    }

    private void connect() throws IOException {
        try {
            target.finishConnect();
        } catch (IOException e) {
            proxy.wasUnreachable();
            throw e;
        }
    }

    private void read(Way way) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(CHUNK);
        int count = way.from.read(bytes);
        if (count < 0) {
            way.ended = true;
        } else if (count > 0) {
            way.waiting += count;
            way.line.add(new Chunk(System.nanoTime() + proxy.delayNanos(), bytes.flip()));
        }
    }

    /** Writes what is due as far as the sockets take it. */
    void flushDue() {
        if (!client.isOpen() || !target.isConnected() || proxy.isStalled()) {
            if (client.isOpen()) {
                interest();
            }
            return;
        }
        try {
            flush(up);
            flush(down);
            if (up.endPassedOn && down.endPassedOn) {
                end();
                return;
            }
        } catch (IOException e) {
            LOG.debug("event=proxy_link_ended reason={}", e.toString());
            reset();
        }
        if (client.isOpen()) {
            interest();
        }
    }

    private void flush(Way way) throws IOException {
        long now = System.nanoTime();
        while (!way.line.isEmpty() && way.line.getFirst().due() - now <= 0) {
            ByteBuffer bytes = way.line.getFirst().bytes();
            boolean tearing = !way.toTarget && bytes.remaining() >= tearAfter;
            ByteBuffer allowed = tearing ? bytes.slice(bytes.position(), (int) tearAfter) : bytes;
            int count = way.to.write(allowed);
            way.waiting -= count;
            proxy.moved(way.toTarget, count);
            if (!way.toTarget && tearAfter != Long.MAX_VALUE) {
                tearAfter -= count;
            }
            if (tearing) {
                bytes.position(bytes.position() + count);
                if (tearAfter == 0) {
                    tear();
                }
                return;
            }
            if (bytes.hasRemaining()) {
                return;
            }
            way.line.removeFirst();
        }
        if (way.ended && way.line.isEmpty() && !way.endPassedOn) {
            way.endPassedOn = true;
            way.to.shutdownOutput();
        }
    }

    long nanosUntilDue(long now) {
        long due = Long.MAX_VALUE;
        for (Way way : new Way[] {up, down}) {
            Chunk first = way.line.peekFirst();
            if (first != null && first.due() - now > 0) {
                due = Math.min(due, first.due() - now);
            }
        }
        return due;
    }

    /** Asks the selector for what can be done next. */
    void interest() {
        if (!clientKey.isValid() || !targetKey.isValid()) {
            return;
        }
        if (proxy.isStalled()) {
            clientKey.interestOps(0);
            targetKey.interestOps(0);
        } else if (!target.isConnected()) {
            clientKey.interestOps(0);
            targetKey.interestOps(SelectionKey.OP_CONNECT);
        } else {
            clientKey.interestOps(reads(up) | writes(down));
            targetKey.interestOps(reads(down) | writes(up));
        }
    }

    private static int reads(Way way) {
        return !way.ended && way.waiting < MAX_WAITING ? SelectionKey.OP_READ : 0;
    }

    private static int writes(Way way) {
        Chunk first = way.line.peekFirst();
        return first != null && first.due() - System.nanoTime() <= 0 ? SelectionKey.OP_WRITE : 0;
    }

    private void tear() {
        proxy.wasTorn();
        end();
    }

    /** Ends both sides at once with a reset. */
    void reset() {
        for (SocketChannel side : new SocketChannel[] {client, target}) {
            try {
                if (side.isOpen()) {
                    side.setOption(StandardSocketOptions.SO_LINGER, 0);
                }
            } catch (IOException e) {
                LOG.trace("event=proxy_reset_failed", e);
            }
        }
        end();
    }

    private void end() {
        TcpProxy.closeQuietly(client);
        TcpProxy.closeQuietly(target);
        proxy.ended(this);
    }
}
