package io.connects.mri.tls;

import io.connects.core.Secret;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** What a PKCS#12 file holds. */
final class Pkcs12 {
    private final String name;
    private final char[] password;
    private final KeyStore store;

    /** @param name of the parameter, for faults */
    Pkcs12(String name, byte[] bytes, Secret password) {
        this.name = name;
        this.password = password.reveal().toCharArray();
        try {
            store = KeyStore.getInstance("PKCS12");
            store.load(new ByteArrayInputStream(bytes), this.password);
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalArgumentException(name + ": is not PKCS#12, or of another password", e);
        }
    }

    PrivateKey privateKey() {
        try {
            if (store.getKey(keyAlias(), password) instanceof PrivateKey key) {
                return key;
            }
            throw new IllegalArgumentException(name + ": its key is no private key");
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException(name + ": its key cannot be read", e);
        }
    }

    List<X509Certificate> chain() {
        try {
            Certificate[] chain = store.getCertificateChain(keyAlias());
            if (chain == null) {
                throw new IllegalArgumentException(name + ": its key has no certificate");
            }
            return x509(List.of(chain));
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException(name + ": its chain cannot be read", e);
        }
    }

    private String keyAlias() throws GeneralSecurityException {
        var keys = new ArrayList<String>();
        for (String alias : Collections.list(store.aliases())) {
            if (store.isKeyEntry(alias)) {
                keys.add(alias);
            }
        }
        if (keys.size() != 1) {
            throw new IllegalArgumentException(name + ": should hold one private key, holds " + keys.size());
        }
        return keys.get(0);
    }

    /** Those that belong to no key. */
    List<X509Certificate> certificates() {
        try {
            var found = new ArrayList<Certificate>();
            for (String alias : Collections.list(store.aliases())) {
                if (store.isCertificateEntry(alias)) {
                    found.add(store.getCertificate(alias));
                }
            }
            if (found.isEmpty()) {
                throw new IllegalArgumentException(name + ": holds no trusted certificate");
            }
            return x509(found);
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException(name + ": its certificates cannot be read", e);
        }
    }

    private static List<X509Certificate> x509(List<Certificate> certificates) {
        return certificates.stream().map(X509Certificate.class::cast).toList();
    }
}
