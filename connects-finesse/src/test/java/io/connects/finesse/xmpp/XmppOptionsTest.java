package io.connects.finesse.xmpp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.connects.core.Secret;
import io.connects.finesse.FinesseCredentials;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class XmppOptionsTest {
    private static XmppOptions.Builder good() {
        return XmppOptions.builder()
                .endpoint(URI.create("wss://finesse.example.com:8445/ws/"))
                .domain("Finesse.Example.com")
                .pubSubDomain("PubSub.Finesse.Example.com")
                .resource("connects")
                .credentials(new FinesseCredentials.Password("J Doe", Secret.of("s3cret")));
    }

    @Test
    void the_defaults_are_those_of_the_documentation() {
        XmppOptions options = good().build();
        assertThat(options.jid()).hasToString("j\\20doe@finesse.example.com/connects");
        assertThat(options.pubSubDomain()).isEqualTo("pubsub.finesse.example.com");
        assertThat(options.pingInterval()).isEqualTo(Duration.ofSeconds(10));
        assertThat(options.pingTimeout()).isEqualTo(Duration.ofSeconds(5));
        assertThat(options.pingRetries()).isEqualTo(2);
        assertThat(options.loginTimeout()).isEqualTo(Duration.ofSeconds(15));
        assertThat(options.boshWait()).isEqualTo(Duration.ofSeconds(15));
        assertThat(options.maxStanzaBytes()).isEqualTo(4 * 1024 * 1024);
        assertThat(options.toBuilder().build()).usingRecursiveComparison().isEqualTo(options);
    }

    @Test
    void all_faults_are_told_together() {
        assertThatThrownBy(() -> XmppOptions.builder()
                        .pingInterval(Duration.ZERO)
                        .pingRetries(-1)
                        .boshWait(Duration.ofSeconds(16))
                        .maxStanzaBytes(10)
                        .build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll(
                        "endpoint: must be given",
                        "domain: must be given",
                        "pubSubDomain: must be given",
                        "resource: must be given",
                        "credentials: must be given",
                        "pingInterval:",
                        "pingRetries:",
                        "boshWait:",
                        "maxStanzaBytes:");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ws://finesse.example.com/ws/",
                "http://127.evil.example.com/http-bind/",
                "ftp://localhost/",
                "wss:///ws/",
                "wss://user:pw@finesse.example.com/ws/",
                "finesse.example.com"
            })
    void an_endpoint_that_is_not_safe_is_refused_without_repeating_secrets(String endpoint) {
        assertThatThrownBy(() -> good().endpoint(URI.create(endpoint)).build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("endpoint: ")
                .hasMessageNotContaining("pw");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ws://localhost:5280/ws", "http://127.0.0.1/http-bind", "ws://[::1]/ws", "https://a/b"})
    void loopback_may_be_plain(String endpoint) {
        assertThat(good().endpoint(URI.create(endpoint)).build().endpoint()).hasToString(endpoint);
    }

    @Test
    void names_that_no_address_can_have_are_refused() {
        assertThatThrownBy(() -> good().domain("a b").build()).hasMessageContaining("domain: ");
        assertThatThrownBy(() -> good().pubSubDomain("a/b").build()).hasMessageContaining("pubSubDomain: ");
        assertThatThrownBy(() -> good().resource("a\u0000").build()).hasMessageContaining("resource: ");
    }
}
