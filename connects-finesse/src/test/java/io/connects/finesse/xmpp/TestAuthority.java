package io.connects.finesse.xmpp;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import okhttp3.OkHttpClient;

/** A certificate authority of the test's own, and a certificate of it for {@code localhost}; made by the JDK's keytool. */
final class TestAuthority {
    private static final String PASSWORD = "changeit";

    private final Path store;
    private final Path folder;

    TestAuthority(Path folder) throws Exception {
        this.folder = folder;
        this.store = folder.resolve("tls.p12");
        keytool("-genkeypair", "-alias", "ca", "-keyalg", "EC", "-dname", "CN=authority", "-ext", "bc:c");
        keytool("-genkeypair", "-alias", "own", "-keyalg", "EC", "-dname", "CN=localhost");
        String request = folder.resolve("request").toString();
        String signed = folder.resolve("signed").toString();
        keytool("-certreq", "-alias", "own", "-file", request);
        keytool("-gencert", "-alias", "ca", "-infile", request, "-outfile", signed, "-ext", "san=dns:localhost");
        keytool("-importcert", "-noprompt", "-alias", "own", "-file", signed);
    }

    private void keytool(String... words) throws IOException, InterruptedException {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        command.addAll(List.of("-J-XX:TieredStopAtLevel=1", "-J-XX:+UseSerialGC")); // it lives for half a second
        command.addAll(List.of(words));
        command.addAll(List.of("-keystore", store.toString(), "-storetype", "PKCS12", "-storepass", PASSWORD));
        Process made = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(made.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (made.waitFor() != 0) {
            throw new IOException(said);
        }
    }

    private KeyStore keys() throws Exception {
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keys.load(in, PASSWORD.toCharArray());
        }
        return keys;
    }

    /** The server's certificate, as PEM. */
    Path certificate() throws Exception {
        return pem("server.crt", "CERTIFICATE", keys().getCertificate("own").getEncoded());
    }

    /** The server's key, as PEM. */
    Path key() throws Exception {
        return pem(
                "server.key",
                "PRIVATE KEY",
                keys().getKey("own", PASSWORD.toCharArray()).getEncoded());
    }

    private Path pem(String name, String kind, byte[] bytes) throws IOException {
        String text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes);
        return Files.writeString(
                folder.resolve(name), "-----BEGIN " + kind + "-----\n" + text + "\n-----END " + kind + "-----\n");
    }

    /** A client that trusts this authority and no other. */
    OkHttpClient client() throws Exception {
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("ca", keys().getCertificate("ca"));
        var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(trusted);
        var trust = (X509TrustManager) factory.getTrustManagers()[0];
        SSLContext tls = SSLContext.getInstance("TLS");
        tls.init(null, factory.getTrustManagers(), null);
        return new OkHttpClient.Builder()
                .sslSocketFactory(tls.getSocketFactory(), trust)
                .build();
    }
}
