package io.connects.core.http;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The certificate authorities in some files of PEM, read again when a file has changed. Thread-safe. */
final class TrustFiles {
    private static final Logger log = LoggerFactory.getLogger(TrustFiles.class);

    private final List<Path> files;
    private String seen;
    private @Nullable X509ExtendedTrustManager trust;

    /** @throws IOException naming the file that cannot be used */
    TrustFiles(List<Path> files) throws IOException {
        this.files = List.copyOf(files);
        seen = state();
        trust = files.isEmpty() ? null : read();
    }

    /** Who trusts what the files hold now; null without files. Files that cannot be used keep what was read before. */
    synchronized @Nullable X509ExtendedTrustManager current() {
        String now = state();
        if (!now.equals(seen)) {
            seen = now;
            try {
                trust = read();
                log.info("trustFiles={} read again", files);
            } catch (IOException e) {
                log.warn("trustFiles={} keep=\"what was read before\" reason=\"{}\"", files, e.getMessage());
            }
        }
        return trust;
    }

    private String state() {
        var state = new StringBuilder();
        for (Path file : files) {
            try {
                state.append(Files.getLastModifiedTime(file)).append(' ').append(Files.size(file));
            } catch (IOException e) {
                state.append('?');
            }
            state.append(';');
        }
        return state.toString();
    }

    private X509ExtendedTrustManager read() throws IOException {
        var anchors = new ArrayList<X509Certificate>();
        for (Path file : files) {
            anchors.addAll(PemCertificates.read(file));
        }
        try {
            KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            for (X509Certificate anchor : anchors) {
                store.setCertificateEntry("anchor-" + store.size(), anchor);
            }
            return trusting(store);
        } catch (GeneralSecurityException e) {
            throw new IOException(files + " cannot be trusted: " + e.getMessage(), e);
        }
    }

    /** @param store null for the platform's own */
    static X509ExtendedTrustManager trusting(@Nullable KeyStore store) throws GeneralSecurityException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        for (TrustManager manager : factory.getTrustManagers()) {
            if (manager instanceof X509ExtendedTrustManager extended) {
                return extended;
            }
        }
        throw new GeneralSecurityException("no trust manager for X.509");
    }

    List<X509Certificate> anchors() {
        X509ExtendedTrustManager now = current();
        return now == null ? List.of() : List.of(Objects.requireNonNull(now.getAcceptedIssuers()));
    }
}
