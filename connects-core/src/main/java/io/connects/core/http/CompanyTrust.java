package io.connects.core.http;

import java.io.IOException;
import java.net.Socket;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;

/**
 * Trusts whom the platform trusts, and then whom files of PEM name. Says of everybody else who vouched for him, which is how a company's proxy that
 * opens TLS is found out. There is no way to trust everybody. Thread-safe.
 */
public final class CompanyTrust extends X509ExtendedTrustManager {
    private final X509ExtendedTrustManager platform;
    private final TrustFiles files;

    private CompanyTrust(X509ExtendedTrustManager platform, TrustFiles files) {
        this.platform = platform;
        this.files = files;
    }

    /**
     * The same client, which trusts these files too.
     *
     * @throws IOException naming the file that cannot be used
     */
    public static OkHttpClient of(OkHttpClient http, List<Path> files) throws IOException {
        try {
            var trust = new CompanyTrust(TrustFiles.trusting(null), new TrustFiles(files));
            SSLContext tls = SSLContext.getInstance("TLS");
            tls.init(null, new TrustManager[] {trust}, new SecureRandom());
            // A session that is taken up again shows no certificate, and so would outlive the trust in it.
            tls.getClientSessionContext().setSessionTimeout(1);
            return http.newBuilder()
                    .sslSocketFactory(tls.getSocketFactory(), trust)
                    .build();
        } catch (GeneralSecurityException e) {
            throw new IOException("no TLS on this Java: " + e.getMessage(), e);
        }
    }

    private interface Check {
        void by(X509ExtendedTrustManager who) throws CertificateException;
    }

    private void trusted(X509Certificate[] chain, Check check) throws CertificateException {
        try {
            check.by(platform);
        } catch (CertificateException notByThePlatform) {
            X509ExtendedTrustManager company = files.current();
            CertificateException last = notByThePlatform;
            if (company != null) {
                try {
                    check.by(company);
                    return;
                } catch (CertificateException e) {
                    last = e;
                }
            }
            throw new CertificateException(words(chain, last, company != null), last);
        }
    }

    private static String words(X509Certificate[] chain, CertificateException why, boolean files) {
        if (chain.length == 0) {
            return "the server showed no certificate";
        }
        String whose = "the certificate of " + chain[0].getSubjectX500Principal();
        if (!leadsNowhere(why)) {
            return whose + " is not accepted: " + why.getMessage();
        }
        return whose + " is vouched for by " + chain[chain.length - 1].getIssuerX500Principal()
                + ", whom " + (files ? "neither this Java nor trustFiles trusts" : "this Java does not trust")
                + ": if a proxy of your company opens TLS, add its CA certificate to trustFiles (" + why.getMessage()
                + ")";
    }

    /** Whether nobody who is trusted vouches for it. Otherwise somebody does, and it has run out, for example. */
    private static boolean leadsNowhere(CertificateException why) {
        return Stream.iterate((Throwable) why, cause -> cause != null, Throwable::getCause)
                .anyMatch(CertPathBuilderException.class::isInstance);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        trusted(chain, who -> who.checkServerTrusted(chain, authType, socket));
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        trusted(chain, who -> who.checkServerTrusted(chain, authType, engine));
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        trusted(chain, who -> who.checkServerTrusted(chain, authType));
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, @Nullable Socket socket)
            throws CertificateException {
        throw new CertificateException("this is a client");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, @Nullable SSLEngine engine)
            throws CertificateException {
        throw new CertificateException("this is a client");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        throw new CertificateException("this is a client");
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return Stream.concat(Stream.of(platform.getAcceptedIssuers()), files.anchors().stream())
                .toArray(X509Certificate[]::new);
    }
}
