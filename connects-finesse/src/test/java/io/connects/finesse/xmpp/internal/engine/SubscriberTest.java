package io.connects.finesse.xmpp.internal.engine;

import static io.connects.finesse.xmpp.internal.engine.EngineScript.DOMAIN;
import static io.connects.finesse.xmpp.internal.engine.EngineScript.JID;
import static io.connects.finesse.xmpp.internal.engine.EngineScript.NODE;
import static io.connects.finesse.xmpp.internal.engine.EngineScript.PUBSUB;
import static io.connects.finesse.xmpp.internal.engine.EngineScript.SECOND;
import static io.connects.finesse.xmpp.internal.engine.EngineScript.TICK;
import static io.connects.finesse.xmpp.internal.engine.EngineScript.answer;
import static io.connects.finesse.xmpp.internal.engine.EngineScript.send;
import static org.assertj.core.api.Assertions.assertThat;

import io.connects.finesse.xmpp.message.IqPayload;
import io.connects.finesse.xmpp.message.Stanza.Iq;
import io.connects.finesse.xmpp.message.XmppEnd;
import org.junit.jupiter.api.Test;

final class SubscriberTest {
    private final EngineScript script = new EngineScript();

    @Test
    void a_subscription_begins_and_ends_with_the_servers_id() {
        script.connect();
        var subscribe = new PubSubRequest(1, true, NODE);
        var unsubscribe = new PubSubRequest(2, false, NODE);
        assertThat(script.engine.on(new Event.Asked(subscribe), 0))
                .containsExactly(
                        send(new Iq(Iq.Type.SET, "7-r1", "", PUBSUB, new IqPayload.Subscribe(NODE, JID.toString()))));
        assertThat(script.receive(
                        answer("7-r1", new IqPayload.Subscription(NODE, JID.toString(), "s9", "subscribed")), 0))
                .containsExactly(new Effect.Answered(subscribe, new Outcome.Done()));
        assertThat(script.engine.on(new Event.Asked(unsubscribe), 0))
                .containsExactly(send(new Iq(
                        Iq.Type.SET, "7-r2", "", PUBSUB, new IqPayload.Unsubscribe(NODE, JID.toString(), "s9"))));
        assertThat(script.receive(answer("7-r2", new IqPayload.Empty()), 0))
                .containsExactly(new Effect.Answered(unsubscribe, new Outcome.Done()));
    }

    @Test
    void a_refusal_tells_its_condition_and_an_answer_of_somebody_else_tells_nothing() {
        script.connect();
        var request = new PubSubRequest(1, true, NODE);
        script.engine.on(new Event.Asked(request), 0);
        assertThat(script.receive(new Iq(Iq.Type.RESULT, "7-r1", "evil@" + DOMAIN, "", new IqPayload.Empty()), 0))
                .isEmpty();
        assertThat(script.receive(answer("7-r1", new IqPayload.Refusal("forbidden", "auth", "no")), 0))
                .containsExactly(new Effect.Answered(request, new Outcome.Refused("forbidden", "auth", "no")));
    }

    @Test
    void a_subscription_that_is_not_in_force_is_refused() {
        script.connect();
        var request = new PubSubRequest(1, true, NODE);
        script.engine.on(new Event.Asked(request), 0);
        assertThat(script.receive(answer("7-r1", new IqPayload.Subscription(NODE, JID.toString(), "", "pending")), 0))
                .singleElement()
                .isInstanceOfSatisfying(
                        Effect.Answered.class,
                        answered -> assertThat(answered.outcome()).isInstanceOf(Outcome.Refused.class));
    }

    @Test
    void no_answer_in_time_is_an_outcome() {
        script.connect();
        var request = new PubSubRequest(1, true, NODE);
        script.engine.on(new Event.Asked(request), SECOND);
        assertThat(script.engine.on(TICK, 9 * SECOND - 1)).isEmpty();
        assertThat(script.engine.on(TICK, 9 * SECOND))
                .containsExactly(new Effect.Answered(request, new Outcome.TimedOut()));
        assertThat(script.receive(answer("7-r1", new IqPayload.Empty()), 9 * SECOND))
                .isEmpty();
    }

    @Test
    void what_is_open_ends_with_the_session_and_later_requests_are_not_sent() {
        var request = new PubSubRequest(1, true, NODE);
        assertThat(script.engine.on(new Event.Asked(request), 0))
                .containsExactly(new Effect.Answered(request, new Outcome.NotSent("the session is not connected")));
        script.connect();
        script.engine.on(new Event.Asked(request), 0);
        XmppEnd lost = XmppEnd.lost("cut");
        assertThat(script.engine.on(new Event.TransportFailed(lost), 0))
                .containsExactly(
                        new Effect.Answered(request, new Outcome.Ended(lost)),
                        new Effect.Disconnect(false),
                        new Effect.Ended(lost));
        assertThat(script.engine.on(new Event.Asked(request), 0))
                .containsExactly(new Effect.Answered(request, new Outcome.NotSent("the session is not connected")));
    }

    @Test
    void only_so_many_requests_are_open() {
        script.connect();
        for (int i = 0; i < Subscriber.MOST_OPEN; i++) {
            script.engine.on(new Event.Asked(new PubSubRequest(i, true, "n" + i)), 0);
        }
        assertThat(script.engine.on(new Event.Asked(new PubSubRequest(5000, true, "x")), 0))
                .singleElement()
                .isInstanceOfSatisfying(
                        Effect.Answered.class,
                        answered -> assertThat(answered.outcome()).isInstanceOf(Outcome.NotSent.class));
    }
}
