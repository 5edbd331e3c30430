package io.connects.mri.tls;

import io.connects.core.Secret;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A private key with its certificates, and the certificates by which peers are trusted. It prints nothing of the key. Immutable; two are equal
 * when they hold the same.
 */
public final class KeyMaterial {
    private final PrivateKey key;
    private final List<X509Certificate> chain;
    private final List<X509Certificate> trust;

    private KeyMaterial(PrivateKey key, List<X509Certificate> chain, List<X509Certificate> trust) {
        this.key = key;
        this.chain = List.copyOf(chain);
        this.trust = List.copyOf(trust);
        checkFit();
    }

    /**
     * From PEM texts.
     *
     * @param key a private key of RSA or an elliptic curve in PKCS#8
     * @param chain our certificate first, then those that signed it
     * @param trust the authorities that sign the peers' certificates, or those certificates themselves
     * @param password of the key; null when it is not encrypted
     * @throws IllegalArgumentException naming the part that is not what it should be
     */
    public static KeyMaterial pem(byte[] key, byte[] chain, byte[] trust, @Nullable Secret password) {
        List<X509Certificate> certificates = Pem.certificates("chain", chain);
        String algorithm = certificates.get(0).getPublicKey().getAlgorithm();
        return new KeyMaterial(
                Pem.privateKey(key, algorithm, password), certificates, Pem.certificates("trust", trust));
    }

    /**
     * From PKCS#12.
     *
     * @param keyStore one private key with its chain
     * @param trust certificates, as PKCS#12 with the same password or in PEM
     * @throws IllegalArgumentException naming the part that is not what it should be
     */
    public static KeyMaterial pkcs12(byte[] keyStore, byte[] trust, Secret password) {
        var own = new Pkcs12("keyStore", keyStore, password);
        return new KeyMaterial(
                own.privateKey(),
                own.chain(),
                Pem.is(trust) ? Pem.certificates("trust", trust) : new Pkcs12("trust", trust, password).certificates());
    }

    /** A key and a certificate that do not belong together would fail every handshake, and tell nobody why. */
    private void checkFit() {
        String algorithm = chain.get(0).getPublicKey().getAlgorithm();
        if (!algorithm.equals("RSA") && !algorithm.equals("EC")) {
            throw new IllegalArgumentException("chain: the certificate's key is of " + algorithm + ", not RSA or EC");
        }
        try {
            Signature signature = Signature.getInstance(algorithm.equals("RSA") ? "SHA256withRSA" : "SHA256withECDSA");
            byte[] text = {1};
            signature.initSign(key);
            signature.update(text);
            byte[] signed = signature.sign();
            signature.initVerify(chain.get(0).getPublicKey());
            signature.update(text);
            if (!signature.verify(signed)) {
                throw new IllegalArgumentException("key: is not that of the first certificate of the chain");
            }
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("key: cannot sign for the first certificate of the chain", e);
        }
    }

    public PrivateKey key() {
        return key;
    }

    /** Our certificate first, then those that signed it. */
    public List<X509Certificate> chain() {
        return chain;
    }

    public List<X509Certificate> trust() {
        return trust;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof KeyMaterial that
                && key.equals(that.key)
                && chain.equals(that.chain)
                && trust.equals(that.trust);
    }

    @Override
    public int hashCode() {
        return Objects.hash(chain, trust);
    }

    @Override
    public String toString() {
        return "KeyMaterial[" + chain.get(0).getSubjectX500Principal() + ", chain of " + chain.size() + ", trusting "
                + trust.size() + "]";
    }
}
