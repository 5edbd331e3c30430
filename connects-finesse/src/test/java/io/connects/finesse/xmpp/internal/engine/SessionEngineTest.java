package io.connects.finesse.xmpp.internal.engine;

import static io.connects.finesse.xmpp.internal.engine.EngineScript.BIND;
import static io.connects.finesse.xmpp.internal.engine.EngineScript.BOUND;
import static io.connects.finesse.xmpp.internal.engine.EngineScript.DOMAIN;
import static io.connects.finesse.xmpp.internal.engine.EngineScript.JID;
import static io.connects.finesse.xmpp.internal.engine.EngineScript.MECHANISMS;
import static io.connects.finesse.xmpp.internal.engine.EngineScript.NODE;
import static io.connects.finesse.xmpp.internal.engine.EngineScript.PUBSUB;
import static io.connects.finesse.xmpp.internal.engine.EngineScript.RULES;
import static io.connects.finesse.xmpp.internal.engine.EngineScript.SECOND;
import static io.connects.finesse.xmpp.internal.engine.EngineScript.TICK;
import static io.connects.finesse.xmpp.internal.engine.EngineScript.answer;
import static io.connects.finesse.xmpp.internal.engine.EngineScript.end;
import static io.connects.finesse.xmpp.internal.engine.EngineScript.ping;
import static io.connects.finesse.xmpp.internal.engine.EngineScript.send;
import static org.assertj.core.api.Assertions.assertThat;

