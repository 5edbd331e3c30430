package io.connects.sso.token;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.cert.CertificateFactory;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A public key that signatures are checked with. Immutable.
 *
 * <p>IdS gives its key as plain text. In which form is not public: a public key or a certificate in PEM, and a public key in Base64 alone, are
 * understood.
 *
 * @param keyId what tokens name it by in {@code kid}; empty when it has no name, as the keys of IdS are taken to have none
 * @param key of 2,048 bits or more
 */
public record VerificationKey(String keyId, RSAPublicKey key) {
    /** Smaller keys are not trusted. */
    public static final int MIN_BITS = 2048;

    private static final int MAX_TEXT = 16 * 1024;
    private static final Pattern PEM =
            Pattern.compile("-----BEGIN ([A-Z ]{1,40})-----([A-Za-z0-9+/=\\s]*)-----END \\1-----");

    /** @throws IllegalArgumentException when the key is too small */
    public VerificationKey {
        Objects.requireNonNull(keyId, "keyId");
        if (key.getModulus().bitLength() < MIN_BITS) {
            throw new IllegalArgumentException(
                    "key: has " + key.getModulus().bitLength() + " bits, fewer than " + MIN_BITS);
        }
    }

    /**
     * Reads what IdS gives.
     *
     * @throws IllegalArgumentException when it is no RSA public key in any of the forms
     */
    public static VerificationKey of(String text) {
        if (text.length() > MAX_TEXT) {
            throw new IllegalArgumentException("key: is longer than " + MAX_TEXT + " characters");
        }
        Matcher pem = PEM.matcher(text);
        boolean isPem = pem.find();
        String label = isPem ? pem.group(1) : "PUBLIC KEY";
        byte[] bytes = decoded(isPem ? pem.group(2) : text);
        try {
            PublicKey key = switch (label) {
                case "PUBLIC KEY" -> KeyFactory.getInstance("RSA").generatePublic(new X509EncodedKeySpec(bytes));
                case "CERTIFICATE" ->
                    CertificateFactory.getInstance("X.509")
                            .generateCertificate(new ByteArrayInputStream(bytes))
                            .getPublicKey();
                default ->
                    throw new IllegalArgumentException("key: is neither a public key nor a certificate, but " + label);
            };
            if (key instanceof RSAPublicKey rsa) {
                return new VerificationKey("", rsa);
            }
            throw new IllegalArgumentException("key: is of " + key.getAlgorithm() + " and not of RSA");
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("key: cannot be read as " + label, e);
        }
    }

    private static byte[] decoded(String base64) {
        try {
            return Base64.getMimeDecoder().decode(base64.strip().getBytes(StandardCharsets.US_ASCII));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("key: is not Base64", e);
        }
    }
}
