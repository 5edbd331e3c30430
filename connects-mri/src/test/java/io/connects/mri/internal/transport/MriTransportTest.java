package io.connects.mri.internal.transport;

import static org.assertj.core.api.Assertions.assertThat;

import io.connects.mri.codec.MriCodec;
import io.connects.mri.codec.MriDialect;
import io.connects.mri.message.MriMessage;
import io.connects.mri.tls.Pki;
import io.netty.channel.embedded.EmbeddedChannel;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

class MriTransportTest {
    private final List<String> refused = new CopyOnWriteArrayList<>();

    private final TransportHandler nobody = new TransportHandler() {
        @Override
        public void connected(long connection, String host) {}

        @Override
        public void received(long connection, MriMessage message) {}

        @Override
        public void skipped(long connection, SkippedFrame frame) {}

        @Override
        public void dropped(String peer, String reason) {}

        @Override
        public void disconnected(long connection, String reason) {}

        @Override
        public void refused(String host, String reason) {
            refused.add(reason);
        }
    };

    @Test
    void connections_accepted_while_reading_is_paused_are_paused_too() {
        MriCodec codec = MriCodec.of(MriDialect.ged125Like());
        var transport = new MriTransport(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                codec,
                65_536,
                new Admission(Set.of(), null),
                nobody);
        var before = new EmbeddedChannel();
        var meanwhile = new EmbeddedChannel();
        var afterwards = new EmbeddedChannel();

        transport.accept(before, codec, nobody);
        transport.pauseReading(true);
        transport.accept(meanwhile, codec, nobody);
        assertThat(before.config().isAutoRead()).isFalse();
        assertThat(meanwhile.config().isAutoRead()).isFalse();

        transport.pauseReading(false);
        transport.accept(afterwards, codec, nobody);
        assertThat(before.config().isAutoRead()).isTrue();
        assertThat(meanwhile.config().isAutoRead()).isTrue();
        assertThat(afterwards.config().isAutoRead()).isTrue();

        var stopped = new CompletableFuture<Void>();
        transport.stop(() -> stopped.complete(null));
        assertThat(stopped).succeedsWithin(Duration.ofSeconds(5));
    }

    @Test
    void holds_only_so_many_connections() {
        MriCodec codec = MriCodec.of(MriDialect.ged125Like());
        var transport = new MriTransport(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                codec,
                65_536,
                new Admission(Set.of(), null),
                nobody);
        var first = new EmbeddedChannel();
        transport.accept(first, codec, nobody);
        for (int i = 1; i < Admission.MOST_CONNECTIONS; i++) {
            transport.accept(new EmbeddedChannel(), codec, nobody);
        }
        var surplus = new EmbeddedChannel();
        transport.accept(surplus, codec, nobody);
        assertThat(refused).containsExactly("too many connections: " + Admission.MOST_CONNECTIONS);
        assertThat(surplus.isOpen()).isFalse();
        assertThat(first.isOpen()).isTrue();

        var stopped = new CompletableFuture<Void>();
        transport.stop(() -> stopped.complete(null));
        assertThat(stopped).succeedsWithin(Duration.ofSeconds(5));
    }

    @Test
    void the_oldest_handshake_gives_way_when_there_is_no_room() {
        var pki = new Pki("authority");
        var gate = new TlsGate(Duration.ofSeconds(10));
        gate.use(pki.material(pki.issue("connects")));
        MriCodec codec = MriCodec.of(MriDialect.ged125Like());
        var transport = new MriTransport(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                codec,
                65_536,
                new Admission(Set.of(), gate),
                nobody);
        var idle = new ArrayList<EmbeddedChannel>();
        for (int i = 0; i < Admission.MOST_CONNECTIONS; i++) {
            idle.add(new EmbeddedChannel());
            transport.accept(idle.get(i), codec, nobody);
        }
        var newcomer = new EmbeddedChannel();
        transport.accept(newcomer, codec, nobody);
        idle.get(0).runPendingTasks();
        assertThat(newcomer.isOpen()).isTrue();
        assertThat(idle).filteredOn(channel -> !channel.isOpen()).containsExactly(idle.get(0));
        assertThat(refused).containsExactly("gave way to a newer connection during the TLS handshake");

        var stopped = new CompletableFuture<Void>();
        transport.stop(() -> stopped.complete(null));
        assertThat(stopped).succeedsWithin(Duration.ofSeconds(5));
    }
}
