package io.connects.salesforce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.connects.core.Secret;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.Arrays;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SigningKeyTest {
    private static final byte[] BYTES = "signed".getBytes(StandardCharsets.US_ASCII);

    static String pem(String label, byte[] der) {
        return "-----BEGIN " + label + "-----\n" + Base64.getMimeEncoder().encodeToString(der) + "\n-----END " + label
                + "-----\n";
    }

    private static KeyPair pair(String algorithm, int bits) throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
        generator.initialize(bits);
        return generator.generateKeyPair();
    }

    @Test
    void reads_both_forms_of_pem_and_passes_certificates_over() throws Exception {
        byte[] pkcs8 = pair("RSA", 2048).getPrivate().getEncoded();
        // The key of PKCS#1 is the last octet string in that of PKCS#8: 26 bytes of headers for a key of 2,048 bits.
        byte[] pkcs1 = Arrays.copyOfRange(pkcs8, 26, pkcs8.length);
        String certificate = pem("CERTIFICATE", new byte[] {1, 2, 3});
        byte[] expected = SigningKey.pem(Secret.of(certificate + pem("PRIVATE KEY", pkcs8)))
                .sign(BYTES);
        assertThat(SigningKey.pem(Secret.of(pem("RSA PRIVATE KEY", pkcs1))).sign(BYTES))
                .isEqualTo(expected);
    }

    @Test
    void refuses_a_label_of_many_words() {
        String hostile = "-----BEGIN " + "A ".repeat(200_000) + "PRIVATE KEY-----";
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SigningKey.pem(Secret.of(hostile)))
                .withMessage("pem: holds no private key");
    }

    @Test
    void reads_the_one_key_of_a_pkcs12_file(@TempDir Path directory) throws Exception {
        byte[] file = Files.readAllBytes(pkcs12(directory.resolve("key.p12"), "changeit"));
        assertThat(SigningKey.pkcs12(file, Secret.of("changeit"))).hasToString("RSA 2048 ****");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SigningKey.pkcs12(file, Secret.of("wrong")))
                .withMessage("file: is not PKCS#12, or has another password");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SigningKey.pkcs12(Arrays.copyOf(file, file.length / 2), Secret.of("changeit")));
    }

    /** A file with a new key and its certificate, as an administrator makes it. */
    static Path pkcs12(Path file, String password) throws Exception {
        String[] command = {
            Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
            "-genkeypair",
            "-keyalg",
            "RSA",
            "-keysize",
            "2048",
            "-dname",
            "CN=connects",
            "-storetype",
            "PKCS12",
            "-keystore",
            file.toString(),
            "-storepass",
            password
        };
        Process keytool = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(keytool.waitFor()).as(said).isZero();
        return file;
    }

    @Test
    void refuses_keys_that_salesforce_does_not_take() throws Exception {
        refused(pem("PRIVATE KEY", pair("RSA", 1024).getPrivate().getEncoded()), "at least 2048 bits, it has 1024");
        refused(pem("EC PRIVATE KEY", new byte[] {1}), "RS256 alone; it holds EC PRIVATE KEY");
        refused(pem("PRIVATE KEY", pair("EC", 256).getPrivate().getEncoded()), "no readable RSA key");
        refused(pem("ENCRYPTED PRIVATE KEY", new byte[] {1}), "the key is encrypted");
        refused(
                "-----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\nDEK-Info: AES-128-CBC,00\n\nAAAA\n"
                        + "-----END RSA PRIVATE KEY-----",
                "the key is encrypted");
        refused(pem("CERTIFICATE", new byte[] {1}), "holds no private key");
        refused(pem("PRIVATE KEY", new byte[] {1, 2, 3}), "no readable RSA key");
        refused(pem("RSA PRIVATE KEY", new byte[] {1, 2, 3}), "no readable RSA key");
        refused("x".repeat(2_000_000), "holds no private key");
    }

    private static void refused(String pem, String why) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SigningKey.pem(Secret.of(pem)))
                .withMessageStartingWith("pem: ")
                .withMessageContaining(why);
    }
}
