package io.connects.finesse.xmpp.internal.bosh;

import static org.assertj.core.api.Assertions.assertThat;

import io.connects.finesse.xmpp.codec.BoshBody;
import io.connects.finesse.xmpp.message.Stanza;
import io.connects.finesse.xmpp.message.Stanza.Presence;
import io.connects.finesse.xmpp.message.XmppEnd;
import io.connects.finesse.xmpp.message.XmppEnd.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class BoshEngineTest {
    private static final long SECOND = 1_000_000_000L;
    private static final BoshEvent TICK = new BoshEvent.Tick();
    private static final Stanza SOMETHING = Presence.available(0);
    private static final Map<String, String> CREATED =
            Map.of("sid", "s1", "wait", "15", "hold", "1", "requests", "2", "polling", "5", "inactivity", "30");

    private final BoshEngine engine = new BoshEngine(new BoshRules("example.com", Duration.ofSeconds(15), 100));

    private static BoshBody body(Stanza... stanzas) {
        return new BoshBody(Map.of(), List.of(stanzas));
    }

    private List<BoshEffect> answer(long rid, BoshBody body, long now) {
        return engine.on(new BoshEvent.Answered(rid, body), now);
    }

    private static BoshEffect empty(long rid) {
        return post(rid, Map.of());
    }

    private static BoshEffect post(long rid, Map<String, String> own, Stanza... stanzas) {
        var attributes = new LinkedHashMap<>(Map.of("rid", Long.toString(rid), "sid", "s1"));
        attributes.putAll(own);
        return new BoshEffect.Post(rid, new BoshBody(attributes, List.of(stanzas)));
    }

    private static List<BoshEffect> posts(List<BoshEffect> effects) {
        return effects.stream().filter(BoshEffect.Post.class::isInstance).toList();
    }

    private static XmppEnd end(List<BoshEffect> effects) {
        return effects.stream()
                .filter(BoshEffect.Failed.class::isInstance)
                .map(effect -> ((BoshEffect.Failed) effect).end())
                .findFirst()
                .orElseThrow();
    }

    /** A session at 0 s with the empty request 101 on its way. */
    private void create() {
        engine.on(new BoshEvent.OpenAsked(false), 0);
        answer(100, new BoshBody(CREATED, List.of()), 0);
    }

    @Test
    void a_session_is_made_and_features_come() {
        List<BoshEffect> effects = engine.on(new BoshEvent.OpenAsked(false), 0);
        assertThat(effects).hasSize(1);
        BoshBody request = ((BoshEffect.Post) effects.get(0)).body();
        assertThat(request.attribute("rid")).isEqualTo("100");
        assertThat(request.attribute("to")).isEqualTo("example.com");
        assertThat(request.attribute("wait")).isEqualTo("15");
        assertThat(request.attribute("hold")).isEqualTo("1");
        var features = new Stanza.Features(List.of("PLAIN"), false, false);
        assertThat(answer(100, new BoshBody(CREATED, List.of(features)), 0))
                .containsExactly(new BoshEffect.Heard(), new BoshEffect.Deliver(features), empty(101));
    }

    @Test
    void one_request_waits_with_the_server_and_a_second_carries_what_is_said_meanwhile() {
        create();
        assertThat(engine.on(new BoshEvent.SendAsked(SOMETHING), 2 * SECOND))
                .containsExactly(post(102, Map.of(), SOMETHING));
        // The server allows two: the rest waits, and goes together.
        assertThat(engine.on(new BoshEvent.SendAsked(SOMETHING), 2 * SECOND)).isEmpty();
        assertThat(engine.on(new BoshEvent.SendAsked(Presence.unavailable()), 2 * SECOND))
                .isEmpty();
        assertThat(answer(101, body(), 2 * SECOND))
                .containsExactly(new BoshEffect.Heard(), post(103, Map.of(), SOMETHING, Presence.unavailable()));
        assertThat(answer(102, body(), 2 * SECOND)).containsExactly(new BoshEffect.Heard());
        assertThat(answer(103, body(SOMETHING), 9 * SECOND))
                .containsExactly(new BoshEffect.Heard(), new BoshEffect.Deliver(SOMETHING), empty(104));
    }

    @Test
    void the_stream_begins_anew_alone_and_before_what_waits() {
        create();
        assertThat(engine.on(new BoshEvent.OpenAsked(true), SECOND))
                .containsExactly(post(102, Map.of("to", "example.com", "xml:lang", "en", "xmpp:restart", "true")));
    }

    @Test
    void answers_count_in_the_order_of_their_requests() {
        create();
        engine.on(new BoshEvent.SendAsked(SOMETHING), 2 * SECOND);
        // What it brought has to wait for the answer to 101.
        assertThat(answer(102, body(Presence.unavailable()), 2 * SECOND)).isEmpty();
        assertThat(answer(101, body(SOMETHING), 2 * SECOND))
                .containsExactly(
                        new BoshEffect.Heard(),
                        new BoshEffect.Deliver(SOMETHING),
                        new BoshEffect.Heard(),
                        new BoshEffect.Deliver(Presence.unavailable()),
                        empty(103));
    }

    @Test
    void a_request_whose_answer_was_lost_goes_out_again_as_it_was() {
        create();
        assertThat(engine.on(new BoshEvent.SendAsked(SOMETHING), 2 * SECOND))
                .containsExactly(post(102, Map.of(), SOMETHING));
        assertThat(engine.on(new BoshEvent.Failed(102, 0, "reset"), 2 * SECOND)).isEmpty();
        assertThat(engine.nextDeadline()).hasValue(2 * SECOND + SECOND / 2);
        assertThat(engine.on(TICK, 2 * SECOND + SECOND / 2)).containsExactly(post(102, Map.of(), SOMETHING));
        assertThat(engine.on(new BoshEvent.Failed(102, 503, "HTTP 503"), 3 * SECOND))
                .isEmpty();
        assertThat(engine.on(TICK, 4 * SECOND)).containsExactly(post(102, Map.of(), SOMETHING));
        XmppEnd end = end(engine.on(new BoshEvent.Failed(102, 0, "reset again"), 5 * SECOND));
        assertThat(end.kind()).isEqualTo(Kind.LOST);
        assertThat(end.reason()).contains("3 times: reset again");
        assertThat(engine.nextDeadline()).isEmpty();
    }

    @Test
    void an_answer_that_does_not_come_counts_as_lost_and_its_double_is_ignored() {
        create();
        assertThat(engine.nextDeadline()).hasValue(25 * SECOND);
        assertThat(engine.on(TICK, 25 * SECOND)).isEmpty();
        assertThat(engine.on(TICK, 26 * SECOND)).containsExactly(empty(101));
        assertThat(answer(101, body(), 28 * SECOND)).containsExactly(new BoshEffect.Heard(), empty(102));
        assertThat(answer(101, body(SOMETHING), 28 * SECOND)).isEmpty();
    }

    @Test
    void a_server_that_answers_at_once_with_nothing_is_asked_once_a_second() {
        create();
        assertThat(answer(101, body(), 1)).containsExactly(new BoshEffect.Heard());
        assertThat(engine.on(TICK, SECOND - 1)).isEmpty();
        assertThat(engine.nextDeadline()).hasValue(SECOND);
        assertThat(engine.on(TICK, SECOND)).containsExactly(empty(102));
        assertThat(answer(102, body(), 17 * SECOND)).containsExactly(new BoshEffect.Heard(), empty(103));
    }

    @Test
    void a_polling_session_keeps_the_servers_interval() {
        engine.on(new BoshEvent.OpenAsked(false), 0);
        var polling = new LinkedHashMap<>(CREATED);
        polling.put("hold", "0");
        polling.put("requests", "1");
        assertThat(posts(answer(100, new BoshBody(polling, List.of(SOMETHING)), 0)))
                .containsExactly(empty(101));
        answer(101, body(), 2 * SECOND);
        assertThat(engine.on(TICK, 5 * SECOND - 1)).isEmpty();
        assertThat(engine.on(new BoshEvent.SendAsked(SOMETHING), 5 * SECOND - 1))
                .containsExactly(post(102, Map.of(), SOMETHING));
    }

    @Test
    void ending_says_so_and_waits_for_the_answer() {
        create();
        engine.on(new BoshEvent.SendAsked(SOMETHING), SECOND);
        assertThat(engine.on(new BoshEvent.CloseAsked(), SECOND)).isEmpty();
        assertThat(posts(answer(102, body(), SECOND))).containsExactly(post(103, Map.of("type", "terminate")));
        assertThat(answer(101, body(), SECOND)).isNotEmpty();
        assertThat(answer(103, new BoshBody(Map.of("type", "terminate"), List.of()), SECOND))
                .contains(new BoshEffect.Deliver(new Stanza.Close("")));
        assertThat(engine.nextDeadline()).isEmpty();
    }

    @Test
    void the_servers_end_without_a_condition_closes_the_stream() {
        create();
        assertThat(answer(101, new BoshBody(Map.of("type", "terminate"), List.of()), SECOND))
                .containsExactly(new BoshEffect.Heard(), new BoshEffect.Deliver(new Stanza.Close("")));
    }

    @Test
    void a_stream_error_is_told_before_the_end() {
        create();
        var error = new Stanza.StreamError("conflict", "");
        var terminated = new BoshBody(Map.of("type", "terminate", "condition", "remote-stream-error"), List.of(error));
        List<BoshEffect> effects = answer(101, terminated, SECOND);
        assertThat(effects).startsWith(new BoshEffect.Heard(), new BoshEffect.Deliver(error));
        assertThat(end(effects).condition()).isEqualTo("remote-stream-error");
    }

    @ParameterizedTest
    @CsvSource({
        "item-not-found, LOST",
        "remote-connection-failed, LOST",
        "host-unknown, STREAM_ERROR",
        "policy-violation, STREAM_ERROR",
        "system-shutdown, STREAM_ERROR",
        "something-new, STREAM_ERROR"
    })
    void a_terminal_condition_is_an_end(String condition, Kind kind) {
        create();
        XmppEnd end = end(answer(101, new BoshBody(Map.of("type", "terminate", "condition", condition), List.of()), 0));
        assertThat(end.kind()).isEqualTo(kind);
        assertThat(end.condition()).isEqualTo(condition);
    }

    @ParameterizedTest
    @CsvSource({"404, item-not-found", "403, policy-violation", "400, bad-request"})
    void a_status_of_http_stands_for_a_condition(int status, String condition) {
        create();
        assertThat(end(engine.on(new BoshEvent.Failed(101, status, "HTTP"), 0)).condition())
                .isEqualTo(condition);
    }

    @Test
    void a_session_that_cannot_be_made_is_not_tried_again() {
        engine.on(new BoshEvent.OpenAsked(false), 0);
        assertThat(end(engine.on(new BoshEvent.Failed(100, 503, "HTTP 503"), 0)))
                .isEqualTo(XmppEnd.lost("HTTP 503"));
    }

    @Test
    void a_session_without_an_id_is_none() {
        engine.on(new BoshEvent.OpenAsked(false), 0);
        assertThat(end(answer(100, body(), 0)).kind()).isEqualTo(Kind.PROTOCOL);
    }

    @Test
    void what_waits_is_bounded() {
        create();
        for (int i = 0; i <= BoshRules.MOST_WAITING; i++) {
            engine.on(new BoshEvent.SendAsked(SOMETHING), SECOND);
        }
        assertThat(end(engine.on(new BoshEvent.SendAsked(SOMETHING), SECOND)).kind())
                .isEqualTo(Kind.LOST);
    }

    @Test
    void never_more_requests_than_allowed_and_every_stanza_once_and_in_order() {
        for (int seed = 0; seed < 2_000; seed++) {
            var random = new Random(seed);
            var any = new BoshEngine(new BoshRules("example.com", Duration.ofSeconds(15), 100));
            var open = new LinkedHashMap<Long, BoshBody>();
            var seen = new HashSet<Long>();
            var sent = new ArrayList<Stanza>();
            int asked = 0;
            long now = 0;
            List<BoshEffect> effects = any.on(new BoshEvent.OpenAsked(false), now);
            for (int step = 0; step < 80; step++) {
                for (BoshEffect effect : effects) {
                    if (effect instanceof BoshEffect.Post post) {
                        open.put(post.rid(), post.body());
                        if (seen.add(post.rid())) {
                            sent.addAll(post.body().stanzas());
                        }
                    }
                }
                assertThat(open).as("seed %d step %d", seed, step).hasSizeLessThanOrEqualTo(2);
                now += random.nextLong(SECOND);
                if (random.nextInt(3) == 0) {
                    asked++;
                    effects = any.on(new BoshEvent.SendAsked(Presence.available(asked)), now);
                } else if (random.nextBoolean() && !open.isEmpty()) {
                    long rid = open.keySet().iterator().next();
                    open.remove(rid);
                    effects = any.on(
                            new BoshEvent.Answered(rid, rid == 100 ? new BoshBody(CREATED, List.of()) : body()), now);
                } else {
                    effects = any.on(TICK, now);
                }
            }
            for (int i = 0; i < sent.size(); i++) {
                assertThat(sent.get(i)).as("seed %d", seed).isEqualTo(Presence.available(i + 1));
            }
        }
    }
}
