package io.connects.salesforce.streaming;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.connects.core.http.TestCertificate;
import io.connects.core.installed.Installed;
import io.connects.salesforce.testorg.TestOrg;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A real Squid that takes tickets of a real key distribution centre. */
@Timeout(200)
final class KerberosProxyTest {
    @TempDir
    Path folder;

    private TestCertificate certificate;
    private TestOrg org;
    private Kdc kdc;
    private Squid squid;

    @BeforeEach
    void start() throws Exception {
        Installed.require(Squid.PROGRAM, "squid");
        Installed.require(Kdc.PROGRAM, "krb5-kdc");
        Installed.require(Kdc.ADMIN, "krb5-admin-server");
        Installed.require(Kdc.LOGIN, "krb5-user");
        certificate = new TestCertificate(folder, "org.test");
        org = new TestOrg(certificate, Duration.ofSeconds(5));
        kdc = new Kdc(folder);
        squid = Squid.negotiate(folder, kdc.keytab(), Kdc.SERVICE, kdc.environment());
    }

    @AfterEach
    void stop() {
        if (squid != null) {
            squid.close();
        }
        if (kdc != null) {
            kdc.close();
        }
        if (org != null) {
            org.close();
        }
    }

    private String ask(Path tickets) throws IOException {
        var program = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Djava.security.krb5.conf=" + kdc.configuration(),
                "-Djavax.security.auth.useSubjectCredsOnly=false",
                "-cp",
                System.getProperty("java.class.path"),
                KerberosProgram.class.getName(),
                org.uri().toString(),
                certificate.pem().toString(),
                String.valueOf(squid.port()));
        program.environment().put("KRB5CCNAME", tickets.toString());
        // The JDK asks for a password where it can.
        program.redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()));
        Process process = program.redirectError(ProcessBuilder.Redirect.DISCARD).start();
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    @Test
    void takes_the_ticket_of_the_user_who_runs_the_program() throws Exception {
        assertThat(ask(kdc.login())).contains("version 66.0");
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() ->
                        assertThat(squid.log()).contains("CONNECT org.test:").contains("connects@" + Kdc.REALM));
    }

    @Test
    void is_not_asked_without_a_ticket_and_that_is_said() throws Exception {
        assertThat(ask(folder.resolve("none"))).contains("was not asked: no Kerberos ticket for HTTP@localhost");
        assertThat(squid.log()).doesNotContain("CONNECT");
    }
}
