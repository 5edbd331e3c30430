package io.connects.finesse.xmpp;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/** A Prosody of its own on loopback, with WebSocket, BOSH, publish-subscribe and the users {@code 1001}, {@code finesse} and {@code admin}. */
final class Prosody implements AutoCloseable {
    static final Path PROGRAM = Path.of("/usr/bin/prosody");
    static final String PASSWORD = "s3cret-Word";

    private static final String CONFIGURATION = """
            run_as_root = true
            daemonize = false
            pidfile = "%1$s/prosody.pid"
            data_path = "%1$s/data"
            plugin_paths = { "%1$s/modules" }
            interfaces = { "127.0.0.1" }
            local_interfaces = { "127.0.0.1" }
            c2s_ports = {}
            s2s_ports = {}
            component_ports = {}
            http_ports = { %2$d }
            http_interfaces = { "127.0.0.1" }
            https_ports = { %3$s }
            https_interfaces = { "127.0.0.1" }
            https_ssl = { certificate = "%1$s/server.crt", key = "%1$s/server.key" }
            http_paths = { bosh = "/http-bind"; websocket = "/ws" }
            http_default_host = "localhost"
            authentication = "internal_plain"
            storage = "internal"
            consider_bosh_secure = true
            consider_websocket_secure = true
            allow_unencrypted_plain_auth = true
            conflict_resolve = "kick_old"
            log = { debug = "%1$s/prosody.log" }
            modules_enabled = { "roster", "saslauth", "disco", "ping", "bosh", "websocket", "presence", "message", "iq", "kick" }
            modules_disabled = { "s2s", "tls", "admin_socket", "admin_shell", "offline", "c2s_placeholder" }
            VirtualHost "localhost"
            Component "pubsub.localhost" "pubsub"
                admins = { "admin@localhost" }
                autocreate_on_subscribe = false
            """;

    /** A user with administrative wishes: {@code <kick user='1001'/>} ends that user's streams. */
    private static final String KICK = """
            module:hook("iq-set/host/urn:test:kick:kick", function (event)
                local user = event.stanza.tags[1].attr.user;
                local sessions = prosody.hosts[module.host].sessions[user];
                for _, session in pairs(sessions and sessions.sessions or {}) do
                    session:close({ condition = "policy-violation", text = "You have been\\nkicked" });
                end
                event.origin.send(require "util.stanza".reply(event.stanza));
                return true;
            end);
            """;

    private final Path folder;
    private final Process process;
    private final int http;
    private final int https;

    /** @param authority for TLS; null for none */
    Prosody(Path in, TestAuthority authority) throws Exception {
        folder = Files.createDirectories(in.resolve("prosody"));
        Path modules = Files.createDirectories(folder.resolve("modules"));
        Files.writeString(modules.resolve("mod_kick.lua"), KICK);
        http = freePort();
        https = authority == null ? 0 : freePort();
        if (authority != null) {
            Files.copy(authority.certificate(), folder.resolve("server.crt"));
            Files.copy(authority.key(), folder.resolve("server.key"));
            Files.setPosixFilePermissions(folder.resolve("server.key"), PosixFilePermissions.fromString("rw-------"));
        }
        Path configuration = Files.writeString(
                folder.resolve("prosody.cfg.lua"),
                CONFIGURATION.formatted(folder, http, https == 0 ? "" : Integer.toString(https)));
        user("1001");
        user("finesse");
        user("admin");
        process = new ProcessBuilder(PROGRAM.toString(), "--config", configuration.toString(), "-F")
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("output").toFile())
                .start();
        Awaitility.await().atMost(Duration.ofSeconds(60)).until(this::listens);
    }

    /** As its internal storage keeps it. */
    private void user(String name) throws IOException {
        Path accounts = Files.createDirectories(folder.resolve("data/localhost/accounts"));
        Files.writeString(accounts.resolve(name + ".dat"), "return {\n\t[\"password\"] = \"" + PASSWORD + "\";\n};\n");
    }

    /** Lets a user hear another one's presence. */
    void befriend(String one, String other) throws IOException {
        Path rosters = Files.createDirectories(folder.resolve("data/localhost/roster"));
        for (List<String> pair : List.of(List.of(one, other), List.of(other, one))) {
            Files.writeString(
                    rosters.resolve(pair.get(0) + ".dat"),
                    "return {\n[\"" + pair.get(1)
                            + "@localhost\"] = { subscription = \"both\"; groups = {}; };\n[false] = { version = 1; pending = {}; };\n};\n");
        }
    }

    private static int freePort() throws IOException {
        try (var any = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return any.getLocalPort();
        }
    }

    private boolean listens() throws IOException {
        if (!process.isAlive()) {
            throw new IOException("Prosody ended: " + Files.readString(folder.resolve("output")) + log());
        }
        for (int port : https == 0 ? List.of(http) : List.of(http, https)) {
            try (var socket = new Socket()) {
                socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1_000);
            } catch (IOException notYet) {
                return false;
            }
        }
        return true;
    }

    /** @param bosh or else WebSocket */
    URI endpoint(boolean bosh) {
        boolean tls = https != 0;
        String scheme = bosh ? (tls ? "https" : "http") : (tls ? "wss" : "ws");
        return URI.create(scheme + "://localhost:" + (tls ? https : http) + (bosh ? "/http-bind" : "/ws"));
    }

    String log() throws IOException {
        Path log = folder.resolve("prosody.log");
        return Files.exists(log) ? Files.readString(log) : "";
    }

    /** How many attempts to sign in with PLAIN there were. */
    long attempts() throws IOException {
        return log().lines()
                .filter(line -> line.contains("Received[c2s_unauthed]: <auth "))
                .count();
    }

    /** Without a word to anybody. */
    void kill() {
        process.destroyForcibly();
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().orTimeout(30, TimeUnit.SECONDS).join();
    }
}
