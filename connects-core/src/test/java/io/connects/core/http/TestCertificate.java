package io.connects.core.http;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A key and its certificate, which it has signed itself unless said otherwise; made by the JDK's keytool. */
public final class TestCertificate {
    /** Opens {@link #store()}. */
    public static final String PASSWORD = "changeit";

    private final Path store;
    private final Path pem;

    /** Makes one for a host; the files lie in {@code folder}, named for it. */
    public TestCertificate(Path folder, String host) throws Exception {
        store = folder.resolve(host + ".p12");
        pem = folder.resolve(host + ".pem");
        keytool("-genkeypair", "-alias", "own", "-keyalg", "EC", "-dname", "CN=" + host, "-ext", "san=dns:" + host);
        keytool("-exportcert", "-rfc", "-alias", "own", "-file", pem.toString());
    }

    private TestCertificate(Path store, Path pem) {
        this.store = store;
        this.pem = pem;
    }

    /** One for a host that has run out, signed by an authority whose certificate is {@link #pem()}. */
    public static TestCertificate expired(Path folder, String host) throws Exception {
        var made = new TestCertificate(folder.resolve(host + "-expired.p12"), folder.resolve("authority.pem"));
        String request = folder.resolve("request").toString();
        String signed = folder.resolve("signed").toString();
        made.keytool("-genkeypair", "-alias", "ca", "-keyalg", "EC", "-dname", "CN=authority", "-ext", "bc:c");
        made.keytool("-exportcert", "-rfc", "-alias", "ca", "-file", made.pem.toString());
        made.keytool("-genkeypair", "-alias", "own", "-keyalg", "EC", "-dname", "CN=" + host);
        made.keytool("-certreq", "-alias", "own", "-file", request);
        made.keytool(
                "-gencert",
                "-alias",
                "ca",
                "-infile",
                request,
                "-outfile",
                signed,
                "-ext",
                "san=dns:" + host,
                "-startdate",
                "-10d",
                "-validity",
                "1");
        made.keytool("-importcert", "-noprompt", "-alias", "own", "-file", signed);
        return made;
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

    /** The certificate alone, as those who are to trust it want it. */
    public Path pem() {
        return pem;
    }

    /** The key with its certificates, in PKCS#12, under the alias {@code own}. */
    public Path store() {
        return store;
    }
}
