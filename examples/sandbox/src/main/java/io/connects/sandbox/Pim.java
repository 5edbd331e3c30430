package io.connects.sandbox;

import io.connects.simulators.cce.LittleCce;
import io.connects.simulators.mri.MrPg;
import io.connects.simulators.mri.MrPgOptions;
import io.connects.simulators.network.TcpProxy;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;

/** One MR PG of two sides, the network between it and the adapter, and the port where the adapter has to listen for its PIM. */
final class Pim implements AutoCloseable {
    private static final Duration HEARTBEAT = Duration.ofSeconds(5);
    private static final Duration RECONNECT = Duration.ofSeconds(1);

    final String name;
    final int port;
    final TcpProxy network;
    private final LittleCce cce;
    private volatile MrPg pg;

    Pim(String name, LittleCce cce) throws IOException {
        this.name = name;
        this.cce = cce;
        port = freePort();
        network = TcpProxy.to(port);
        pg = newPg();
    }

    private MrPg newPg() {
        var application = new InetSocketAddress(InetAddress.getLoopbackAddress(), network.port());
        return new MrPg(
                MrPgOptions.connectingTo(application)
                        .named("MR_PG_" + name)
                        .twoSides()
                        .every(HEARTBEAT, RECONNECT),
                cce);
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** Lets the PG connect. */
    void open() {
        pg.start();
    }

    boolean isOpen() {
        return pg.isOpen();
    }

    /** Ends the PG; what it had in queue is dropped. */
    void stopPg() {
        pg.close();
    }

    /** Starts another PG in its place. */
    void startPg() {
        pg = newPg().start();
    }

    /** Lets the idle side take over; what the other one had in queue is dropped. */
    void switchSides() {
        if (!pg.switchSides()) {
            throw new IllegalStateException("the other side of " + name + " is not ready");
        }
    }

    @Override
    public void close() {
        pg.close();
        network.close();
    }
}
