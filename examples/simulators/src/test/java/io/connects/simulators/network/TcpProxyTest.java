package io.connects.simulators.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(TcpProxyExtension.class)
class TcpProxyTest {
    private ServerSocket server;
    private TcpProxy proxy;
    private Socket client;
    private Socket peer;

    @BeforeEach
    void connect(TcpProxy given) throws IOException {
        proxy = given;
        server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
        proxy.target(new InetSocketAddress(InetAddress.getLoopbackAddress(), server.getLocalPort()));
        client = open();
        peer = server.accept();
        peer.setSoTimeout(5_000);
    }

    @AfterEach
    void disconnect() throws IOException {
        client.close();
        peer.close();
        server.close();
    }

    private Socket open() throws IOException {
        var socket = new Socket(InetAddress.getLoopbackAddress(), proxy.port());
        socket.setSoTimeout(5_000);
        return socket;
    }

    @Test
    void the_target_sees_the_host_of_the_client() throws IOException {
        InetAddress other = InetAddress.getByName("127.0.0.2");
        try (var second = new Socket(InetAddress.getLoopbackAddress(), proxy.port(), other, 0);
                Socket seen = server.accept()) {
            assertThat(seen.getInetAddress())
                    .isEqualTo(second.getLocalAddress())
                    .isEqualTo(other);
        }
        assertThat(peer.getInetAddress()).isEqualTo(InetAddress.getLoopbackAddress());
    }

    @Test
    void carries_a_megabyte_both_ways_and_passes_the_end_on() throws IOException {
        byte[] sent = new byte[1 << 20];
        new Random(7).nextBytes(sent);
        CompletableFuture<byte[]> echo = CompletableFuture.supplyAsync(() -> {
            try {
                byte[] received = peer.getInputStream().readAllBytes();
                peer.getOutputStream().write(received);
                peer.shutdownOutput();
                return received;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        client.getOutputStream().write(sent);
        client.shutdownOutput();
        assertThat(client.getInputStream().readAllBytes()).isEqualTo(sent);
        assertThat(echo.join()).isEqualTo(sent);
        await().until(() -> proxy.counts().open() == 0);
        assertThat(proxy.counts()).isEqualTo(new TcpProxy.Counts(1, 0, 0, 0, 0, 0, sent.length, sent.length));
    }

    @Test
    void a_cut_ends_both_sides_and_new_connections_pass() throws IOException {
        assertThat(proxy.cutAll()).isEqualTo(1);
        assertThatThrownBy(() -> client.getInputStream().read()).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> peer.getInputStream().read()).isInstanceOf(IOException.class);
        try (Socket next = open();
                Socket nextPeer = server.accept()) {
            next.getOutputStream().write(42);
            assertThat(nextPeer.getInputStream().read()).isEqualTo(42);
        }
        assertThat(proxy.counts().cut()).isEqualTo(1);
    }

    @Test
    void refused_connections_end_at_once_until_taken_back() throws IOException {
        proxy.refuse(true);
        assertThatThrownBy(() -> {
                    try (Socket refused = open()) {
                        if (refused.getInputStream().read() < 0) {
                            throw new IOException("ended");
                        }
                    }
                })
                .isInstanceOf(IOException.class);
        await().until(() -> proxy.counts().refused() == 1);
        proxy.refuse(false);
        proxy.refuseFor(Duration.ofMillis(-1));
        try (Socket next = open();
                Socket nextPeer = server.accept()) {
            nextPeer.getOutputStream().write(1);
            assertThat(next.getInputStream().read()).isEqualTo(1);
        }
    }

    @Test
    void a_stalled_line_carries_nothing_and_tells_nobody_until_it_goes_on() throws IOException {
        proxy.stall(true);
        client.getOutputStream().write(9);
        peer.setSoTimeout(150);
        assertThatThrownBy(() -> peer.getInputStream().read()).isInstanceOf(SocketTimeoutException.class);
        proxy.stall(false);
        peer.setSoTimeout(5_000);
        assertThat(peer.getInputStream().read()).isEqualTo(9);
        assertThat(proxy.counts().open()).isEqualTo(1);
    }

    @Test
    void a_torn_line_ends_in_the_middle_of_a_message() throws IOException {
        assertThat(proxy.tearAfter(3)).isTrue();
        peer.getOutputStream().write(new byte[] {1, 2, 3, 4, 5});
        assertThat(client.getInputStream().readNBytes(3)).containsExactly(1, 2, 3);
        await().until(() -> proxy.counts().torn() == 1);
        assertThat(readToEnd(client)).isZero();
        assertThat(proxy.counts().bytesToClient()).isEqualTo(3);
    }

    private static int readToEnd(Socket socket) {
        try {
            return socket.getInputStream().readAllBytes().length;
        } catch (IOException e) {
            return 0; // a reset is an end too
        }
    }

    @Test
    void delayed_bytes_come_late_and_in_order() throws IOException {
        proxy.delay(Duration.ofMillis(200));
        long start = System.nanoTime();
        client.getOutputStream().write(new byte[] {1, 2});
        client.getOutputStream().write(3);
        assertThat(peer.getInputStream().readNBytes(3)).containsExactly(1, 2, 3);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofMillis(200));
    }

    @Test
    void a_target_that_is_not_there_ends_the_connection() throws IOException {
        int nobody = server.getLocalPort();
        server.close();
        proxy.target(new InetSocketAddress(InetAddress.getLoopbackAddress(), nobody));
        try (Socket lonely = open()) {
            assertThat(readToEnd(lonely)).isZero();
        }
        await().until(() -> proxy.counts().unreachable() == 1);
    }

    @Test
    void a_taken_port_is_named_and_a_closed_proxy_ends_everything() throws IOException {
        assertThatThrownBy(() -> new TcpProxy(proxy.port(), new InetSocketAddress(InetAddress.getLoopbackAddress(), 1)))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("listenPort " + proxy.port());
        var other = TcpProxy.to(server.getLocalPort());
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), other.port())) {
            server.accept().close();
            other.close();
            assertThat(readToEnd(socket)).isZero();
            assertThatThrownBy(other::counts).hasMessageContaining("closed");
        }
    }
}
