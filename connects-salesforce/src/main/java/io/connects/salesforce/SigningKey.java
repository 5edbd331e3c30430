package io.connects.salesforce;

import io.connects.core.Secret;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.interfaces.RSAPrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.Collections;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The RSA key that signs a JWT, of 2048 bits or more, as Salesforce demands. Immutable; never prints itself. */
public final class SigningKey {
    private static final int MIN_BITS = 2_048;
    private static final int MAX_CHARACTERS = 1024 * 1024;
    private static final Pattern PEM =
            Pattern.compile("-----BEGIN ((?:[A-Z]+ ){0,3}PRIVATE KEY)-----(.*?)-----END \\1-----", Pattern.DOTALL);

    /** Version 0 and the algorithm rsaEncryption: what PKCS#8 puts before a key of PKCS#1. RFC 5208 section 5, RFC 8017 appendix A.1. */
    private static final byte[] RSA_HEADER = HexFormat.of().parseHex("020100300d06092a864886f70d0101010500");

    private final RSAPrivateKey key;

    private SigningKey(@Nullable Key key, String name) {
        if (!(key instanceof RSAPrivateKey rsa)) {
            throw new IllegalArgumentException(name + ": must hold an RSA key, because Salesforce accepts RS256 alone"
                    + (key == null ? "" : "; it holds " + key.getAlgorithm()));
        }
        if (rsa.getModulus().bitLength() < MIN_BITS) {
            throw new IllegalArgumentException(name + ": must hold an RSA key of at least " + MIN_BITS
                    + " bits, it has " + rsa.getModulus().bitLength());
        }
        this.key = rsa;
    }

    /**
     * Reads the first private key of a PEM text: {@code PRIVATE KEY} (PKCS#8) or {@code RSA PRIVATE KEY} (PKCS#1), not encrypted. Certificates
     * beside it are passed over.
     *
     * @throws IllegalArgumentException when there is none, or none that Salesforce takes; never with a part of it
     */
    public static SigningKey pem(Secret pem) {
        Matcher block = PEM.matcher(pem.reveal());
        if (pem.reveal().length() > MAX_CHARACTERS || !block.find()) {
            throw new IllegalArgumentException("pem: holds no private key");
        }
        String label = block.group(1);
        if (block.group(2).contains("ENCRYPTED") || label.startsWith("ENCRYPTED")) {
            throw new IllegalArgumentException(
                    "pem: the key is encrypted; hand it over as PKCS#12 with its password, or decrypted");
        }
        if (!label.equals("PRIVATE KEY") && !label.equals("RSA PRIVATE KEY")) {
            throw new IllegalArgumentException(
                    "pem: must hold an RSA key, because Salesforce accepts RS256 alone; it holds " + label);
        }
        try {
            byte[] der = Base64.getMimeDecoder().decode(block.group(2));
            var spec = new PKCS8EncodedKeySpec(label.startsWith("RSA") ? pkcs8(der) : der);
            return new SigningKey(KeyFactory.getInstance("RSA").generatePrivate(spec), "pem");
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("pem: holds no readable RSA key", e);
        }
    }

    /**
     * Reads the one private key of a PKCS#12 file.
     *
     * @throws IllegalArgumentException when it cannot be opened, holds no key or several, or none that Salesforce takes
     */
    public static SigningKey pkcs12(byte[] file, Secret password) {
        char[] opening = password.reveal().toCharArray();
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(new ByteArrayInputStream(file), opening);
            PrivateKey found = null;
            for (String alias : Collections.list(store.aliases())) {
                if (store.isKeyEntry(alias) && store.getKey(alias, opening) instanceof PrivateKey one) {
                    if (found != null) {
                        throw new IllegalArgumentException("file: holds several private keys; one is expected");
                    }
                    found = one;
                }
            }
            return new SigningKey(found, "file");
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalArgumentException("file: is not PKCS#12, or has another password", e);
        }
    }

    private static byte[] pkcs8(byte[] pkcs1) {
        byte[] octets = der(0x04, pkcs1);
        var body = new byte[RSA_HEADER.length + octets.length];
        System.arraycopy(RSA_HEADER, 0, body, 0, RSA_HEADER.length);
        System.arraycopy(octets, 0, body, RSA_HEADER.length, octets.length);
        return der(0x30, body);
    }

    /** Tag, length in two bytes, value: shorter ones are too short for a key of 2,048 bits. */
    private static byte[] der(int tag, byte[] value) {
        if (value.length < 256 || value.length > 60_000) {
            throw new IllegalArgumentException("pem: holds no readable RSA key");
        }
        var out = new ByteArrayOutputStream();
        out.write(tag);
        out.write(0x82);
        out.write(value.length >> 8);
        out.write(value.length);
        out.writeBytes(value);
        return out.toByteArray();
    }

    /** The RS256 signature of these bytes, RFC 7518 section 3.3. */
    byte[] sign(byte[] bytes) {
        try {
            Signature signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(key);
            signature.update(bytes);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java cannot sign with SHA256withRSA", e);
        }
    }

    @Override
    public String toString() {
        return "RSA " + key.getModulus().bitLength() + " ****";
    }
}
