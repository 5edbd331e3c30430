package io.connects.simulators.network;

import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.ssl.SslContextFactory;

/** An authority made for one simulator, and the certificate of its servers. Immutable. */
public final class ServerKeys {
    /** Protects the key store; it guards nothing. */
    private static final String PASSWORD = "changeit";

    private final X509Bundle authority;
    private final X509Bundle servers;

    /**
     * Makes keys and certificates.
     *
     * @param authorityName the authority's common name
     * @param host the name of the servers, which are {@code localhost} and 127.0.0.1 too
     */
    public ServerKeys(String authorityName, String host) {
        Instant now = Instant.now();
        try {
            authority = new CertificateBuilder()
                    .ecp256()
                    .subject("CN=" + authorityName)
                    .notBefore(now.minus(Duration.ofDays(1)))
                    .notAfter(now.plus(Duration.ofDays(365)))
                    .setIsCertificateAuthority(true)
                    .buildSelfSigned();
            CertificateBuilder builder = new CertificateBuilder()
                    .ecp256()
                    .subject("CN=" + host)
                    .notBefore(now.minus(Duration.ofDays(1)))
                    .notAfter(now.plus(Duration.ofDays(365)))
                    .addSanIpAddress("127.0.0.1")
                    .addSanDnsName("localhost");
            if (!host.equals("127.0.0.1")) {
                builder.addSanDnsName(host);
            }
            servers = builder.buildIssuedBy(authority);
        } catch (Exception e) {
            throw new IllegalStateException("cannot make certificates", e);
        }
    }

    /** TLS with the servers' key, before HTTP/1.1; whatever name a client asks for. */
    public SslConnectionFactory tls() {
        var tls = new SslContextFactory.Server();
        tls.setKeyStore(keyStore());
        tls.setKeyStorePassword(PASSWORD);
        tls.setSniRequired(false);
        return new SslConnectionFactory(tls, "http/1.1");
    }

    /** The SHA-256 of the servers' public key, in Base64: what a browser can be told to trust. */
    public String publicKeyPin() {
        try {
            byte[] key = servers.getCertificate().getPublicKey().getEncoded();
            return Base64.getEncoder()
                    .encodeToString(MessageDigest.getInstance("SHA-256").digest(key));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private KeyStore keyStore() {
        try {
            return servers.toKeyStore(PASSWORD.toCharArray());
        } catch (Exception e) {
            throw new IllegalStateException("cannot make a key store", e);
        }
    }

    private String authorityPem() {
        return authority.getCertificatePEM();
    }

    /** Deletes what {@link #writeAuthority} wrote. */
    public void forget(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new IllegalStateException("cannot delete the authority's certificate", e);
        }
    }

    /** Writes the authority's certificate to a file that is deleted when the Java VM ends. */
    public Path writeAuthority() {
        try {
            Path file = Files.createTempFile("authority", ".pem");
            file.toFile().deleteOnExit();
            return Files.writeString(file, authorityPem());
        } catch (IOException e) {
            throw new IllegalStateException("cannot write the authority's certificate", e);
        }
    }
}
