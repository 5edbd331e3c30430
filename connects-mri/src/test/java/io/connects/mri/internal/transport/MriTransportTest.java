package io.connects.mri.internal.transport;

import static org.assertj.core.api.Assertions.assertThat;

import io.connects.core.ProtocolViolationException;
import io.connects.mri.codec.MriCodec;
import io.connects.mri.codec.MriDialect;
import io.connects.mri.message.MriMessage;
import io.netty.channel.embedded.EmbeddedChannel;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class MriTransportTest {
    private static final TransportHandler NOBODY = new TransportHandler() {
        @Override
        public void connected(long connection, String host) {}

        @Override
        public void received(long connection, MriMessage message) {}

        @Override
        public void skipped(long connection, ProtocolViolationException violation) {}

        @Override
        public void disconnected(long connection, String reason) {}

        @Override
        public void refused(String host, String reason) {}
    };

    @Test
    void connections_accepted_while_reading_is_paused_are_paused_too() {
        MriCodec codec = MriCodec.of(MriDialect.ged125Like());
        var transport = new MriTransport(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                codec,
                65_536,
                new Admission(Set.of(), null),
                NOBODY);
        var before = new EmbeddedChannel();
        var meanwhile = new EmbeddedChannel();
        var afterwards = new EmbeddedChannel();

        transport.accept(before, codec, NOBODY);
        transport.pauseReading(true);
        transport.accept(meanwhile, codec, NOBODY);
        assertThat(before.config().isAutoRead()).isFalse();
        assertThat(meanwhile.config().isAutoRead()).isFalse();

        transport.pauseReading(false);
        transport.accept(afterwards, codec, NOBODY);
        assertThat(before.config().isAutoRead()).isTrue();
        assertThat(meanwhile.config().isAutoRead()).isTrue();
        assertThat(afterwards.config().isAutoRead()).isTrue();

        var stopped = new CompletableFuture<Void>();
        transport.stop(() -> stopped.complete(null));
        assertThat(stopped).succeedsWithin(Duration.ofSeconds(5));
    }
}