import io.connects.finesse.xml.XmlElement;
import io.connects.finesse.xmpp.message.IqPayload;
import io.connects.finesse.xmpp.message.Stanza;
import io.connects.finesse.xmpp.message.Stanza.Iq;
import io.connects.finesse.xmpp.message.Stanza.Presence;
import io.connects.finesse.xmpp.message.Stanza.PubSubEvent;
import io.connects.finesse.xmpp.message.XmppEnd;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SessionEngineTest {
    private final EngineScript script = new EngineScript();

    @Test
    void a_silent_network_is_lost_after_two_more_pings() {
        script.connect();
        assertThat(script.engine.on(TICK, 10 * SECOND - 1)).isEmpty();
        assertThat(script.engine.on(TICK, 10 * SECOND)).containsExactly(ping(1));
        assertThat(script.engine.on(TICK, 15 * SECOND)).containsExactly(ping(2));
        assertThat(script.engine.on(TICK, 20 * SECOND)).containsExactly(ping(3));
        assertThat(script.engine.nextDeadline()).hasValue(25 * SECOND);
        List<Effect> effects = script.engine.on(TICK, 25 * SECOND);
        assertThat(effects).startsWith(new Effect.Disconnect(false));
        assertThat(end(effects)).isEqualTo(XmppEnd.lost("nothing was heard after 3 pings"));
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 3, 9})
    void a_cut_at_any_time_is_noticed_within_30_seconds(long afterAnswer) {
        script.connect();
        long cut = 10 * SECOND + afterAnswer * SECOND;
        script.engine.on(TICK, 10 * SECOND);
        script.engine.on(new Event.Heard(), 10 * SECOND + 1);
        List<Effect> effects = List.of();
        long now = cut;
        while (effects.stream().noneMatch(Effect.Ended.class::isInstance)) {
            now = script.engine.nextDeadline().orElseThrow();
            effects = script.engine.on(TICK, now);
        }
        assertThat(now - cut).isLessThanOrEqualTo(30 * SECOND);
    }

    @Test
    void whatever_is_heard_counts_as_life_and_pings_go_on_every_ten_seconds() {
        script.connect();
        assertThat(script.engine.on(TICK, 10 * SECOND)).containsExactly(ping(1));
        assertThat(script.engine.on(TICK, 15 * SECOND)).containsExactly(ping(2));
        assertThat(script.engine.on(new Event.Heard(), 16 * SECOND)).isEmpty();
        assertThat(script.engine.nextDeadline()).hasValue(25 * SECOND);
        for (int i = 17; i < 25; i++) {
            script.receive(new Presence("someone@" + DOMAIN, "", "", 0), i * SECOND);
        }
        assertThat(script.engine.on(TICK, 25 * SECOND)).containsExactly(ping(3));
        assertThat(script.engine.nextDeadline()).hasValue(30 * SECOND);
    }

    @Test
    void pings_are_answered_and_other_questions_refused() {
        script.connect();
        assertThat(script.receive(new Iq(Iq.Type.GET, "s1", DOMAIN, JID.toString(), new IqPayload.Ping()), 0))
                .containsExactly(send(new Iq(Iq.Type.RESULT, "s1", "", DOMAIN, new IqPayload.Empty())));
        var other = new IqPayload.Other(XmlElement.text("query", ""));
        var refusal = new IqPayload.Refusal("service-unavailable", "cancel", "");
        assertThat(script.receive(new Iq(Iq.Type.SET, "s2", "a@b/c", "", other), 0))
                .containsExactly(send(new Iq(Iq.Type.ERROR, "s2", "", "a@b/c", refusal)));
        assertThat(script.receive(new Iq(Iq.Type.RESULT, "s3", DOMAIN, "", new IqPayload.Empty()), 0))
                .isEmpty();
    }

    @Test
    void events_are_told_and_what_lacks_a_payload_is_reported() {
        script.connect();
        var items = List.of(
                new PubSubEvent.Item("1", "<a/>"), new PubSubEvent.Item("2", " "), new PubSubEvent.Item("3", "<c/>"));
        assertThat(script.receive(new PubSubEvent(PUBSUB, "", NODE, items), 0))
                .containsExactly(
                        new Effect.Notified(NODE, "1", "<a/>"),
                        new Effect.Unreadable(NODE, "2", "an item without a payload"),
                        new Effect.Notified(NODE, "3", "<c/>"));
        assertThat(script.receive(new PubSubEvent("PubSub.Example.com", "", "", items), 0))
                .hasSize(3)
                .allMatch(Effect.Unreadable.class::isInstance);
    }

    @Test
    void an_event_from_anybody_else_is_none() {
        script.connect();
        var items = List.of(new PubSubEvent.Item("1", "<a/>"));
        for (String from : List.of("", "1002@" + DOMAIN + "/x", DOMAIN, "1002@" + PUBSUB)) {
            assertThat(script.receive(new PubSubEvent(from, "", NODE, items), 0))
                    .as(from)
                    .singleElement()
                    .isInstanceOf(Effect.Ignored.class);
        }
    }

    @Test
    void the_user_finesse_comes_and_goes() {
        script.connect();
        assertThat(script.receive(new Presence("finesse@" + DOMAIN + "/x", "", "", 0), 0))
                .containsExactly(new Effect.ServicePresence(true));
        assertThat(script.receive(new Presence("Finesse@" + DOMAIN, "", "unavailable", 0), 0))
                .containsExactly(new Effect.ServicePresence(false));
        assertThat(script.receive(new Presence("finesse@" + DOMAIN, "", "subscribe", 0), 0))
                .isEmpty();
        assertThat(script.receive(new Presence("finesse2@" + DOMAIN, "", "", 0), 0))
                .isEmpty();
        assertThat(script.receive(new Presence("finesse@evil.example.com", "", "", 0), 0))
                .isEmpty();
    }

    @Test
    void whatever_comes_in_whatever_order_there_is_one_end_and_a_deadline_until_then() {
        for (int seed = 0; seed < 3_000; seed++) {
            var random = new Random(seed);
            var any = new SessionEngine(RULES);
            any.on(new Event.Started(), 0);
            var ends = new ArrayList<Effect>();
            long now = 0;
            for (int step = 0; step < 60; step++) {
                now += random.nextLong(3 * SECOND);
                List<Effect> effects = any.on(anything(random, step), now);
                effects.stream().filter(Effect.Ended.class::isInstance).forEach(ends::add);
                OptionalLong next = any.nextDeadline();
                assertThat(next.isEmpty()).as("seed %d step %d", seed, step).isEqualTo(!ends.isEmpty());
            }
            assertThat(ends).as("seed %d", seed).hasSizeLessThanOrEqualTo(1);
        }
    }

    private static Event anything(Random random, int step) {
        return switch (random.nextInt(16)) {
            case 0 -> new Event.TransportOpened();
            case 1, 2 -> new Event.Received(MECHANISMS);
            case 3, 4 -> new Event.Received(new Stanza.SaslSuccess());
            case 5, 6 -> new Event.Received(BIND);
            case 7, 8 -> new Event.Received(BOUND);
            case 9 -> new Event.Received(answer("7-r" + (step - 1), new IqPayload.Empty()));
            case 10 -> new Event.Asked(new PubSubRequest(step, random.nextBoolean(), NODE));
            case 11 -> new Event.Heard();
            case 12 -> random.nextInt(8) == 0 ? new Event.CloseAsked() : TICK;
            case 13 -> random.nextInt(8) == 0 ? new Event.TransportFailed(XmppEnd.lost("x")) : TICK;
            case 14 -> random.nextInt(8) == 0 ? new Event.Received(new Stanza.StreamError("reset", "")) : TICK;
            default -> TICK;
        };
    }
}
