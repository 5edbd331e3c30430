package io.connects.core.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.cert.X509Certificate;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TrustFilesTest {
    @TempDir
    Path folder;

    private Path file;
    private X509Certificate first;
    private TestCertificate other;

    @BeforeEach
    void make() throws Exception {
        var certificate = new TestCertificate(folder, "first.test");
        other = new TestCertificate(folder, "other.test");
        first = PemCertificates.read(certificate.pem()).get(0);
        file = Files.copy(certificate.pem(), folder.resolve("company.pem"));
    }

    @Test
    void what_was_read_stays_while_the_file_is_gone_or_broken_and_goes_when_it_is_another() throws Exception {
        var trust = new TrustFiles(List.of(file));
        assertThat(trust.anchors()).containsExactly(first);
        Files.delete(file);
        assertThat(trust.anchors()).containsExactly(first);
        Files.writeString(file, "nonsense");
        assertThat(trust.anchors()).containsExactly(first);
        Files.copy(other.pem(), file, StandardCopyOption.REPLACE_EXISTING);
        assertThat(trust.anchors()).containsExactlyElementsOf(PemCertificates.read(other.pem()));
    }

    @Test
    void nobody_is_trusted_without_files() throws Exception {
        assertThat(new TrustFiles(List.of()).current()).isNull();
    }
}
