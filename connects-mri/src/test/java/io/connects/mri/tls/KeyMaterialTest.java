package io.connects.mri.tls;

import static io.connects.mri.tls.Pki.bytes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.connects.core.Secret;
import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.PrivateKey;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.openssl.PKCS8Generator;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.openssl.jcajce.JcaPKCS8Generator;
import org.bouncycastle.openssl.jcajce.JceOpenSSLPKCS8EncryptorBuilder;
import org.bouncycastle.operator.OutputEncryptor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyMaterialTest {
    private static final Secret PASSWORD = Secret.of("correct horse");
    private static final Secret OTHER = Secret.of("battery staple");
    private static final Pki PKI = new Pki("authority");
    private static final X509Bundle OWN = PKI.issue("connects");
    private static final byte[] KEY = bytes(OWN.getPrivateKeyPEM());
    private static final byte[] CHAIN = bytes(OWN.getCertificatePathPEM());
    private static final byte[] TRUST = bytes(PKI.authority().getCertificatePEM());

    /** As OpenSSL writes it, by neither its code nor ours. */
    private static byte[] encrypted(PrivateKey key) throws Exception {
        OutputEncryptor encryptor = new JceOpenSSLPKCS8EncryptorBuilder(PKCS8Generator.AES_256_CBC)
                .setPRF(PKCS8Generator.PRF_HMACSHA256)
                .setPassword(PASSWORD.reveal().toCharArray())
                .setProvider(new BouncyCastleProvider())
                .build();
        var text = new StringWriter();
        try (var writer = new JcaPEMWriter(text)) {
            writer.writeObject(new JcaPKCS8Generator(key, encryptor).generate());
        }
        return bytes(text.toString());
    }

    private static byte[] store(KeyStore store) throws Exception {
        var out = new ByteArrayOutputStream();
        store.store(out, PASSWORD.reveal().toCharArray());
        return out.toByteArray();
    }

    private static KeyStore empty() throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        return store;
    }

    private static byte[] keyStore() throws Exception {
        KeyStore store = empty();
        store.setKeyEntry(
                "own", OWN.getKeyPair().getPrivate(), PASSWORD.reveal().toCharArray(), OWN.getCertificatePath());
        return store(store);
    }

    private static byte[] trustStore() throws Exception {
        KeyStore store = empty();
        store.setCertificateEntry("authority", PKI.authority().getCertificate());
        return store(store);
    }

    @Test
    void reads_pem_with_keys_of_either_kind() {
        KeyMaterial material = KeyMaterial.pem(KEY, CHAIN, TRUST, null);
        assertThat(material.key()).isEqualTo(OWN.getKeyPair().getPrivate());
        assertThat(material.chain()).containsExactly(OWN.getCertificatePath());
        assertThat(material.trust()).containsExactly(PKI.authority().getCertificate());

        X509Bundle rsa = PKI.issue(new CertificateBuilder().rsa2048(), "rsa");
        assertThat(PKI.material(rsa).key().getAlgorithm()).isEqualTo("RSA");
    }

    @Test
    void reads_a_key_that_is_encrypted() throws Exception {
        byte[] key = encrypted(OWN.getKeyPair().getPrivate());
        assertThat(KeyMaterial.pem(key, CHAIN, TRUST, PASSWORD).key())
                .isEqualTo(OWN.getKeyPair().getPrivate());
        assertThatThrownBy(() -> KeyMaterial.pem(key, CHAIN, TRUST, OTHER))
                .hasMessageStartingWith("key: cannot be read");
        assertThatThrownBy(() -> KeyMaterial.pem(key, CHAIN, TRUST, null))
                .hasMessage("key: is encrypted, and there is no password");
    }

    @Test
    void reads_pkcs12_with_trust_in_either_form() throws Exception {
        KeyMaterial expected = KeyMaterial.pem(KEY, CHAIN, TRUST, null);
        assertThat(KeyMaterial.pkcs12(keyStore(), trustStore(), PASSWORD)).isEqualTo(expected);
        assertThat(KeyMaterial.pkcs12(keyStore(), TRUST, PASSWORD)).isEqualTo(expected);
    }

    @Test
    void refuses_what_is_no_key_material_and_names_the_part() throws Exception {
        byte[] nonsense = bytes("nonsense");
        assertThatThrownBy(() -> KeyMaterial.pem(nonsense, CHAIN, TRUST, null))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("key: holds no private key in PEM");
        assertThatThrownBy(() -> KeyMaterial.pem(KEY, nonsense, TRUST, null)).hasMessageStartingWith("chain: ");
        assertThatThrownBy(() -> KeyMaterial.pem(KEY, CHAIN, new byte[0], null)).hasMessageStartingWith("trust: ");
        assertThatThrownBy(() -> KeyMaterial.pkcs12(nonsense, TRUST, PASSWORD)).hasMessageStartingWith("keyStore: ");
        byte[] keyStore = keyStore();
        assertThatThrownBy(() -> KeyMaterial.pkcs12(keyStore, TRUST, OTHER)).hasMessageStartingWith("keyStore: ");
        assertThatThrownBy(() -> KeyMaterial.pkcs12(trustStore(), TRUST, PASSWORD))
                .hasMessage("keyStore: should hold one private key, holds 0");
        assertThatThrownBy(() -> KeyMaterial.pkcs12(keyStore, keyStore, PASSWORD))
                .hasMessage("trust: holds no trusted certificate");
    }

    @Test
    void refuses_a_key_that_is_not_that_of_the_certificate() {
        byte[] another = bytes(PKI.issue("another").getPrivateKeyPEM());
        assertThatThrownBy(() -> KeyMaterial.pem(another, CHAIN, TRUST, null))
                .hasMessage("key: is not that of the first certificate of the chain");
        byte[] rsa = bytes(PKI.issue(new CertificateBuilder().rsa2048(), "rsa").getPrivateKeyPEM());
        assertThatThrownBy(() -> KeyMaterial.pem(rsa, CHAIN, TRUST, null))
                .hasMessageStartingWith("key: cannot be read");
    }

    @Test
    void says_how_to_convert_an_older_form() {
        byte[] old = bytes("-----BEGIN RSA PRIVATE KEY-----\nAAAA\n-----END RSA PRIVATE KEY-----\n");
        assertThatThrownBy(() -> KeyMaterial.pem(old, CHAIN, TRUST, null)).hasMessageContaining("openssl pkcs8 -topk8");
    }

    @Test
    void prints_nothing_of_the_key() {
        assertThat(KeyMaterial.pem(KEY, CHAIN, TRUST, null))
                .hasToString("KeyMaterial[CN=connects, chain of 1, trusting 1]");
    }

    @Test
    void files_are_read_anew_each_time_and_have_a_limit(@TempDir Path directory) throws Exception {
        Path key = Files.write(directory.resolve("key.pem"), KEY);
        Path chain = Files.write(directory.resolve("chain.pem"), CHAIN);
        Path trust = Files.write(directory.resolve("trust.pem"), TRUST);
        KeyMaterialSource source = KeyMaterialSource.pemFiles(key, chain, trust, null);
        assertThat(source.read()).isEqualTo(source.read()).isEqualTo(KeyMaterial.pem(KEY, CHAIN, TRUST, null));

        X509Bundle next = PKI.issue("next");
        Files.writeString(key, next.getPrivateKeyPEM());
        assertThatThrownBy(source::read).isInstanceOf(IllegalArgumentException.class);
        Files.writeString(chain, next.getCertificatePathPEM());
        assertThat(source.read()).isEqualTo(PKI.material(next));

        Files.write(trust, new byte[KeyFiles.MOST_BYTES + 1]);
        assertThatThrownBy(source::read).isInstanceOf(IOException.class).hasMessageContaining("trust.pem");
        Files.delete(trust);
        assertThatThrownBy(source::read).isInstanceOf(NoSuchFileException.class);

        Path store = Files.write(directory.resolve("own.p12"), keyStore());
        Files.write(trust, TRUST);
        assertThat(KeyMaterialSource.pkcs12Files(store, trust, PASSWORD).read())
                .isEqualTo(KeyMaterial.pem(KEY, CHAIN, TRUST, null));
    }

    @Test
    void names_a_key_that_is_not_whole_and_a_password_that_pem_cannot_have() throws Exception {
        byte[] cut = bytes(OWN.getPrivateKeyPEM().replaceFirst("[^-\\s]{3}(?=\\s+-----END)", ""));
        assertThatThrownBy(() -> KeyMaterial.pem(cut, CHAIN, TRUST, null)).hasMessageStartingWith("key: ");

        byte[] encrypted = encrypted(OWN.getKeyPair().getPrivate());
        assertThatThrownBy(() -> KeyMaterial.pem(encrypted, CHAIN, TRUST, Secret.of("pässword")))
                .hasMessage("password: must be ASCII for an encrypted key in PEM");
    }

    /** What {@code openssl pkcs12 -export -nocerts} writes. */
    @Test
    void refuses_a_key_store_whose_key_has_no_certificate() throws Exception {
        byte[] store;
        try (InputStream in = KeyMaterialTest.class.getResourceAsStream("/tls/key-without-certificate.p12")) {
            store = in.readAllBytes();
        }

        assertThatThrownBy(() -> KeyMaterial.pkcs12(store, TRUST, PASSWORD))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("keyStore: its key has no certificate");
    }
}
