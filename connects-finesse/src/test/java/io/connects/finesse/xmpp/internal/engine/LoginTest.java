package io.connects.finesse.xmpp.internal.engine;

import static io.connects.finesse.xmpp.internal.engine.EngineScript.BIND;
import static io.connects.finesse.xmpp.internal.engine.EngineScript.BOUND;
import static io.connects.finesse.xmpp.internal.engine.EngineScript.DOMAIN;
import static io.connects.finesse.xmpp.internal.engine.EngineScript.JID;
import static io.connects.finesse.xmpp.internal.engine.EngineScript.MECHANISMS;
import static io.connects.finesse.xmpp.internal.engine.EngineScript.NODE;
import static io.connects.finesse.xmpp.internal.engine.EngineScript.OPENED;
import static io.connects.finesse.xmpp.internal.engine.EngineScript.PUBSUB;
import static io.connects.finesse.xmpp.internal.engine.EngineScript.SECOND;
import static io.connects.finesse.xmpp.internal.engine.EngineScript.TICK;
import static io.connects.finesse.xmpp.internal.engine.EngineScript.end;
import static io.connects.finesse.xmpp.internal.engine.EngineScript.send;
import static org.assertj.core.api.Assertions.assertThat;

import io.connects.finesse.xmpp.message.IqPayload;
import io.connects.finesse.xmpp.message.Jid;
import io.connects.finesse.xmpp.message.Stanza;
import io.connects.finesse.xmpp.message.Stanza.Features;
import io.connects.finesse.xmpp.message.Stanza.Iq;
import io.connects.finesse.xmpp.message.Stanza.Presence;
import io.connects.finesse.xmpp.message.XmppEnd;
import io.connects.finesse.xmpp.message.XmppEnd.Kind;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class LoginTest {
    private final EngineScript script = new EngineScript();

    @Test
    void signs_in_step_by_step() {
        assertThat(script.engine.nextDeadline()).isEmpty();
        assertThat(script.engine.on(new Event.Started(), 0)).isEmpty();
        assertThat(script.engine.nextDeadline()).hasValue(10 * SECOND);
        assertThat(script.engine.on(new Event.TransportOpened(), SECOND)).containsExactly(new Effect.OpenStream(false));
        assertThat(script.engine.nextDeadline()).hasValue(16 * SECOND);
        assertThat(script.receive(OPENED, SECOND)).isEmpty();
        assertThat(script.receive(MECHANISMS, SECOND)).containsExactly(new Effect.Authenticate("1001"));
        assertThat(script.receive(new Stanza.SaslSuccess(), SECOND)).containsExactly(new Effect.OpenStream(true));
        assertThat(script.receive(OPENED, SECOND)).isEmpty();
        assertThat(script.receive(new Features(List.of(), true, true), SECOND))
                .containsExactly(send(new Iq(Iq.Type.SET, "7-bind", "", "", new IqPayload.Bind("connects", ""))));
        assertThat(script.receive(BOUND, SECOND))
                .containsExactly(send(new Iq(Iq.Type.SET, "7-session", "", "", new IqPayload.Session())));
        assertThat(script.engine.nextDeadline()).hasValue(16 * SECOND);
        assertThat(script.receive(new Iq(Iq.Type.RESULT, "7-session", "", "", new IqPayload.Empty()), 2 * SECOND))
                .containsExactly(send(Presence.available(0)), new Effect.Connected(JID));
        assertThat(script.engine.nextDeadline()).hasValue(12 * SECOND);
    }

    @Test
    void the_address_is_the_one_that_the_server_gave() {
        script.engine.on(new Event.Started(), 0);
        script.engine.on(new Event.TransportOpened(), 0);
        script.receive(MECHANISMS, 0);
        script.receive(new Stanza.SaslSuccess(), 0);
        script.receive(BIND, 0);
        String other = "1001@" + DOMAIN + "/other";
        assertThat(script.receive(new Iq(Iq.Type.RESULT, "7-bind", "", "", new IqPayload.Bind("", other)), 0))
                .contains(new Effect.Connected(Jid.parse(other)));
        assertThat(script.engine.on(new Event.Asked(new PubSubRequest(1, true, NODE)), 0))
                .containsExactly(send(new Iq(Iq.Type.SET, "7-r1", "", PUBSUB, new IqPayload.Subscribe(NODE, other))));
    }

    @Test
    void no_connection_in_time_is_unreachable() {
        script.engine.on(new Event.Started(), 0);
        assertThat(script.engine.on(TICK, 10 * SECOND - 1)).isEmpty();
        List<Effect> effects = script.engine.on(TICK, 10 * SECOND);
        assertThat(effects).startsWith(new Effect.Disconnect(false));
        assertThat(end(effects).kind()).isEqualTo(Kind.UNREACHABLE);
        assertThat(script.engine.nextDeadline()).isEmpty();
    }

    @Test
    void a_server_that_says_nothing_after_connecting_is_unreachable() {
        script.engine.on(new Event.Started(), 0);
        script.engine.on(new Event.TransportOpened(), 0);
        script.engine.on(new Event.Heard(), 14 * SECOND);
        assertThat(end(script.engine.on(TICK, 15 * SECOND)).reason()).contains("PT15S");
    }

    @Test
    void without_plain_nothing_is_tried() {
        script.engine.on(new Event.Started(), 0);
        script.engine.on(new Event.TransportOpened(), 0);
        List<Effect> effects = script.receive(new Features(List.of("SCRAM-SHA-1", "EXTERNAL"), false, false), 0);
        assertThat(effects).startsWith(new Effect.CloseStream(), new Effect.Disconnect(true));
        assertThat(end(effects).kind()).isEqualTo(Kind.AUTH_FAILED);
        assertThat(end(effects).reason()).contains("does not offer SASL PLAIN but [SCRAM-SHA-1, EXTERNAL]");
    }

    @Test
    void a_refused_password_ends_the_session_after_one_try() {
        script.engine.on(new Event.Started(), 0);
        script.engine.on(new Event.TransportOpened(), 0);
        script.receive(MECHANISMS, 0);
        List<Effect> effects = script.receive(new Stanza.SaslFailure("not-authorized", ""), 0);
        assertThat(end(effects).kind()).isEqualTo(Kind.AUTH_FAILED);
        assertThat(end(effects).condition()).isEqualTo("not-authorized");
        assertThat(end(effects).mayRetry()).isFalse();
        assertThat(script.receive(MECHANISMS, 0)).isEmpty();
    }

    @Test
    void without_a_token_nothing_is_tried() {
        script.engine.on(new Event.Started(), 0);
        script.engine.on(new Event.TransportOpened(), 0);
        script.receive(MECHANISMS, 0);
        var why = new XmppEnd(Kind.AUTH_FAILED, "", "no access token");
        assertThat(end(script.engine.on(new Event.CredentialsFailed(why), 0))).isEqualTo(why);
    }

    @Test
    void success_without_authentication_means_nothing() {
        script.engine.on(new Event.Started(), 0);
        script.engine.on(new Event.TransportOpened(), 0);
        assertThat(script.receive(new Stanza.SaslSuccess(), 0)).isEmpty();
        assertThat(script.receive(BOUND, 0)).isEmpty();
        assertThat(script.receive(BIND, 0)).isNotEmpty(); // no PLAIN in it
    }

    @ParameterizedTest
    @CsvSource({"conflict, CONFLICT", "not-allowed, STREAM_ERROR"})
    void a_refused_resource_ends_the_session(String condition, Kind kind) {
        script.engine.on(new Event.Started(), 0);
        script.engine.on(new Event.TransportOpened(), 0);
        script.receive(MECHANISMS, 0);
        script.receive(new Stanza.SaslSuccess(), 0);
        script.receive(BIND, 0);
        var refusal = new IqPayload.Refusal(condition, "cancel", "");
        assertThat(end(script.receive(new Iq(Iq.Type.ERROR, "7-bind", "", "", refusal), 0))
                        .kind())
                .isEqualTo(kind);
    }

    @Test
    void a_refused_session_never_counts_as_connected() {
        script.engine.on(new Event.Started(), 0);
        script.engine.on(new Event.TransportOpened(), 0);
        script.receive(MECHANISMS, 0);
        script.receive(new Stanza.SaslSuccess(), 0);
        script.receive(new Features(List.of(), true, true), 0);
        script.receive(BOUND, 0);
        var refusal = new IqPayload.Refusal("internal-server-error", "wait", "");
        List<Effect> effects = script.receive(new Iq(Iq.Type.ERROR, "7-session", "", "", refusal), 0);
        assertThat(end(effects).kind()).isEqualTo(Kind.STREAM_ERROR);
        assertThat(effects).noneMatch(Effect.Connected.class::isInstance);
    }

    @Test
    void an_answer_to_bind_that_says_nothing_breaks_the_protocol() {
        script.engine.on(new Event.Started(), 0);
        script.engine.on(new Event.TransportOpened(), 0);
        script.receive(MECHANISMS, 0);
        script.receive(new Stanza.SaslSuccess(), 0);
        script.receive(BIND, 0);
        assertThat(end(script.receive(new Iq(Iq.Type.RESULT, "7-bind", "", "", new IqPayload.Empty()), 0))
                        .kind())
                .isEqualTo(Kind.PROTOCOL);
    }
}
