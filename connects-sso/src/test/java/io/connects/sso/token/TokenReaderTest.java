package io.connects.sso.token;

import static io.connects.sso.token.Forge.IDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.connects.core.Secret;
import io.connects.core.http.TestCertificate;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TokenReaderTest {
    @Test
    void explains_a_token_without_what_could_be_used() {
        Secret token = new Forge().signedBy(IDS);
        String text = TokenReader.read(token).explain();
        assertThat(text)
                .startsWith(
                        "access token, not verified: alg=RS256 kid=- iss=ids-a.example.com user=jdoe realm=example.com")
                .contains(
                        "issued=2026-11-28T00:00:00Z expires=2026-11-28T00:05:00Z",
                        "id=…",
                        "client=…",
                        "scope=ccc_onprem_apps")
                .doesNotContain("0f9d-id", "rt-id", "c1ient");
        for (String part : token.reveal().split("\\.", -1)) {
            assertThat(text).doesNotContain(part);
        }
    }

    @Test
    void what_a_forger_writes_cannot_spoil_a_log() {
        String text = TokenReader.read(new Forge()
                        .user("x\\\\n2026 INFO all is well\\u2028" + "y".repeat(500))
                        .header("{\"alg\":\"\\n\"}")
                        .ids("0123456789abcdef", "0123456789abcdef")
                        .signedBy(IDS))
                .explain();
        assertThat(text.lines()).hasSize(1);
        assertThat(text)
                .contains("alg=? ", "user=x?2026?INFO", "id=0123… ")
                .doesNotContain("y".repeat(100))
                .hasSizeLessThan(600);
    }

    @Test
    void explains_what_is_no_signed_token() {
        assertThat(TokenReader.read(Secret.of("0paque")).explain())
                .contains("6 characters")
                .doesNotContain("0paque");
        assertThat(TokenReader.read(Secret.of("a.b.c")).explain()).startsWith("malformed token: the header");
    }

    @Test
    void reads_whatever_it_is_given() {
        String token = new Forge().signedBy(IDS).reveal();
        for (int end = 1; end < token.length(); end++) {
            assertThat(TokenReader.read(Secret.of(token.substring(0, end))).explain())
                    .isNotEmpty();
        }
        var random = new Random(11);
        for (int i = 0; i < 2_000; i++) {
            var changed = new StringBuilder(token);
            for (int n = 0; n < 3; n++) {
                changed.setCharAt(random.nextInt(token.length()), (char) (' ' + random.nextInt(95)));
            }
            assertThat(TokenReader.read(Secret.of(changed.toString())).explain())
                    .isNotEmpty();
        }
    }

    @Test
    void reads_keys_in_the_forms_that_ids_may_use(@TempDir Path folder) throws Exception {
        String base64 = Base64.getMimeEncoder().encodeToString(IDS.getPublic().getEncoded());
        assertThat(VerificationKey.of(base64)).isEqualTo(Forge.key(IDS));
        assertThat(VerificationKey.of("-----BEGIN PUBLIC KEY-----\n" + base64 + "\n-----END PUBLIC KEY-----\n"))
                .isEqualTo(Forge.key(IDS));
        String certificate = Files.readString(new TestCertificate(folder, "ids.example.com").pem());
        assertThatThrownBy(() -> VerificationKey.of(certificate)).hasMessageContaining("of EC and not of RSA");
        assertThatThrownBy(() -> VerificationKey.of("<html>")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() ->
                        VerificationKey.of("-----BEGIN RSA PRIVATE KEY-----\nAAAA\n-----END RSA PRIVATE KEY-----"))
                .hasMessageContaining("neither a public key nor a certificate");
    }
}
