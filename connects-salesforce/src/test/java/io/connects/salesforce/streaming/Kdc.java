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
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/** MIT's Kerberos on loopback, with a user and the service of a proxy: Debian's krb5-kdc, krb5-admin-server and krb5-user. */
final class Kdc implements AutoCloseable {
    static final Path PROGRAM = Path.of("/usr/sbin/krb5kdc");
    static final Path ADMIN = Path.of("/usr/sbin/kadmin.local");
    static final Path LOGIN = Path.of("/usr/bin/kinit");
    static final String REALM = "CONNECTS.TEST";
    static final String SERVICE = "HTTP/localhost@" + REALM;

    private static final String CLIENT = """
            [libdefaults]
             default_realm = %1$s
             dns_lookup_kdc = false
             dns_lookup_realm = false
             rdns = false
            [realms]
             %1$s = {
              kdc = 127.0.0.1:%2$d
             }
            [domain_realm]
             localhost = %1$s
            """;
    private static final String SERVER = """
            [kdcdefaults]
             kdc_ports = %2$d
             kdc_tcp_ports = %2$d
            [realms]
             %1$s = {
              database_name = %3$s/principal
              key_stash_file = %3$s/stash
              acl_file = %3$s/acl
             }
            """;

    private final Path folder;
    private final int port;
    private final Process process;

    Kdc(Path in) throws Exception {
        folder = Files.createDirectory(in.resolve("kdc"));
        port = freePort();
        Files.writeString(configuration(), CLIENT.formatted(REALM, port));
        Files.writeString(folder.resolve("kdc.conf"), SERVER.formatted(REALM, port, folder));
        run("", "/usr/sbin/kdb5_util", "create", "-s", "-r", REALM, "-P", "master");
        admin("addprinc -pw secret connects");
        admin("addprinc -randkey " + SERVICE);
        admin("ktadd -k " + keytab() + " " + SERVICE);
        Files.setPosixFilePermissions(keytab(), PosixFilePermissions.fromString("rw-r--r--"));
        process = program(PROGRAM.toString(), "-n", "-r", REALM).start();
        Awaitility.await().atMost(Duration.ofSeconds(60)).until(this::listens);
    }

    Path configuration() {
        return folder.resolve("krb5.conf");
    }

    /** The keys of the proxy. */
    Path keytab() {
        return folder.resolve("proxy.keytab");
    }

    Map<String, String> environment() {
        return Map.of("KRB5_CONFIG", configuration().toString());
    }

    /** Logs the user in; gives the file with his ticket. */
    Path login() throws Exception {
        Path tickets = folder.resolve("tickets");
        run("secret\n", LOGIN.toString(), "-c", tickets.toString(), "connects@" + REALM);
        return tickets;
    }

    private void admin(String query) throws Exception {
        run("", ADMIN.toString(), "-r", REALM, "-q", query);
    }

    private void run(String input, String... command) throws Exception {
        Process run = program(command).start();
        try (var in = run.getOutputStream()) {
            in.write(input.getBytes(StandardCharsets.UTF_8));
        }
        if (!run.waitFor(60, TimeUnit.SECONDS) || run.exitValue() != 0) {
            throw new IOException(List.of(command) + ": " + Files.readString(output()));
        }
    }

    private Path output() {
        return folder.resolve("output");
    }

    private ProcessBuilder program(String... command) {
        var program = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(output().toFile()));
        program.environment().putAll(environment());
        program.environment().put("KRB5_KDC_PROFILE", folder.resolve("kdc.conf").toString());
        return program;
    }

    private static int freePort() throws IOException {
        try (var any = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return any.getLocalPort();
        }
    }

    private boolean listens() throws IOException {
        if (!process.isAlive()) {
            throw new IOException("the KDC ended: " + Files.readString(output()));
        }
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1_000);
            return true;
        } catch (IOException notYet) {
            return false;
        }
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().orTimeout(30, TimeUnit.SECONDS).join();
    }
}
