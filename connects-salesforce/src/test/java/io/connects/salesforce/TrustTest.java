package io.connects.salesforce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.awaitility.Awaitility.await;

import io.connects.core.http.ClientResources;
import io.connects.core.http.TestCertificate;
import io.connects.salesforce.internal.Lasting;
import io.connects.salesforce.testorg.TestOrg;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
final class TrustTest {
    @TempDir
    static Path certificates;

    private static TestCertificate own;
    private static TestCertificate other;

    @TempDir
    Path folder;

    private TestOrg org;
    private SalesforceClient base;
    private Path trusted;

    @BeforeAll
    static void make() throws Exception {
        own = new TestCertificate(certificates, "org.test");
        other = new TestCertificate(certificates, "other.test");
    }

    @BeforeEach
    void start() throws Exception {
        org = new TestOrg(own, Duration.ofSeconds(10));
        base = SalesforceClient.open(org.options().build());
        trusted = folder.resolve("company.pem");
    }

    @AfterEach
    void stop() {
        base.close();
        org.close();
    }

    /** A client that finds the org, and trusts what the file holds. */
    private SalesforceClient client() {
        ClientResources on = base.resources();
        OkHttpClient found = on.http()
                .newBuilder()
                .dns(name -> List.of(InetAddress.getLoopbackAddress()))
                .build();
        return SalesforceClient.open(org.options().trustFiles(List.of(trusted)).build(), on.with(found));
    }

    private void trust(TestCertificate who, int second) throws Exception {
        Files.copy(who.pem(), trusted, StandardCopyOption.REPLACE_EXISTING);
        changedAt(second);
    }

    private void changedAt(int second) throws Exception {
        Files.setLastModifiedTime(trusted, FileTime.from(Instant.ofEpochSecond(1_700_000_000L + second)));
    }

    private static Throwable refusal(SalesforceClient client) {
        client.resources().http().connectionPool().evictAll();
        return ScriptedServer.failure(client.tokens().accessToken());
    }

    @Test
    void an_authority_in_a_file_is_trusted() throws Exception {
        trust(own, 0);
        assertThat(ScriptedServer.get(client().tokens().accessToken())).isNotNull();
    }

    @Test
    void another_is_not_and_is_named_with_the_setting() throws Exception {
        trust(other, 0);
        Throwable refusal = refusal(client());
        assertThat(refusal).hasMessageContaining("vouched for by CN=org.test").hasMessageContaining("trustFiles");
        assertThat(Lasting.is(refusal)).isTrue();
        assertThat(org.calls()).isEmpty();
    }

    @Test
    void a_certificate_that_has_run_out_is_not_said_to_be_of_an_unknown_authority() throws Exception {
        TestCertificate expired = TestCertificate.expired(folder, "org.test");
        trust(expired, 0);
        org.close();
        org = new TestOrg(expired, Duration.ofSeconds(10));
        Throwable refusal = refusal(client());
        assertThat(refusal)
                .hasMessageContaining("the certificate of CN=org.test is not accepted")
                .hasMessageNotContaining("trustFiles");
        assertThat(Lasting.is(refusal)).isTrue();
    }

    @Test
    void a_certificate_of_another_host_is_everybodys_to_act_on() throws Exception {
        trust(other, 0);
        org.close();
        org = new TestOrg(other, Duration.ofSeconds(10));
        Throwable refusal = refusal(client());
        assertThat(refusal).hasMessageContaining("Hostname org.test not verified");
        assertThat(Lasting.is(refusal)).isTrue();
    }

    @Test
    void nobody_is_trusted_without_a_file() {
        ClientResources on = base.resources();
        OkHttpClient found = on.http()
                .newBuilder()
                .dns(name -> List.of(InetAddress.getLoopbackAddress()))
                .build();
        Throwable refusal = refusal(SalesforceClient.open(org.options().build(), on.with(found)));
        assertThat(refusal).hasMessageContaining("vouched for by CN=org.test").hasMessageContaining("add its CA");
    }

    @Test
    void a_file_that_changes_is_read_again() throws Exception {
        trust(other, 0);
        SalesforceClient client = client();
        refusal(client);
        trust(own, 1);
        assertThat(ScriptedServer.get(client.tokens().accessToken())).isNotNull();
        trust(other, 2);
        // TLS sessions are taken up again for a second.
        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
            var unused = client.tokens()
                    .accessToken()
                    .thenAccept(held -> client.tokens().reject(held.secret()));
            assertThat(refusal(client)).hasMessageContaining("vouched for by CN=org.test");
        });
    }

    @Test
    void a_file_that_breaks_leaves_what_was_read_before() throws Exception {
        trust(own, 0);
        SalesforceClient client = client();
        assertThat(ScriptedServer.get(client.tokens().accessToken())).isNotNull();
        Files.writeString(trusted, "nonsense");
        changedAt(1);
        client.tokens().reject(ScriptedServer.get(client.tokens().accessToken()).secret());
        client.resources().http().connectionPool().evictAll();
        assertThat(ScriptedServer.get(client.tokens().accessToken())).isNotNull();
        Files.delete(trusted);
        client.tokens().reject(ScriptedServer.get(client.tokens().accessToken()).secret());
        client.resources().http().connectionPool().evictAll();
        assertThat(ScriptedServer.get(client.tokens().accessToken())).isNotNull();
    }

    @Test
    void files_that_cannot_be_used_at_the_start_are_faults_by_name() throws Exception {
        assertFault("cannot be read");
        Files.writeString(trusted, "");
        assertFault("no certificate");
        Files.writeString(trusted, "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n");
        assertFault("something else than certificates");
        Files.write(trusted, new byte[5 * 1024 * 1024]);
        assertFault("longer than");
    }

    private void assertFault(String words) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> org.options().trustFiles(List.of(trusted)).build())
                .withMessageContaining("trustFiles: " + trusted)
                .withMessageContaining(words);
    }
}
