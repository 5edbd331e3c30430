package io.connects.finesse.xmpp.internal.engine;

import static io.connects.finesse.xmpp.internal.engine.EngineScript.NODE;
import static io.connects.finesse.xmpp.internal.engine.EngineScript.PUBSUB;
import static io.connects.finesse.xmpp.internal.engine.EngineScript.SECOND;
import static io.connects.finesse.xmpp.internal.engine.EngineScript.TICK;
import static io.connects.finesse.xmpp.internal.engine.EngineScript.end;
import static io.connects.finesse.xmpp.internal.engine.EngineScript.send;
import static org.assertj.core.api.Assertions.assertThat;

import io.connects.finesse.xmpp.message.Stanza;
import io.connects.finesse.xmpp.message.Stanza.Presence;
import io.connects.finesse.xmpp.message.Stanza.PubSubEvent;
import io.connects.finesse.xmpp.message.XmppEnd;
import io.connects.finesse.xmpp.message.XmppEnd.Kind;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SessionEndsTest {
    private final EngineScript script = new EngineScript();

    @ParameterizedTest
    @CsvSource({"conflict, CONFLICT", "system-shutdown, STREAM_ERROR", "policy-violation, STREAM_ERROR"})
    void a_stream_error_ends_the_session(String condition, Kind kind) {
        script.connect();
        List<Effect> effects = script.receive(new Stanza.StreamError(condition, "words"), 0);
        assertThat(effects).startsWith(new Effect.CloseStream(), new Effect.Disconnect(true));
        assertThat(end(effects).kind()).isEqualTo(kind);
        assertThat(end(effects).condition()).isEqualTo(condition);
        assertThat(end(effects).reason()).contains("words");
    }

    @Test
    void the_servers_close_is_a_loss() {
        script.connect();
        assertThat(end(script.receive(new Stanza.Close("wss://other/ws"), 0)).reason())
                .contains("wss://other/ws");
    }

    @Test
    void closing_waits_for_the_server_but_not_for_ever() {
        script.connect();
        assertThat(script.engine.on(new Event.CloseAsked(), 0))
                .containsExactly(send(Presence.unavailable()), new Effect.CloseStream());
        assertThat(script.engine.nextDeadline()).hasValue(2 * SECOND);
        assertThat(script.engine.on(new Event.CloseAsked(), SECOND)).isEmpty();
        assertThat(end(script.engine.on(TICK, 2 * SECOND))).isEqualTo(XmppEnd.closed());
    }

    @Test
    void closing_ends_with_the_servers_close() {
        script.connect();
        script.engine.on(new Event.CloseAsked(), 0);
        assertThat(script.receive(new PubSubEvent(PUBSUB, "", NODE, List.of(new PubSubEvent.Item("1", "x"))), 0))
                .isEmpty();
        assertThat(script.receive(new Stanza.Close(""), 0))
                .containsExactly(new Effect.Disconnect(true), new Effect.Ended(XmppEnd.closed()));
        var request = new PubSubRequest(1, true, NODE);
        assertThat(script.engine.on(new Event.Asked(request), 0))
                .containsExactly(new Effect.Answered(request, new Outcome.Ended(XmppEnd.closed())));
    }

    @Test
    void a_loss_while_closing_is_closed_too() {
        script.connect();
        script.engine.on(new Event.CloseAsked(), 0);
        assertThat(end(script.engine.on(new Event.TransportFailed(XmppEnd.lost("cut")), 0)))
                .isEqualTo(XmppEnd.closed());
    }

    @Test
    void closing_before_there_is_a_connection_is_done_at_once() {
        script.engine.on(new Event.Started(), 0);
        assertThat(script.engine.on(new Event.CloseAsked(), 0))
                .containsExactly(new Effect.Disconnect(false), new Effect.Ended(XmppEnd.closed()));
    }

    @Test
    void a_loss_before_connected_is_unreachable() {
        script.engine.on(new Event.Started(), 0);
        script.engine.on(new Event.TransportOpened(), 0);
        assertThat(end(script.engine.on(new Event.TransportFailed(XmppEnd.lost("cut")), 0)))
                .isEqualTo(XmppEnd.unreachable("cut"));
    }
}
