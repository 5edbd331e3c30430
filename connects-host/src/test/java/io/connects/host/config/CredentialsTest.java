package io.connects.host.config;

import static io.connects.host.config.Configs.ENVIRONMENT;
import static io.connects.host.config.Configs.faults;
import static io.connects.host.config.Configs.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.connects.core.Secret;
import io.connects.salesforce.Credentials;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CredentialsTest {
    private static final String SECRET = "clientSecret: \"${env:SECRET}\"";

    @TempDir
    Path directory;

    @BeforeEach
    void files() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        byte[] key = generator.generateKeyPair().getPrivate().getEncoded();
        Files.writeString(
                directory.resolve("salesforce.pem"),
                "-----BEGIN PRIVATE KEY-----\n" + Base64.getMimeEncoder().encodeToString(key)
                        + "\n-----END PRIVATE KEY-----\n");
        Files.writeString(directory.resolve("salesforce.token"), "r1\n");
    }

    private Credentials read(String login) {
        return HostConfig.parse(with(SECRET, login), ENVIRONMENT, directory)
                .routes()
                .get(0)
                .salesforce()
                .options()
                .credentials();
    }

    private List<String> refused(String login) {
        return faults(with(SECRET, login), directory);
    }

    @Test
    void reads_every_way_to_log_in() {
        assertThat(read(SECRET)).isInstanceOf(Credentials.ClientCredentials.class);
        assertThat(read("jwt: {username: a@example.com, keyFile: salesforce.pem}"))
                .isInstanceOfSatisfying(
                        Credentials.JwtBearer.class,
                        jwt -> assertThat(jwt.username()).isEqualTo("a@example.com"));
        assertThat(read("refreshTokenFile: salesforce.token"))
                .isInstanceOfSatisfying(
                        Credentials.RefreshToken.class,
                        refresh -> assertThat(refresh.clientSecret()).isNull());
        assertThat(read(SECRET + ", password: {username: a@example.com, password: x}"))
                .isEqualTo(new Credentials.UsernamePassword(
                        "id", Secret.of(ENVIRONMENT.get("SECRET")), "a@example.com", Secret.of("x")));
    }

    @Test
    void reports_what_is_wrong_where_it_stands() throws IOException {
        Files.write(directory.resolve("broken.p12"), new byte[] {0x30, (byte) 0x82, 1, 2});
        Files.writeString(directory.resolve("empty"), "\n");

        assertThat(refused("jwt: {keyFile: none.pem}"))
                .containsExactly(
                        "routes[0].salesforce.jwt.username (line 4): is missing",
                        "routes[0].salesforce.jwt.keyFile (line 4): none.pem: there is no such file");
        assertThat(refused("jwt: {username: a, keyFile: salesforce.token}"))
                .containsExactly("routes[0].salesforce.jwt.keyFile (line 4): salesforce.token: holds no private key");
        assertThat(refused("jwt: {username: a, keyFile: broken.p12}"))
                .containsExactly("routes[0].salesforce.jwt.keyFile (line 4): broken.p12: is not PEM; PKCS#12 needs"
                        + " keyPassword");
        assertThat(refused("jwt: {username: a, keyFile: broken.p12, keyPassword: x}"))
                .containsExactly("routes[0].salesforce.jwt.keyFile (line 4): broken.p12: is not PKCS#12, or has another"
                        + " password");
        assertThat(refused(SECRET + ", jwt: {username: a, keyFile: salesforce.pem}"))
                .containsExactly("routes[0].salesforce.clientSecret (line 4): is not used with jwt; leave it out");
        assertThat(refused("jwt: {username: a, keyFile: salesforce.pem}, refreshTokenFile: salesforce.token"))
                .containsExactly("routes[0].salesforce.refreshTokenFile (line 4): there is jwt already; choose one way"
                        + " to log in");
        assertThat(refused("refreshTokenFile: empty"))
                .containsExactly("routes[0].salesforce.refreshTokenFile (line 4): empty: holds no token");
        assertThat(refused("refreshTokenFile: \"a\\0b\""))
                .singleElement()
                .asString()
                .startsWith("routes[0].salesforce.refreshTokenFile (line 4): is not a path: ");
        assertThat(refused("password: {username: a, password: b}"))
                .containsExactly("routes[0].salesforce.clientSecret (line 4): is missing");
        assertThat(refused("apiBudgetPercent: 0, " + SECRET))
                .containsExactly("routes[0].salesforce.apiBudgetPercent (line 4): must be 1 to 100, was 0");
        assertThat(faults(with("http://127.0.0.1:9", "https://test.salesforce.com")))
                .containsExactly("routes[0].salesforce.loginUri (line 4): the client credentials flow works at the"
                        + " org's My Domain only, such as https://example.my.salesforce.com, not at"
                        + " test.salesforce.com");
    }

    @Test
    void two_routes_share_no_refresh_token() {
        String route = with(SECRET, "refreshTokenFile: salesforce.token");
        String twice = route + route.substring(route.indexOf('\n') + 1).replace("name: support", "name: sales");

        assertThat(faults(twice, directory))
                .containsExactly("routes[1].salesforce.refreshTokenFile (line 11): "
                        + directory.resolve("salesforce.token")
                        + " is used by routes[0].salesforce.refreshTokenFile already");
    }

    @Test
    void replaces_a_refresh_token_as_a_whole_and_for_its_owner_alone() throws IOException {
        Path file = directory.resolve("salesforce.token");
        var store = new RefreshTokenFile(file);
        store.rotated(Secret.of("r2"));
        assertThat(file).hasContent("r2");
        assertThat(Files.getPosixFilePermissions(file)).hasSize(2);
        assertThat(store.current().toCompletableFuture().join()).isEqualTo(Secret.of("r2"));
        try (Stream<Path> files = Files.list(directory)) {
            assertThat(files).hasSize(2);
        }
        Files.delete(file);
        assertThatThrownBy(store::current).hasMessageContaining("there is no such file");
    }

    @Test
    void the_sample_shows_every_way_as_it_is_written() throws IOException {
        String sample = Files.readString(Path.of("src/main/config/connects.yaml"));
        String[] ways = sample.lines()
                .filter(line -> line.startsWith("      # - "))
                .map(line -> line.substring("      # - ".length()).replaceFirst(" +#.*", ""))
                .toArray(String[]::new);
        assertThat(Arrays.stream(ways).map(way -> way.replaceFirst(":.*", "")))
                .containsExactly("jwt", "jwt", "refreshTokenFile", "password");
        for (String way : ways) {
            String login = (way.startsWith("password") ? SECRET + ", " : "") + way;
            String yaml = with(SECRET, login).replaceAll("\\$\\{env:[A-Z_]*PASSWORD}", "x");
            if (way.contains("keyPassword")) {
                Files.copy(directory.resolve("salesforce.pem"), directory.resolve("salesforce.p12"));
                assertThat(faults(yaml, directory)).singleElement().asString().contains("is not PKCS#12");
            } else {
                HostConfig.parse(yaml, ENVIRONMENT, directory);
            }
        }
    }
}
