package io.connects.mri;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import io.connects.mri.codec.MriDialect;
import io.connects.mri.message.HeartbeatConf;
import io.connects.mri.message.HeartbeatReq;
import io.connects.mri.message.OpenReq;
import io.connects.mri.message.SessionState;
import io.connects.mri.tls.CertificateExpiry;
import io.connects.mri.tls.KeyMaterial;
import io.connects.mri.tls.MriTls;
import io.connects.mri.tls.Pki;
import io.netty.pkitesting.X509Bundle;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Real handshakes over loopback. */
class TlsSessionTest {
    private static final Pki PKI = new Pki("authority");
    /** Of the same name, so that a client's certificate is sent and has to be checked. */
    private static final Pki STRANGERS = new Pki("authority");

    private static final X509Bundle OWN = PKI.issue("connects");
    private static final X509Bundle PIM = PKI.issue("pim");

    private final Queue<Object> reports = new ConcurrentLinkedQueue<>();
    private volatile KeyMaterial material = PKI.material(OWN);
    private volatile IOException unreadable;
    private MriSession session;

    private MriTls.Builder tls() {
        return MriTls.builder(() -> {
                    if (unreadable != null) {
                        throw unreadable;
                    }
                    return material;
                })
                .checkInterval(Duration.ofMillis(20));
    }

