package io.connects.host.config;

import static io.connects.host.config.Configs.ENVIRONMENT;
import static io.connects.host.config.Configs.faults;
import static io.connects.host.config.Configs.with;
import static org.assertj.core.api.Assertions.assertThat;

import io.connects.salesforce.OutboundProxy;
import io.connects.salesforce.OutboundProxy.Login;
import io.connects.salesforce.SalesforceOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How Salesforce is reached. */
class NetworkTest {
    private static final String SECRET = "clientSecret: \"${env:SECRET}\"";

    @TempDir
    Path directory;

    private SalesforceOptions read(String more) {
        return HostConfig.parse(with(SECRET, SECRET + ", " + more), ENVIRONMENT, directory)
                .routes()
                .get(0)
                .salesforce()
                .options();
    }

    private List<String> refused(String more) {
        return faults(with(SECRET, SECRET + ", " + more), directory);
    }

    private OutboundProxy proxy(String login) {
        return read("proxy: {host: proxy.example.com, port: 3128" + login + "}").proxy();
    }

    @Test
    void reads_a_proxy_with_each_kind_of_login() {
        assertThat(proxy("").login()).isNull();
        assertThat(proxy(", user: me, password: \"${env:SECRET}\"").login())
                .isInstanceOfSatisfying(Login.Basic.class, basic -> {
                    assertThat(basic.user()).isEqualTo("me");
                    assertThat(basic.password().reveal()).isEqualTo(ENVIRONMENT.get("SECRET"));
                });
        assertThat(proxy(", negotiate: true").login()).isInstanceOf(Login.Negotiate.class);
        assertThat(proxy(", negotiate: false").login()).isNull();
        assertThat(proxy(", exclude: [.corp.example.com]").exclude()).containsExactly(".corp.example.com");
    }

    @Test
    void says_what_is_wrong_with_a_proxy() {
        assertThat(refused("proxy: {host: p, port: 1, user: me}"))
                .containsExactly("routes[0].salesforce.proxy (line 4): needs both user and password, or neither");
        assertThat(refused("proxy: {host: p, port: 1, user: me, password: x, negotiate: true}"))
                .containsExactly("routes[0].salesforce.proxy (line 4): needs either user and password, or negotiate");
        assertThat(refused("proxy: {port: 1, negotiate: perhaps}")).hasSize(2);
    }

    @Test
    void looks_for_trusted_authorities_beside_the_configuration() throws IOException {
        Path file = directory.resolve("company.pem");
        assertThat(refused("trustFiles: [company.pem]"))
                .singleElement()
                .asString()
                .contains("trustFiles (line 4): " + file + " cannot be read");
        Files.writeString(file, "no certificate");
        assertThat(refused("trustFiles: [company.pem]"))
                .singleElement()
                .asString()
                .contains("company.pem");
        assertThat(read("trustFiles: []").trustFiles()).isEmpty();
    }
}
