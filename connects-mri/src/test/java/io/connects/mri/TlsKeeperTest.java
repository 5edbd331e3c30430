package io.connects.mri;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import io.connects.mri.internal.transport.TlsGate;
import io.connects.mri.tls.CertificateExpiry;
import io.connects.mri.tls.KeyMaterial;
import io.connects.mri.tls.MriTls;
import io.connects.mri.tls.Pki;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TlsKeeperTest {
    @Test
    void a_listener_that_throws_loses_no_notice_of_the_other_certificates() {
        var pki = new Pki("authority");
        KeyMaterial material = pki.material(pki.issue("connects"));
        var tls = MriTls.builder(() -> material)
                .clock(InstantSource.fixed(
                        material.trust().get(0).getNotAfter().toInstant().plus(Duration.ofDays(1))))
                .build();
        var told = new ArrayList<String>();
        var keeper = new TlsKeeper(tls, new TlsGate(Duration.ofSeconds(1)), new MriListener() {
            @Override
            public void certificateExpiry(CertificateExpiry expiry) {
                told.add(expiry.subject());
                throw new IllegalStateException("thrown by the test");
            }
        });
        List<Runnable> callbacks = new ArrayList<>();
        try (var log = new LogRecorder(MriSession.class)) {
            keeper.check(callbacks::add);
            assertThat(log.lines(Level.WARN)).hasSize(2);
        }
        for (Runnable callback : callbacks) {
            assertThatThrownBy(callback::run).hasMessage("thrown by the test");
        }
        assertThat(told).containsExactly("CN=connects", "CN=authority");
    }
}