    private void start(MriTls tls) {
        MriOptions options = MriOptions.builder()
                .address(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                .tls(tls)
                .build();
        session = new MriSession(options, new MriListener() {
            @Override
            public void state(SessionState state, String reason) {
                reports.add(state);
            }

            @Override
            public void connectionRefused(String host, String reason) {
                reports.add(host + " " + reason);
            }

            @Override
            public void certificateExpiry(CertificateExpiry expiry) {
                reports.add(expiry);
            }

            @Override
            public void keyMaterialRefused(String reason) {
                reports.add("material " + reason);
            }
        });
        session.start();
    }

    @AfterEach
    void close() {
        session.close();
        assertThat(session.closed()).succeedsWithin(Duration.ofSeconds(5));
    }

    private static SSLSocket socket(X509Bundle own, Pki trusted, String... protocols) {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(
                    own == null ? new KeyManager[0] : own.toKeyManagerFactory().getKeyManagers(),
                    new TrustManager[] {trusted.authority().toTrustManager()},
                    null);
            SSLSocket socket = (SSLSocket) context.getSocketFactory().createSocket();
            if (protocols.length > 0) {
                socket.setEnabledProtocols(protocols);
            }
            return socket;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private ScriptedPim connect(Socket socket) {
        return ScriptedPim.connect(socket, session.address(), MriDialect.ged125Like());
    }

    private static void proveItAnswers(ScriptedPim pim) {
        pim.send(new HeartbeatReq(77));
        assertThat(pim.next()).isEqualTo(new HeartbeatConf(77));
    }

    private void awaitReport(Object expected) {
        await().untilAsserted(() -> assertThat(reports).contains(expected));
    }

    private void awaitRefusal(String reason) {
        await().untilAsserted(() -> assertThat(reports)
                .anySatisfy(report ->
                        assertThat(report).asString().startsWith("127.0.0.1 ").contains(reason)));
        assertThat(reports).doesNotContain(SessionState.ROUTING);
    }

    /** A PIM that does not know yet that it is refused. */
    private void tryToOpen(Socket socket) {
        try (ScriptedPim pim = connect(socket)) {
            assertThatThrownBy(() -> pim.open(20_000))
                    .isInstanceOfAny(UncheckedIOException.class, AssertionError.class);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void opens_a_session_over(String protocol) {
        start(tls().build());
        SSLSocket socket = socket(PIM, PKI, protocol);
        try (ScriptedPim pim = connect(socket)) {
            pim.open(20_000);
            proveItAnswers(pim);
            assertThat(socket.getSession().getProtocol()).isEqualTo(protocol);
            awaitReport(SessionState.ROUTING);
        }
        awaitReport(SessionState.DOWN);
    }

    @Test
    void refuses_tls_1_1() {
        start(tls().build());
        // ClientHello of TLS 1.1 by hand, for the JDK would not send one: version, random, no session, one cipher
        // suite, no compression.
        String hello = "0302" + "11".repeat(32) + "00" + "0002002F" + "0100";
        byte[] bytes = HexFormat.of().parseHex(hello);
        var record = ByteBuffer.allocate(bytes.length + 9)
                .put(HexFormat.of().parseHex("160301"))
                .putShort((short) (bytes.length + 4))
                .putInt(0x01000000 | bytes.length)
                .put(bytes);
        try (ScriptedPim pim = connect(new Socket())) {
            pim.send(record.array());
            pim.awaitClosed();
        }
        awaitRefusal("TLSv1.1 is not enabled");
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void refuses_a_peer_without_a_certificate_over(String protocol) {
        start(tls().build());
        tryToOpen(socket(null, PKI, protocol));
        awaitRefusal("TLS handshake failed: ");
        assertThat(reports).asString().contains("client certificate");
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void refuses_a_certificate_of_another_authority_over(String protocol) {
        start(tls().build());
        tryToOpen(socket(STRANGERS.issue("stranger"), PKI, protocol));
        awaitRefusal("TLS handshake failed: Signature does not match");
    }

    @Test
    void is_refused_by_a_peer_that_trusts_another_authority() {
        start(tls().build());
        tryToOpen(socket(PIM, STRANGERS));
        awaitRefusal("TLS handshake failed: ");
    }

    @Test
    void tells_a_peer_that_speaks_plain_text() {
        start(tls().build());
        try (ScriptedPim pim = connect(new Socket());
                var log = new LogRecorder(MriSession.class)) {
            pim.send(new OpenReq(1, 1, 20_000));
            pim.awaitClosed();
            awaitRefusal("does not speak TLS");
            assertThat(log.lines(Level.WARN))
                    .containsExactly("Refused an MRI connection host=127.0.0.1 reason=\"does not speak TLS\"");
        }
    }

    @Test
    void gives_a_handshake_only_so_much_time() {
        start(tls().handshakeDeadline(Duration.ofMillis(100)).build());
        try (ScriptedPim pim = connect(new Socket())) {
            pim.awaitClosed();
        }
        awaitRefusal("no TLS handshake in time");
    }

    @Test
    void tells_a_peer_that_goes_away_during_the_handshake() {
        start(tls().build());
        connect(new Socket()).close();
        awaitRefusal("closed during the TLS handshake");
    }

    @Test
    void new_key_material_is_used_for_new_connections_and_leaves_the_old_ones_alone() throws Exception {
        start(tls().build());
        try (ScriptedPim old = connect(socket(PIM, PKI))) {
            old.open(20_000);
            awaitReport(SessionState.ROUTING);
            X509Bundle next = PKI.issue("next");
            try (var log = new LogRecorder(MriSession.class)) {
                material = PKI.material(next);
                await().untilAsserted(() -> assertThat(log.lines(Level.INFO))
                        .containsExactly("MRI key material replaced: new connections use " + material));
            }
            proveItAnswers(old);

            SSLSocket socket = socket(PIM, PKI);
            try (ScriptedPim young = connect(socket)) {
                young.open(20_000);
                X509Certificate seen = (X509Certificate) socket.getSession().getPeerCertificates()[0];
                assertThat(seen).isEqualTo(next.getCertificate());
            }
        }
    }

    @Test
    void trust_that_was_taken_away_holds_for_new_connections() {
        start(tls().build());
        KeyMaterial distrusting = STRANGERS.material(STRANGERS.issue("connects"));
        try (var log = new LogRecorder(MriSession.class)) {
            material = distrusting;
            await().untilAsserted(() -> assertThat(log.lines(Level.INFO)).hasSize(1));
        }
        tryToOpen(socket(PIM, STRANGERS));
        awaitRefusal("TLS handshake failed: Signature does not match");
    }

    @Test
    void key_material_that_cannot_be_used_is_told_once_and_the_old_stays_in_use() {
        start(tls().build());
        unreadable = new IOException("no such disk");
        awaitReport("material java.io.IOException: no such disk");
        try (ScriptedPim pim = connect(socket(PIM, PKI))) {
            pim.open(20_000);
            proveItAnswers(pim);
        }
        unreadable = new IOException("another fault");
        awaitReport("material java.io.IOException: another fault");
        assertThat(reports)
                .filteredOn("material java.io.IOException: no such disk"::equals)
                .hasSize(1);
    }

    @Test
    void certificates_that_come_near_their_end_are_told() {
        var end = OWN.getCertificate().getNotAfter().toInstant();
        start(tls().clock(InstantSource.fixed(end.minus(Duration.ofDays(6)))).build());
        awaitReport(new CertificateExpiry(
                "CN=connects", OWN.getCertificate().getSerialNumber().toString(16), end, 7));
    }

    @Test
    void does_not_start_without_key_material() {
        unreadable = new IOException("no such file");
        assertThatThrownBy(() -> start(tls().build()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("tls: the key material cannot be read: java.io.IOException: no such file");
        assertThatThrownBy(session::address).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void options_have_limits() {
        start(tls().build());
        assertThatThrownBy(() -> tls().handshakeDeadline(Duration.ZERO)
                        .checkInterval(Duration.ofDays(2))
                        .build())
                .hasMessageContaining("handshakeDeadline: ")
                .hasMessageContaining("checkInterval: ");
    }
}
