package io.connects.salesforce.streaming;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/** A Squid of its own on loopback, which wants a login, knows where {@code org.test} is, and cuts what is silent for so long. */
final class Squid implements AutoCloseable {
    static final Path PROGRAM = Path.of("/usr/sbin/squid");

    private static final String CONFIGURATION = """
            http_port 127.0.0.1:%d
            %s
            acl known proxy_auth REQUIRED
            http_access allow known
            http_access deny all
            hosts_file %s
            read_timeout %d seconds
            cache deny all
            access_log stdio:%s
            cache_log %s
            pid_filename %s
            coredump_dir %s
            pinger_enable off
            shutdown_lifetime 0 seconds
            """;

    private final Path folder;
    private final Process process;
    private final int port;

    /** One that takes the Basic scheme. */
    static Squid basic(Path in, String user, String password, Duration idle) throws Exception {
        Path passwords = Files.writeString(in.resolve("passwords"), user + ":" + md5(password) + "\n");
        return new Squid(in, "auth_param basic program /usr/lib/squid/basic_ncsa_auth " + passwords, idle, Map.of());
    }

    /** One that takes the Negotiate scheme, with the keys of its service in a file. */
    static Squid negotiate(Path in, Path keytab, String service, Map<String, String> environment) throws Exception {
        return new Squid(
                in,
                "auth_param negotiate program /usr/lib/squid/negotiate_kerberos_auth -k " + keytab + " -s " + service,
                Duration.ofMinutes(5),
                environment);
    }

    private Squid(Path in, String login, Duration idle, Map<String, String> environment) throws Exception {
        folder = Files.createDirectory(in.resolve("squid"));
        if (System.getProperty("user.name").equals("root")) {
            // Squid then works as another user.
            Files.setPosixFilePermissions(in, PosixFilePermissions.fromString("rwxr-xr-x"));
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwxrwx"));
        }
        port = freePort();
        Path hosts = Files.writeString(folder.resolve("hosts"), "127.0.0.1 org.test\n");
        Path configuration = Files.writeString(
                folder.resolve("squid.conf"),
                CONFIGURATION.formatted(
                        port,
                        login,
                        hosts,
                        idle.toSeconds(),
                        folder.resolve("access.log"),
                        folder.resolve("cache.log"),
                        folder.resolve("squid.pid"),
                        folder));
        var program = new ProcessBuilder(
                        PROGRAM.toString(), "-N", "-n", "connects" + port, "-f", configuration.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("output").toFile());
        program.environment().putAll(environment);
        process = program.start();
        Awaitility.await().atMost(Duration.ofSeconds(60)).until(this::listens);
    }

    /** As the helper takes it, unsalted. */
    private static String md5(String password) throws Exception {
        return HexFormat.of()
                .formatHex(MessageDigest.getInstance("MD5").digest(password.getBytes(StandardCharsets.UTF_8)));
    }

    private static int freePort() throws IOException {
        try (var any = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return any.getLocalPort();
        }
    }

    private boolean listens() throws IOException {
        if (!process.isAlive()) {
            throw new IOException("Squid ended: " + Files.readString(folder.resolve("output")));
        }
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1_000);
            return true;
        } catch (IOException notYet) {
            return false;
        }
    }

    int port() {
        return port;
    }

    /** What Squid has noted of each tunnel that ended. */
    String log() throws IOException {
        return Files.readString(folder.resolve("access.log"));
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().orTimeout(30, TimeUnit.SECONDS).join();
    }
}
