package io.connects.mri.tls;

import io.connects.core.Secret;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Cipher;
import javax.crypto.EncryptedPrivateKeyInfo;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import org.jspecify.annotations.Nullable;

/** Keys and certificates in PEM (RFC 7468). */
final class Pem {
    private static final Pattern KEY =
            Pattern.compile("-----BEGIN ([A-Z ]*)PRIVATE KEY-----([A-Za-z0-9+/=\\s]*)-----END \\1PRIVATE KEY-----");

    private Pem() {}

    static boolean is(byte[] bytes) {
        return text(bytes).contains("-----BEGIN ");
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    /** @param name of the parameter, for faults */
    static List<X509Certificate> certificates(String name, byte[] bytes) {
        try {
            var found =
                    CertificateFactory.getInstance("X.509")
                            .generateCertificates(new ByteArrayInputStream(bytes))
                            .stream()
                            .map(X509Certificate.class::cast)
                            .toList();
            if (found.isEmpty()) {
                throw new IllegalArgumentException(name + ": holds no certificate");
            }
            return found;
        } catch (CertificateException e) {
            throw new IllegalArgumentException(name + ": holds no certificates in PEM", e);
        }
    }

    /** @param algorithm of the certificate's public key */
    static PrivateKey privateKey(byte[] bytes, String algorithm, @Nullable Secret password) {
        Matcher matcher = KEY.matcher(text(bytes));
        if (!matcher.find()) {
            throw new IllegalArgumentException("key: holds no private key in PEM");
        }
        String kind = matcher.group(1).strip();
        if (!kind.isEmpty() && !kind.equals("ENCRYPTED")) {
            throw new IllegalArgumentException(
                    "key: is of the older form " + kind + " PRIVATE KEY; convert it with: openssl pkcs8 -topk8");
        }
        try {
            byte[] encoded = decoded(matcher.group(2));
            return KeyFactory.getInstance(algorithm)
                    .generatePrivate(kind.isEmpty() ? new PKCS8EncodedKeySpec(encoded) : decrypt(encoded, password));
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalArgumentException(
                    "key: cannot be read as a key of " + algorithm
                            + (kind.isEmpty() ? "" : "; perhaps the password is not right"),
                    e);
        }
    }

    private static byte[] decoded(String base64) {
        try {
            return Base64.getMimeDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "key: is not whole, its Base64 ends too early or holds something else", e);
        }
    }

    private static PKCS8EncodedKeySpec decrypt(byte[] encoded, @Nullable Secret password)
            throws GeneralSecurityException, IOException {
        if (password == null) {
            throw new IllegalArgumentException("key: is encrypted, and there is no password");
        }
        if (!StandardCharsets.US_ASCII.newEncoder().canEncode(password.reveal())) {
            throw new IllegalArgumentException("password: must be ASCII for an encrypted key in PEM");
        }
        var encrypted = new EncryptedPrivateKeyInfo(encoded);
        // PBES2 names its real algorithm only in its parameters.
        String algorithm = encrypted.getAlgName().equals("PBES2")
                ? encrypted.getAlgParameters().toString()
                : encrypted.getAlgName();
        var secret = SecretKeyFactory.getInstance(algorithm)
                .generateSecret(new PBEKeySpec(password.reveal().toCharArray()));
        Cipher cipher = Cipher.getInstance(algorithm);
        cipher.init(Cipher.DECRYPT_MODE, secret, encrypted.getAlgParameters());
        return encrypted.getKeySpec(cipher);
    }
}
