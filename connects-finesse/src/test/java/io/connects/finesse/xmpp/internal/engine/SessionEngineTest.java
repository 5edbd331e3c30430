package io.connects.finesse.xmpp.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.connects.finesse.xml.XmlElement;
import io.connects.finesse.xmpp.message.IqPayload;
import io.connects.finesse.xmpp.message.Jid;
import io.connects.finesse.xmpp.message.Stanza;
import io.connects.finesse.xmpp.message.Stanza.Features;
import io.connects.finesse.xmpp.message.Stanza.Iq;
import io.connects.finesse.xmpp.message.Stanza.Presence;
import io.connects.finesse.xmpp.message.Stanza.PubSubEvent;
import io.connects.finesse.xmpp.message.XmppEnd;
import io.connects.finesse.xmpp.message.XmppEnd.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class SessionEngineTest {
    private static final long SECOND = 1_000_000_000L;
    private static final String DOMAIN = "finesse.example.com";
    private static final String PUBSUB = "pubsub.example.com";
    private static final Jid JID = Jid.parse("1001@" + DOMAIN + "/connects");
    private static final String NODE = "/finesse/api/User/1001";
    private static final Event TICK = new Event.Tick();
    private static final Features MECHANISMS = new Features(List.of("SCRAM-SHA-1", "PLAIN"), false, false);
    private static final Features BIND = new Features(List.of(), true, false);
    private static final Iq BOUND = new Iq(Iq.Type.RESULT, "7-bind", "", "", new IqPayload.Bind("", JID.toString()));
    private static final Stanza.Open OPENED = new Stanza.Open(DOMAIN, "", "1");

    private static final EngineRules RULES = new EngineRules(
            JID,
            PUBSUB,
            Duration.ofSeconds(10),
            Duration.ofSeconds(15),
            Duration.ofSeconds(8),
            Duration.ofSeconds(2),
            Duration.ofSeconds(10),
            Duration.ofSeconds(5),
            2,
            "7");

    private final SessionEngine engine = new SessionEngine(RULES);

    private List<Effect> receive(Stanza stanza, long now) {
        return engine.on(new Event.Received(stanza), now);
    }

    private static Effect send(Stanza stanza) {
        return new Effect.Send(stanza);
    }

    private static Effect ping(int number) {
        return send(new Iq(Iq.Type.GET, "7-p" + number, "", DOMAIN, new IqPayload.Ping()));
    }

    private static XmppEnd end(List<Effect> effects) {
        return effects.stream()
                .filter(Effect.Ended.class::isInstance)
                .map(effect -> ((Effect.Ended) effect).end())
                .findFirst()
                .orElseThrow();
    }

    /** Connected at 0 s. */
    private void connect() {
        engine.on(new Event.Started(), 0);
        engine.on(new Event.TransportOpened(), 0);
        receive(MECHANISMS, 0);
        receive(new Stanza.SaslSuccess(), 0);
        receive(BIND, 0);
        receive(BOUND, 0);
    }

    @Test
    void signs_in_step_by_step() {
        assertThat(engine.nextDeadline()).isEmpty();
        assertThat(engine.on(new Event.Started(), 0)).isEmpty();
        assertThat(engine.nextDeadline()).hasValue(10 * SECOND);
        assertThat(engine.on(new Event.TransportOpened(), SECOND)).containsExactly(new Effect.OpenStream(false));
        assertThat(engine.nextDeadline()).hasValue(16 * SECOND);
        assertThat(receive(OPENED, SECOND)).isEmpty();
        assertThat(receive(MECHANISMS, SECOND)).containsExactly(new Effect.Authenticate("1001"));
        assertThat(receive(new Stanza.SaslSuccess(), SECOND)).containsExactly(new Effect.OpenStream(true));
        assertThat(receive(OPENED, SECOND)).isEmpty();
        assertThat(receive(new Features(List.of(), true, true), SECOND))
                .containsExactly(send(new Iq(Iq.Type.SET, "7-bind", "", "", new IqPayload.Bind("connects", ""))));
        assertThat(receive(BOUND, SECOND))
                .containsExactly(send(new Iq(Iq.Type.SET, "7-session", "", "", new IqPayload.Session())));
        assertThat(engine.nextDeadline()).hasValue(16 * SECOND);
        assertThat(receive(new Iq(Iq.Type.RESULT, "7-session", "", "", new IqPayload.Empty()), 2 * SECOND))
                .containsExactly(send(Presence.available(0)), new Effect.Connected(JID));
        assertThat(engine.nextDeadline()).hasValue(12 * SECOND);
    }

    @Test
    void the_address_is_the_one_that_the_server_gave() {
        engine.on(new Event.Started(), 0);
        engine.on(new Event.TransportOpened(), 0);
        receive(MECHANISMS, 0);
        receive(new Stanza.SaslSuccess(), 0);
        receive(BIND, 0);
        String other = "1001@" + DOMAIN + "/other";
        assertThat(receive(new Iq(Iq.Type.RESULT, "7-bind", "", "", new IqPayload.Bind("", other)), 0))
                .contains(new Effect.Connected(Jid.parse(other)));
        assertThat(engine.on(new Event.Asked(new PubSubRequest(1, true, NODE)), 0))
                .containsExactly(send(new Iq(Iq.Type.SET, "7-r1", "", PUBSUB, new IqPayload.Subscribe(NODE, other))));
    }

    @Test
    void no_connection_in_time_is_unreachable() {
        engine.on(new Event.Started(), 0);
        assertThat(engine.on(TICK, 10 * SECOND - 1)).isEmpty();
        List<Effect> effects = engine.on(TICK, 10 * SECOND);
        assertThat(effects).startsWith(new Effect.Disconnect(false));
        assertThat(end(effects).kind()).isEqualTo(Kind.UNREACHABLE);
        assertThat(engine.nextDeadline()).isEmpty();
    }

    @Test
    void a_server_that_says_nothing_after_connecting_is_unreachable() {
        engine.on(new Event.Started(), 0);
        engine.on(new Event.TransportOpened(), 0);
        engine.on(new Event.Heard(), 14 * SECOND);
        assertThat(end(engine.on(TICK, 15 * SECOND)).reason()).contains("PT15S");
    }

    @Test
    void without_plain_nothing_is_tried() {
        engine.on(new Event.Started(), 0);
        engine.on(new Event.TransportOpened(), 0);
        List<Effect> effects = receive(new Features(List.of("SCRAM-SHA-1", "EXTERNAL"), false, false), 0);
        assertThat(effects).startsWith(new Effect.CloseStream(), new Effect.Disconnect(true));
        assertThat(end(effects).kind()).isEqualTo(Kind.AUTH_FAILED);
        assertThat(end(effects).reason()).contains("does not offer SASL PLAIN but [SCRAM-SHA-1, EXTERNAL]");
    }

    @Test
    void a_refused_password_ends_the_session_after_one_try() {
        engine.on(new Event.Started(), 0);
        engine.on(new Event.TransportOpened(), 0);
        receive(MECHANISMS, 0);
        List<Effect> effects = receive(new Stanza.SaslFailure("not-authorized", ""), 0);
        assertThat(end(effects).kind()).isEqualTo(Kind.AUTH_FAILED);
        assertThat(end(effects).condition()).isEqualTo("not-authorized");
        assertThat(end(effects).mayRetry()).isFalse();
        assertThat(receive(MECHANISMS, 0)).isEmpty();
    }

    @Test
    void without_a_token_nothing_is_tried() {
        engine.on(new Event.Started(), 0);
        engine.on(new Event.TransportOpened(), 0);
        receive(MECHANISMS, 0);
        var why = new XmppEnd(Kind.AUTH_FAILED, "", "no access token");
        assertThat(end(engine.on(new Event.CredentialsFailed(why), 0))).isEqualTo(why);
    }

    @Test
    void success_without_authentication_means_nothing() {
        engine.on(new Event.Started(), 0);
        engine.on(new Event.TransportOpened(), 0);
        assertThat(receive(new Stanza.SaslSuccess(), 0)).isEmpty();
        assertThat(receive(BOUND, 0)).isEmpty();
        assertThat(receive(BIND, 0)).isNotEmpty(); // no PLAIN in it
    }

    @ParameterizedTest
    @CsvSource({"conflict, CONFLICT", "not-allowed, STREAM_ERROR"})
    void a_refused_resource_ends_the_session(String condition, Kind kind) {
        engine.on(new Event.Started(), 0);
        engine.on(new Event.TransportOpened(), 0);
        receive(MECHANISMS, 0);
        receive(new Stanza.SaslSuccess(), 0);
        receive(BIND, 0);
        var refusal = new IqPayload.Refusal(condition, "cancel", "");
        assertThat(end(receive(new Iq(Iq.Type.ERROR, "7-bind", "", "", refusal), 0))
                        .kind())
                .isEqualTo(kind);
    }

    @Test
    void a_refused_session_never_counts_as_connected() {
        engine.on(new Event.Started(), 0);
        engine.on(new Event.TransportOpened(), 0);
        receive(MECHANISMS, 0);
        receive(new Stanza.SaslSuccess(), 0);
        receive(new Features(List.of(), true, true), 0);
        receive(BOUND, 0);
        var refusal = new IqPayload.Refusal("internal-server-error", "wait", "");
        List<Effect> effects = receive(new Iq(Iq.Type.ERROR, "7-session", "", "", refusal), 0);
        assertThat(end(effects).kind()).isEqualTo(Kind.STREAM_ERROR);
        assertThat(effects).noneMatch(Effect.Connected.class::isInstance);
    }

    @Test
    void an_answer_to_bind_that_says_nothing_breaks_the_protocol() {
        engine.on(new Event.Started(), 0);
        engine.on(new Event.TransportOpened(), 0);
        receive(MECHANISMS, 0);
        receive(new Stanza.SaslSuccess(), 0);
        receive(BIND, 0);
        assertThat(end(receive(new Iq(Iq.Type.RESULT, "7-bind", "", "", new IqPayload.Empty()), 0))
                        .kind())
                .isEqualTo(Kind.PROTOCOL);
    }

    // Keep-alive

    @Test
    void a_silent_network_is_lost_after_two_more_pings() {
        connect();
        assertThat(engine.on(TICK, 10 * SECOND - 1)).isEmpty();
        assertThat(engine.on(TICK, 10 * SECOND)).containsExactly(ping(1));
        assertThat(engine.on(TICK, 15 * SECOND)).containsExactly(ping(2));
        assertThat(engine.on(TICK, 20 * SECOND)).containsExactly(ping(3));
        assertThat(engine.nextDeadline()).hasValue(25 * SECOND);
        List<Effect> effects = engine.on(TICK, 25 * SECOND);
        assertThat(effects).startsWith(new Effect.Disconnect(false));
        assertThat(end(effects)).isEqualTo(XmppEnd.lost("nothing was heard after 3 pings"));
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 3, 9})
    void a_cut_at_any_time_is_noticed_within_30_seconds(long afterAnswer) {
        connect();
        long cut = 10 * SECOND + afterAnswer * SECOND;
        engine.on(TICK, 10 * SECOND);
        engine.on(new Event.Heard(), 10 * SECOND + 1);
        List<Effect> effects = List.of();
        long now = cut;
        while (effects.stream().noneMatch(Effect.Ended.class::isInstance)) {
            now = engine.nextDeadline().orElseThrow();
            effects = engine.on(TICK, now);
        }
        assertThat(now - cut).isLessThanOrEqualTo(30 * SECOND);
    }

    @Test
    void whatever_is_heard_counts_as_life_and_pings_go_on_every_ten_seconds() {
        connect();
        assertThat(engine.on(TICK, 10 * SECOND)).containsExactly(ping(1));
        assertThat(engine.on(TICK, 15 * SECOND)).containsExactly(ping(2));
        assertThat(engine.on(new Event.Heard(), 16 * SECOND)).isEmpty();
        assertThat(engine.nextDeadline()).hasValue(25 * SECOND);
        for (int i = 17; i < 25; i++) {
            receive(new Presence("someone@" + DOMAIN, "", "", 0), i * SECOND);
        }
        assertThat(engine.on(TICK, 25 * SECOND)).containsExactly(ping(3));
        assertThat(engine.nextDeadline()).hasValue(30 * SECOND);
    }

    @Test
    void pings_are_answered_and_other_questions_refused() {
        connect();
        assertThat(receive(new Iq(Iq.Type.GET, "s1", DOMAIN, JID.toString(), new IqPayload.Ping()), 0))
                .containsExactly(send(new Iq(Iq.Type.RESULT, "s1", "", DOMAIN, new IqPayload.Empty())));
        var other = new IqPayload.Other(XmlElement.text("query", ""));
        var refusal = new IqPayload.Refusal("service-unavailable", "cancel", "");
        assertThat(receive(new Iq(Iq.Type.SET, "s2", "a@b/c", "", other), 0))
                .containsExactly(send(new Iq(Iq.Type.ERROR, "s2", "", "a@b/c", refusal)));
        assertThat(receive(new Iq(Iq.Type.RESULT, "s3", DOMAIN, "", new IqPayload.Empty()), 0))
                .isEmpty();
    }

    // News

    @Test
    void events_are_told_and_what_lacks_a_payload_is_reported() {
        connect();
        var items = List.of(
                new PubSubEvent.Item("1", "<a/>"), new PubSubEvent.Item("2", " "), new PubSubEvent.Item("3", "<c/>"));
        assertThat(receive(new PubSubEvent(PUBSUB, "", NODE, items), 0))
                .containsExactly(
                        new Effect.Notified(NODE, "1", "<a/>"),
                        new Effect.Unreadable(NODE, "2", "an item without a payload"),
                        new Effect.Notified(NODE, "3", "<c/>"));
        assertThat(receive(new PubSubEvent("PubSub.Example.com", "", "", items), 0))
                .hasSize(3)
                .allMatch(Effect.Unreadable.class::isInstance);
    }

    @Test
    void an_event_from_anybody_else_is_none() {
        connect();
        var items = List.of(new PubSubEvent.Item("1", "<a/>"));
        for (String from : List.of("", "1002@" + DOMAIN + "/x", DOMAIN, "1002@" + PUBSUB)) {
            assertThat(receive(new PubSubEvent(from, "", NODE, items), 0))
                    .as(from)
                    .singleElement()
                    .isInstanceOf(Effect.Ignored.class);
        }
    }

    @Test
    void the_user_finesse_comes_and_goes() {
        connect();
        assertThat(receive(new Presence("finesse@" + DOMAIN + "/x", "", "", 0), 0))
                .containsExactly(new Effect.ServicePresence(true));
        assertThat(receive(new Presence("Finesse@" + DOMAIN, "", "unavailable", 0), 0))
                .containsExactly(new Effect.ServicePresence(false));
        assertThat(receive(new Presence("finesse@" + DOMAIN, "", "subscribe", 0), 0))
                .isEmpty();
        assertThat(receive(new Presence("finesse2@" + DOMAIN, "", "", 0), 0)).isEmpty();
        assertThat(receive(new Presence("finesse@evil.example.com", "", "", 0), 0))
                .isEmpty();
    }

    // Subscriptions

    private static Iq answer(String id, IqPayload payload) {
        Iq.Type type = payload instanceof IqPayload.Refusal ? Iq.Type.ERROR : Iq.Type.RESULT;
        return new Iq(type, id, PUBSUB, "", payload);
    }

    @Test
    void a_subscription_begins_and_ends_with_the_servers_id() {
        connect();
        var subscribe = new PubSubRequest(1, true, NODE);
        var unsubscribe = new PubSubRequest(2, false, NODE);
        assertThat(engine.on(new Event.Asked(subscribe), 0))
                .containsExactly(
                        send(new Iq(Iq.Type.SET, "7-r1", "", PUBSUB, new IqPayload.Subscribe(NODE, JID.toString()))));
        assertThat(receive(answer("7-r1", new IqPayload.Subscription(NODE, JID.toString(), "s9", "subscribed")), 0))
                .containsExactly(new Effect.Answered(subscribe, new Outcome.Done()));
        assertThat(engine.on(new Event.Asked(unsubscribe), 0))
                .containsExactly(send(new Iq(
                        Iq.Type.SET, "7-r2", "", PUBSUB, new IqPayload.Unsubscribe(NODE, JID.toString(), "s9"))));
        assertThat(receive(answer("7-r2", new IqPayload.Empty()), 0))
                .containsExactly(new Effect.Answered(unsubscribe, new Outcome.Done()));
    }

    @Test
    void a_refusal_tells_its_condition_and_an_answer_of_somebody_else_tells_nothing() {
        connect();
        var request = new PubSubRequest(1, true, NODE);
        engine.on(new Event.Asked(request), 0);
        assertThat(receive(new Iq(Iq.Type.RESULT, "7-r1", "evil@" + DOMAIN, "", new IqPayload.Empty()), 0))
                .isEmpty();
        assertThat(receive(answer("7-r1", new IqPayload.Refusal("forbidden", "auth", "no")), 0))
                .containsExactly(new Effect.Answered(request, new Outcome.Refused("forbidden", "auth", "no")));
    }

    @Test
    void a_subscription_that_is_not_in_force_is_refused() {
        connect();
        var request = new PubSubRequest(1, true, NODE);
        engine.on(new Event.Asked(request), 0);
        assertThat(receive(answer("7-r1", new IqPayload.Subscription(NODE, JID.toString(), "", "pending")), 0))
                .singleElement()
                .isInstanceOfSatisfying(
                        Effect.Answered.class,
                        answered -> assertThat(answered.outcome()).isInstanceOf(Outcome.Refused.class));
    }

    @Test
    void no_answer_in_time_is_an_outcome() {
        connect();
        var request = new PubSubRequest(1, true, NODE);
        engine.on(new Event.Asked(request), SECOND);
        assertThat(engine.on(TICK, 9 * SECOND - 1)).isEmpty();
        assertThat(engine.on(TICK, 9 * SECOND)).containsExactly(new Effect.Answered(request, new Outcome.TimedOut()));
        assertThat(receive(answer("7-r1", new IqPayload.Empty()), 9 * SECOND)).isEmpty();
    }

    @Test
    void what_is_open_ends_with_the_session_and_later_requests_are_not_sent() {
        var request = new PubSubRequest(1, true, NODE);
        assertThat(engine.on(new Event.Asked(request), 0))
                .containsExactly(new Effect.Answered(request, new Outcome.NotSent("the session is not connected")));
        connect();
        engine.on(new Event.Asked(request), 0);
        XmppEnd lost = XmppEnd.lost("cut");
        assertThat(engine.on(new Event.TransportFailed(lost), 0))
                .containsExactly(
                        new Effect.Answered(request, new Outcome.Ended(lost)),
                        new Effect.Disconnect(false),
                        new Effect.Ended(lost));
        assertThat(engine.on(new Event.Asked(request), 0))
                .containsExactly(new Effect.Answered(request, new Outcome.NotSent("the session is not connected")));
    }

    @Test
    void only_so_many_requests_are_open() {
        connect();
        for (int i = 0; i < Subscriber.MOST_OPEN; i++) {
            engine.on(new Event.Asked(new PubSubRequest(i, true, "n" + i)), 0);
        }
        assertThat(engine.on(new Event.Asked(new PubSubRequest(5000, true, "x")), 0))
                .singleElement()
                .isInstanceOfSatisfying(
                        Effect.Answered.class,
                        answered -> assertThat(answered.outcome()).isInstanceOf(Outcome.NotSent.class));
    }

    // Ends

    @ParameterizedTest
    @CsvSource({"conflict, CONFLICT", "system-shutdown, STREAM_ERROR", "policy-violation, STREAM_ERROR"})
    void a_stream_error_ends_the_session(String condition, Kind kind) {
        connect();
        List<Effect> effects = receive(new Stanza.StreamError(condition, "words"), 0);
        assertThat(effects).startsWith(new Effect.CloseStream(), new Effect.Disconnect(true));
        assertThat(end(effects).kind()).isEqualTo(kind);
        assertThat(end(effects).condition()).isEqualTo(condition);
        assertThat(end(effects).reason()).contains("words");
    }

    @Test
    void the_servers_close_is_a_loss() {
        connect();
        assertThat(end(receive(new Stanza.Close("wss://other/ws"), 0)).reason()).contains("wss://other/ws");
    }

    @Test
    void closing_waits_for_the_server_but_not_for_ever() {
        connect();
        assertThat(engine.on(new Event.CloseAsked(), 0))
                .containsExactly(send(Presence.unavailable()), new Effect.CloseStream());
        assertThat(engine.nextDeadline()).hasValue(2 * SECOND);
        assertThat(engine.on(new Event.CloseAsked(), SECOND)).isEmpty();
        assertThat(end(engine.on(TICK, 2 * SECOND))).isEqualTo(XmppEnd.closed());
    }

    @Test
    void closing_ends_with_the_servers_close() {
        connect();
        engine.on(new Event.CloseAsked(), 0);
        assertThat(receive(new PubSubEvent(PUBSUB, "", NODE, List.of(new PubSubEvent.Item("1", "x"))), 0))
                .isEmpty();
        assertThat(receive(new Stanza.Close(""), 0))
                .containsExactly(new Effect.Disconnect(true), new Effect.Ended(XmppEnd.closed()));
        var request = new PubSubRequest(1, true, NODE);
        assertThat(engine.on(new Event.Asked(request), 0))
                .containsExactly(new Effect.Answered(request, new Outcome.Ended(XmppEnd.closed())));
    }

    @Test
    void a_loss_while_closing_is_closed_too() {
        connect();
        engine.on(new Event.CloseAsked(), 0);
        assertThat(end(engine.on(new Event.TransportFailed(XmppEnd.lost("cut")), 0)))
                .isEqualTo(XmppEnd.closed());
    }

    @Test
    void closing_before_there_is_a_connection_is_done_at_once() {
        engine.on(new Event.Started(), 0);
        assertThat(engine.on(new Event.CloseAsked(), 0))
                .containsExactly(new Effect.Disconnect(false), new Effect.Ended(XmppEnd.closed()));
    }

    @Test
    void a_loss_before_connected_is_unreachable() {
        engine.on(new Event.Started(), 0);
        engine.on(new Event.TransportOpened(), 0);
        assertThat(end(engine.on(new Event.TransportFailed(XmppEnd.lost("cut")), 0)))
                .isEqualTo(XmppEnd.unreachable("cut"));
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
