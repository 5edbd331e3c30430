package io.connects.finesse.xmpp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class XmppEndpointsTest {
    private static final XmppEndpoints ENDPOINTS = XmppEndpoints.of("fin.example.com");

    @ParameterizedTest
    @CsvSource({
        "11.5(1), https://fin.example.com:7443/http-bind/",
        "11.6, https://fin.example.com:7443/http-bind/",
        "9, https://fin.example.com:7443/http-bind/",
        "12.0, wss://fin.example.com:7443/ws/",
        "12, wss://fin.example.com:7443/ws/",
        "12.5(1)ES1, wss://fin.example.com:7443/ws/",
        "12.6, wss://fin.example.com:8445/ws/",
        "12.6(2), wss://fin.example.com:8445/ws/",
        "12.10, wss://fin.example.com:8445/ws/",
        "15.0, wss://fin.example.com:8445/ws/",
        "15, wss://fin.example.com:8445/ws/"
    })
    void a_release_has_its_endpoint(String release, URI endpoint) {
        assertThat(ENDPOINTS.ofRelease(release)).isEqualTo(endpoint);
    }

    @Test
    void without_a_release_there_are_three_to_try() {
        assertThat(ENDPOINTS.toTry())
                .containsExactly(
                        URI.create("wss://fin.example.com:8445/ws/"),
                        URI.create("wss://fin.example.com:7443/ws/"),
                        URI.create("https://fin.example.com:7443/http-bind/"));
    }

    @Test
    void ports_can_be_others() {
        var others = new XmppEndpoints("fin", 1, 2, 3);
        assertThat(others.bosh()).hasToString("https://fin:1/http-bind/");
        assertThat(others.earlyWebSocket()).hasToString("wss://fin:2/ws/");
        assertThat(others.webSocket()).hasToString("wss://fin:3/ws/");
        assertThatThrownBy(() -> new XmppEndpoints("fin", 1, 0, 3)).hasMessageContaining("earlyWebSocketPort");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "fin:8445", "fin/x", "a@fin", "f in"})
    void a_host_is_a_host(String host) {
        assertThatThrownBy(() -> XmppEndpoints.of(host)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "new", "v12.6", "-1"})
    void what_is_no_release_is_refused(String release) {
        assertThatThrownBy(() -> ENDPOINTS.ofRelease(release)).hasMessageContaining("release: ");
    }
}
