package io.connects.simulators.ids.saml;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/**
 * A SimpleSAMLphp of its own on loopback, as an identity provider with the user {@code anna}. PHP's own web server has no TLS, so browsers come to it by http.
 */
final class SimpleSamlPhp implements AutoCloseable {
    static final Path INSTALLED = Path.of("/usr/share/simplesamlphp/www/module.php");
    static final String PACKAGES = "simplesamlphp php-cli php-xml php-mbstring php-curl php-sqlite3 php-zip";
    static final String PASSWORD = "s3cret-Word";

    private static final String CONFIG = """
            <?php
            $config = [
                'baseurlpath' => 'http://127.0.0.1:%1$d/',
                'certdir' => '%2$s/', 'loggingdir' => '%2$s/', 'datadir' => '%2$s/', 'tempdir' => '%2$s/tmp', 'metadatadir' => '%2$s',
                'secretsalt' => 'salt', 'auth.adminpassword' => 'nobody-knows-1t', 'timezone' => 'UTC', 'language.default' => 'en',
                'logging.handler' => 'file', 'enable.saml20-idp' => true, 'session.cookie.secure' => false, 'session.cookie.samesite' => null,
                'store.type' => 'phpsession', 'session.phpsession.savepath' => '%2$s/tmp',
                'module.enable' => ['exampleauth' => true, 'core' => true, 'saml' => true],
                'metadata.sources' => [
                    ['type' => 'flatfile', 'directory' => '%2$s'],
                    ['type' => 'xml', 'file' => '%2$s/ids.xml'],
                    ['type' => 'xml', 'file' => '%2$s/other.xml'],
                ],
            ];
            """;
    private static final String USERS = """
            <?php
            $config = ['users' => ['exampleauth:UserPass',
                'anna:%s' => ['uid' => ['anna'], 'user_principal' => ['anna@corp.example'], 'mail' => ['anna@example.test']]]];
            """;
    private static final String HOSTED = """
            <?php
            $metadata['https://simplesamlphp.example.test/metadata'] = [
                'host' => '__DEFAULT__', 'privatekey' => 'idp.pem', 'certificate' => 'idp.crt', 'auth' => 'users',
                'signature.algorithm' => 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256',
                'saml20.sign.response' => %s, 'saml20.sign.assertion' => %s,
                'SingleSignOnServiceBinding' => ['urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST'],
                'NameIDFormat' => 'urn:oasis:names:tc:SAML:2.0:nameid-format:transient'];
            """;

    private final Path folder;
    private final int port;
    private final Process process;

    SimpleSamlPhp(Path in, ScriptedIdentityProvider key) throws IOException {
        folder = Files.createDirectories(in.resolve("simplesamlphp"));
        Files.createDirectories(folder.resolve("tmp"));
        port = freePort();
        Files.writeString(folder.resolve("config.php"), CONFIG.formatted(port, folder));
        Files.writeString(folder.resolve("authsources.php"), USERS.formatted(PASSWORD));
        Files.writeString(folder.resolve("idp.pem"), key.privateKeyPem());
        Files.writeString(folder.resolve("idp.crt"), key.certificatePem());
        signs(true, false);
        ProcessBuilder program = new ProcessBuilder(
                        "php",
                        "-d",
                        "opcache.enable_cli=0",
                        "-S",
                        "127.0.0.1:" + port,
                        "-t",
                        INSTALLED.getParent().toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("output").toFile());
        program.environment().put("SIMPLESAMLPHP_CONFIG_DIR", folder.toString());
        process = program.start();
        Awaitility.await().atMost(Duration.ofSeconds(60)).until(this::listens);
    }

    private static int freePort() throws IOException {
        try (var any = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return any.getLocalPort();
        }
    }

    private boolean listens() throws IOException {
        if (!process.isAlive()) {
            throw new IOException("PHP ended: " + Files.readString(folder.resolve("output")));
        }
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1_000);
            return true;
        } catch (IOException notYet) {
            return false;
        }
    }

    /** What it signs from now on. */
    void signs(boolean message, boolean assertion) throws IOException {
        Files.writeString(folder.resolve("saml20-idp-hosted.php"), HOSTED.formatted(message, assertion));
    }

    /** Loads the metadata of the identity service, and of another service provider at the same address. */
    void knows(String metadata, String otherMetadata) throws IOException {
        Files.writeString(folder.resolve("ids.xml"), metadata);
        Files.writeString(folder.resolve("other.xml"), otherMetadata);
    }

    URI at(String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().orTimeout(30, TimeUnit.SECONDS).join();
    }
}
