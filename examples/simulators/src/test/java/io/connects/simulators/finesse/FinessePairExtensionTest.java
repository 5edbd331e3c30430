package io.connects.simulators.finesse;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class FinessePairExtensionTest {
    @RegisterExtension
    final FinessePairExtension pairs =
            new FinessePairExtension(() -> Office.staff().build());

    private static HttpClient trusting(FinessePair pair) throws Exception {
        var store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        try (InputStream pem = Files.newInputStream(pair.authorityPem())) {
            store.setCertificateEntry(
                    "authority", CertificateFactory.getInstance("X.509").generateCertificate(pem));
        }
        var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store);
        var tls = SSLContext.getInstance("TLS");
        tls.init(null, trust.getTrustManagers(), null);
        return HttpClient.newBuilder().sslContext(tls).build();
    }

    @Test
    void whoever_trusts_the_authority_gets_rest_and_notifications_over_tls(FinessePair pair) throws Exception {
        HttpClient http = trusting(pair);
        assertThat(pair).isSameAs(pairs.pair());
        Rest rest =
                Rest.basic(http, pair.b().rest(), "1001", pair.password("1001").reveal());
        assertThat(rest.get("/User/1001").status()).isEqualTo(200);
        for (URI uri : new URI[] {pair.a().webSocket(), pair.a().webSocketWithRest()}) {
            try (var client = new WebSocketClient(http, uri, pair.xmppDomain())) {
                client.login("1001", pair.password("1001").reveal(), "tls");
            }
        }
    }

    @Test
    void the_program_tells_how_to_reach_it() {
        var out = new StringWriter();
        try (FinessePair pair = FinesseProgram.run(FinesseFlavour.CCX, "12.5", true, new PrintWriter(out))) {
            assertThat(out.toString())
                    .contains("rest A " + pair.a().plainRest())
                    .contains("bosh B " + pair.b().plainBosh())
                    .contains("agent 1001 password secret1001 extension 2001");
        }
    }
}
