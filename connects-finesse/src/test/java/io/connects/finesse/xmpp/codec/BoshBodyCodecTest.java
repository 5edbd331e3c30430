package io.connects.finesse.xmpp.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.connects.core.ProtocolViolationException;
import io.connects.core.Secret;
import io.connects.finesse.xmpp.message.IqPayload;
import io.connects.finesse.xmpp.message.Stanza;
import io.connects.finesse.xmpp.message.Stanza.Iq;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class BoshBodyCodecTest {
    private static final BoshBodyCodec CODEC = new BoshBodyCodec(1_000_000);

    private static BoshBody read(String text) {
        return CODEC.read(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void the_request_that_makes_a_session() {
        var attributes = new LinkedHashMap<String, String>();
        attributes.put("rid", "1573741820");
        attributes.put("to", "finesse.example.com");
        attributes.put("xml:lang", "en");
        attributes.put("wait", "15");
        attributes.put("hold", "1");
        attributes.put("ver", "1.6");
        attributes.put("content", "text/xml; charset=utf-8");
        attributes.put("xmpp:version", "1.0");
        var body = new BoshBody(attributes, List.of());
        assertThat(BoshBodyCodec.write(body)).isEqualTo(Golden.text("bosh-create"));
        assertThat(read(Golden.text("bosh-create"))).isEqualTo(body);
    }

    @Test
    void stanzas_keep_their_order_and_their_namespace() {
        var attributes = new LinkedHashMap<String, String>();
        attributes.put("rid", "1573741825");
        attributes.put("sid", "SomeSID");
        var body = new BoshBody(
                attributes,
                List.of(
                        Stanza.Presence.available(0),
                        new Iq(Iq.Type.GET, "7-p1", "", "finesse.example.com", new IqPayload.Ping())));
        assertThat(BoshBodyCodec.write(body)).isEqualTo(Golden.text("bosh-presence"));
        assertThat(read(Golden.text("bosh-presence"))).isEqualTo(body);
    }

    @Test
    void a_terminal_body_tells_condition_and_stream_error() {
        BoshBody body = read(Golden.text("bosh-terminated"));
        assertThat(body.isTerminate()).isTrue();
        assertThat(body.attribute("condition")).isEqualTo("remote-stream-error");
        assertThat(body.stanzas()).containsExactly(new Stanza.StreamError("conflict", ""));
    }

    @Test
    void a_number_that_is_none_is_the_other_one() {
        var body = new BoshBody(Map.of("wait", "15", "hold", "x"), List.of());
        assertThat(body.number("wait", 1)).isEqualTo(15);
        assertThat(body.number("hold", 1)).isEqualTo(1);
        assertThat(body.number("requests", 2)).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"bosh-create", "bosh-presence", "bosh-terminated"})
    void every_beginning_is_incomplete(String name) {
        String whole = Golden.text(name);
        for (int i = 0; i < whole.length(); i++) {
            String part = whole.substring(0, i);
            assertThatThrownBy(() -> read(part), part).isInstanceOf(ProtocolViolationException.class);
        }
    }

    @Test
    void what_is_no_body_is_refused() {
        assertThatThrownBy(() -> read("<html><body/></html>")).isInstanceOf(ProtocolViolationException.class);
        assertThatThrownBy(() -> CODEC.read(new byte[] {'<', 'b', '>', (byte) 0xC3, '(', '<', '/', 'b', '>'}))
                .isInstanceOf(ProtocolViolationException.class);
    }

    @Test
    void credentials_are_in_no_log() {
        var body = new BoshBody(Map.of("rid", "1"), List.of(new Stanza.SaslPlain("1001", Secret.of("s3cret"))));
        assertThat(BoshBodyCodec.write(body)).contains("ADEwMDEAczNjcmV0");
        assertThat(BoshBodyCodec.loggable(body)).contains("****").doesNotContain("ADEw");
        assertThat(body.toString()).doesNotContain("s3cret");
    }
}
