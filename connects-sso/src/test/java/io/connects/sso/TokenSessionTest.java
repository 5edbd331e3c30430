package io.connects.sso;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.connects.core.ClosedException;
import io.connects.core.ConnectsException;
import io.connects.core.NoAnswerException;
import io.connects.core.NotAuthorisedException;
import io.connects.core.PeerUnreachableException;
import io.connects.core.Secret;
import io.connects.core.http.OwnResources;
import io.connects.core.http.VirtualTime;
import io.connects.sso.SessionListener.End;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Time passes when told. Tokens live an hour, and the refresh token ten, unless a test says otherwise. */
final class TokenSessionTest {
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Secret FIRST = Secret.of("a0");
    private static final TokenUser JDOE = new TokenUser("jdoe", "example.com", "jdoe@example.com");

    private final VirtualTime time = new VirtualTime();
    private final Peer peer = new Peer();
    private final Heard heard = new Heard();
    private Instant wallClock = Instant.EPOCH;

    /** Answers refreshes when a test says so, or at once. */
    private final class Peer implements TokenRefresher {
        final List<CompletableFuture<IssuedTokens>> asked = new ArrayList<>();
        final List<Duration> at = new ArrayList<>();

        @Nullable
        ConnectsException failure;

        boolean silent;
        Duration life = HOUR;

        @Nullable
        TokenUser user;

        @Override
        public CompletableFuture<IssuedTokens> refresh(Secret access, Secret refresh) {
            var answer = new CompletableFuture<IssuedTokens>();
            asked.add(answer);
            at.add(time.passed());
            if (failure != null) {
                answer.completeExceptionally(failure);
            } else if (!silent) {
                answer.complete(next());
            }
            return answer;
        }

        IssuedTokens next() {
            return new IssuedTokens(Secret.of("a" + asked.size()), null, life, null, user);
        }
    }

    private final class Heard implements SessionListener {
        final List<String> calls = new ArrayList<>();
        final List<End> ends = new ArrayList<>();

        @Nullable
        Duration warnedAt;

        @Nullable
        Duration left;

        @Nullable
        Duration endedAt;

        @Override
        public void renewed(Duration life) {
            calls.add("renewed");
        }

        @Override
        public void failed(int tries, boolean last, ConnectsException why) {
            calls.add("failed " + tries + (last ? " last" : ""));
        }

        @Override
        public void endsSoon(Duration remaining) {
            calls.add("endsSoon");
            warnedAt = time.passed();
            left = remaining;
        }

        @Override
        public void ended(End why) {
            ends.add(why);
            endedAt = time.passed();
        }
    }

    private TokenSession begin() {
        return begin(SessionOptions.builder().build());
    }

    private TokenSession begin(SessionOptions options) {
        return begin(options, new IssuedTokens(FIRST, Secret.of("r0"), HOUR, null, JDOE));
    }

    private TokenSession begin(SessionOptions options, IssuedTokens first) {
        TokenSession session =
                TokenSession.begin(first, peer, options, heard, time.resources(new OkHttpClient(), () -> wallClock, 7));
        time.pass(Duration.ZERO);
        return session;
    }

    private String token(TokenSession session) {
        CompletableFuture<Secret> token = session.token();
        time.pass(Duration.ZERO);
        if (!token.isDone()) {
            return "waits";
        }
        return token.handle((secret, failure) ->
                        failure == null ? secret.reveal() : failure.getClass().getSimpleName())
                .join();
    }

    @Test
    void refreshes_after_three_quarters_of_the_life_with_jitter() {
        TokenSession session = begin();
        time.pass(Duration.ofMinutes(45).minusSeconds(1));
        assertThat(peer.asked).isEmpty();
        assertThat(token(session)).isEqualTo("a0");
        time.pass(Duration.ofMinutes(3).plusSeconds(1));
        assertThat(peer.asked).hasSize(1);
        assertThat(peer.at.get(0)).isNotEqualTo(Duration.ofMinutes(45));
        assertThat(token(session)).isEqualTo("a1");
        time.pass(Duration.ofMinutes(48));
        assertThat(token(session)).isEqualTo("a2");
    }

    @Test
    void goes_on_until_the_refresh_token_ends_and_warns_before() {
        TokenSession session = begin();
        time.pass(Duration.ofHours(10).minusSeconds(1));
        assertThat(heard.warnedAt).isEqualTo(Duration.ofHours(10).minusMinutes(15));
        assertThat(heard.left).isEqualTo(Duration.ofMinutes(15));
        assertThat(heard.ends).isEmpty();
        assertThat(token(session)).isEqualTo("a" + peer.asked.size());
        int asked = peer.asked.size();
        time.pass(Duration.ofHours(2));
        assertThat(heard.ends).containsExactly(End.REFRESH_EXPIRED);
        assertThat(heard.endedAt).isEqualTo(Duration.ofHours(10));
        assertThat(token(session)).isEqualTo("NotAuthorisedException");
        assertThat(peer.asked).hasSize(asked);
        assertThat(heard.calls.stream().filter("endsSoon"::equals)).hasSize(1);
        assertThat(time.waiting()).isZero();
    }

    @Test
    void believes_the_refresh_token_about_its_own_life() {
        begin(
                SessionOptions.builder().build(),
                new IssuedTokens(FIRST, Secret.of("r0"), HOUR, Duration.ofHours(2), JDOE));
        time.pass(Duration.ofHours(3));
        assertThat(heard.endedAt).isEqualTo(Duration.ofHours(2));
    }

    @Test
    void a_new_refresh_token_moves_the_end() {
        peer.silent = true;
        begin();
        time.pass(Duration.ofMinutes(48));
        peer.asked
                .get(0)
                .complete(new IssuedTokens(Secret.of("a1"), Secret.of("r1"), HOUR, Duration.ofHours(24), null));
        peer.silent = false;
        time.pass(Duration.ofHours(23));
        assertThat(heard.ends).isEmpty();
        time.pass(Duration.ofHours(2));
        assertThat(heard.ends).containsExactly(End.REFRESH_EXPIRED);
    }

    @Test
    void a_refresh_token_that_comes_again_does_not_move_the_end() {
        peer.silent = true;
        begin(
                SessionOptions.builder().build(),
                new IssuedTokens(FIRST, Secret.of("r0"), HOUR, Duration.ofHours(2), JDOE));
        time.pass(Duration.ofMinutes(50));
        peer.asked.get(0).complete(new IssuedTokens(Secret.of("a1"), Secret.of("r0"), HOUR, Duration.ofHours(2), null));
        peer.silent = false;
        time.pass(Duration.ofHours(3));
        assertThat(heard.endedAt).isEqualTo(Duration.ofHours(2));
        assertThat(heard.ends).containsExactly(End.REFRESH_EXPIRED);
    }

    @Test
    void without_a_refresh_token_it_ends_with_the_access_token() {
        begin(SessionOptions.builder().build(), new IssuedTokens(FIRST, null, HOUR, null, JDOE));
        time.pass(Duration.ofHours(2));
        assertThat(heard.warnedAt).isEqualTo(Duration.ofMinutes(45));
        assertThat(heard.ends).containsExactly(End.ACCESS_EXPIRED);
        assertThat(heard.endedAt).isEqualTo(HOUR);
        assertThat(peer.asked).isEmpty();
    }

    @Test
    void ten_callers_cause_one_refresh() {
        TokenSession session = begin();
        peer.silent = true;
        session.reject(FIRST);
        var tokens = new ArrayList<CompletableFuture<Secret>>();
        for (int i = 0; i < 10; i++) {
            session.reject(FIRST);
            tokens.add(session.token());
        }
        time.pass(Duration.ofSeconds(1));
        assertThat(peer.asked).hasSize(1);
        assertThat(tokens).noneMatch(CompletableFuture::isDone);
        peer.asked.get(0).complete(peer.next());
        time.pass(Duration.ZERO);
        assertThat(tokens).allMatch(token -> token.join().reveal().equals("a1"));
        session.reject(FIRST);
        time.pass(Duration.ofSeconds(1));
        assertThat(peer.asked).hasSize(1);
    }

    @Test
    void tries_three_times_and_uses_the_token_to_its_end() {
        peer.failure = new PeerUnreachableException("down", null);
        TokenSession session = begin();
        time.pass(HOUR.minusSeconds(1));
        assertThat(heard.calls).containsExactly("failed 1", "failed 2", "failed 3 last", "endsSoon");
        assertThat(peer.asked).hasSize(3);
        assertThat(heard.left).isEqualTo(HOUR.minus(peer.at.get(2)));
        assertThat(heard.left.toMinutes()).isGreaterThanOrEqualTo(4);
        assertThat(token(session)).isEqualTo("a0");
        time.pass(Duration.ofSeconds(2));
        assertThat(heard.ends).containsExactly(End.ACCESS_EXPIRED);
        assertThat(heard.endedAt).isEqualTo(HOUR);
        assertThat(token(session)).isEqualTo("NotAuthorisedException");
        assertThat(peer.asked).hasSize(3);
    }

    @Test
    void a_second_try_that_works_forgets_the_first() {
        peer.failure = new PeerUnreachableException("down", null);
        TokenSession session = begin();
        time.pass(Duration.ofMinutes(48));
        peer.failure = null;
        time.pass(Duration.ofMinutes(12));
        assertThat(heard.calls).containsExactly("failed 1", "renewed");
        assertThat(token(session)).isEqualTo("a2");
    }

    @Test
    void a_refusal_is_not_tried_again_and_ends_it_with_the_token() {
        peer.failure = new NotAuthorisedException("no", null);
        TokenSession session = begin();
        time.pass(HOUR.minusSeconds(1));
        assertThat(heard.calls).containsExactly("failed 1 last", "endsSoon");
        assertThat(token(session)).isEqualTo("a0");
        session.reject(FIRST);
        time.pass(Duration.ZERO);
        assertThat(heard.ends).containsExactly(End.REFUSED);
        assertThat(peer.asked).hasSize(1);
    }

    @Test
    void a_rejected_token_that_cannot_be_replaced_ends_it_at_once() {
        peer.failure = new NotAuthorisedException("no", null);
        TokenSession session = begin();
        session.reject(FIRST);
        assertThat(token(session)).isEqualTo("NotAuthorisedException");
        assertThat(heard.ends).containsExactly(End.REFUSED);
    }

    @Test
    void a_peer_that_rejects_every_new_token_does_not_make_it_ask_for_ever() {
        TokenSession session = begin();
        time.pass(Duration.ofMinutes(10));
        for (int i = 0; i < 10; i++) {
            session.reject(Secret.of("a" + i));
            time.pass(Duration.ofMillis(10));
        }
        assertThat(peer.asked).hasSize(3);
        assertThat(heard.ends).containsExactly(End.REFUSED);
    }

    @Test
    void a_late_answer_is_taken_before_the_hard_end_and_not_after_it() {
        peer.silent = true;
        TokenSession session = begin(SessionOptions.builder()
                .refreshLife(Duration.ofMinutes(59))
                .answerWithin(Duration.ofHours(5))
                .build());
        time.pass(Duration.ofMinutes(58));
        assertThat(peer.asked).hasSize(1);
        time.pass(Duration.ofMinutes(2));
        assertThat(heard.ends).containsExactly(End.REFRESH_EXPIRED);
        peer.asked.get(0).complete(peer.next());
        assertThat(token(session)).isEqualTo("NotAuthorisedException");
        assertThat(heard.calls).doesNotContain("renewed");
    }

    @Test
    void an_answer_after_the_access_tokens_end_but_before_the_hard_end_is_good() {
        peer.silent = true;
        TokenSession session =
                begin(SessionOptions.builder().answerWithin(Duration.ofHours(5)).build());
        time.pass(HOUR.plusMinutes(1));
        assertThat(token(session)).isEqualTo("waits");
        peer.life = Duration.ofHours(2);
        peer.asked.get(0).complete(peer.next());
        assertThat(token(session)).isEqualTo("a1");
        assertThat(heard.ends).isEmpty();
    }

    @Test
    void silence_counts_as_a_failed_try_and_a_late_answer_is_still_good() {
        peer.silent = true;
        TokenSession session = begin();
        time.pass(Duration.ofMinutes(50));
        assertThat(heard.calls).containsExactly("failed 1");
        peer.asked.get(0).complete(peer.next());
        assertThat(token(session)).isEqualTo("a1");
        assertThat(heard.calls).containsExactly("failed 1", "renewed");
    }

    @Test
    void an_answer_that_was_overtaken_by_a_newer_one_is_not_taken() {
        peer.silent = true;
        TokenSession session = begin();
        time.pass(Duration.ofMinutes(53));
        assertThat(peer.asked).hasSize(2);
        peer.asked.get(1).complete(peer.next());
        assertThat(token(session)).isEqualTo("a2");
        peer.asked.get(0).complete(new IssuedTokens(Secret.of("a1"), null, HOUR, null, null));
        assertThat(token(session)).isEqualTo("a2");
    }

    @Test
    void callers_on_many_threads_cause_one_refresh() throws Exception {
        var threads = Executors.newFixedThreadPool(8);
        try (var own = new OwnResources("sso-test")) {
            var asked = new AtomicInteger();
            var answer = new CompletableFuture<IssuedTokens>();
            TokenSession session = TokenSession.begin(
                    new IssuedTokens(FIRST, Secret.of("r0"), HOUR, null, JDOE),
                    (access, refresh) -> {
                        asked.incrementAndGet();
                        return answer;
                    },
                    SessionOptions.builder().build(),
                    heard,
                    own.resources());
            var start = new CompletableFuture<Boolean>();
            var answers = new ArrayList<CompletableFuture<Secret>>();
            for (int i = 0; i < 80; i++) {
                answers.add(start.thenComposeAsync(
                        go -> {
                            session.reject(FIRST);
                            return session.token();
                        },
                        threads));
            }
            start.complete(true);
            answer.complete(new IssuedTokens(Secret.of("a1"), null, HOUR, null, null));
            for (CompletableFuture<Secret> token : answers) {
                assertThat(token.get(10, TimeUnit.SECONDS).reveal()).isEqualTo("a1");
            }
            assertThat(asked).hasValue(1);
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void what_a_refresher_throws_is_a_failed_try() {
        TokenSession session = TokenSession.begin(
                new IssuedTokens(FIRST, Secret.of("r0"), HOUR, null, JDOE),
                (access, refresh) -> {
                    throw new IllegalStateException("broken");
                },
                SessionOptions.builder().build(),
                new SessionListener() {
                    @Override
                    public void failed(int tries, boolean last, ConnectsException why) {
                        assertThat(why).isInstanceOf(NoAnswerException.class);
                        heard.calls.add("failed " + tries);
                        throw new IllegalStateException("a listener");
                    }
                },
                time.resources(new OkHttpClient(), () -> wallClock, 7));
        time.pass(Duration.ofMinutes(59));
        assertThat(heard.calls).containsExactly("failed 1", "failed 2", "failed 3");
        assertThat(token(session)).isEqualTo("a0");
    }

    @Test
    void tokens_of_somebody_else_are_never_given() {
        SessionOptions options =
                SessionOptions.builder().expectedUser("1001", "JDoe").build();
        TokenSession session = begin(options);
        assertThat(token(session)).isEqualTo("a0");
        peer.user = new TokenUser("eve", "example.com", "eve@example.com");
        session.reject(FIRST);
        assertThat(token(session)).isEqualTo("NotAuthorisedException");
        assertThat(heard.ends).containsExactly(End.WRONG_USER);
        assertThat(heard.calls).isEmpty();
    }

    @Test
    void an_answer_to_a_refresh_need_not_say_again_whose_its_tokens_are() {
        TokenSession session =
                begin(SessionOptions.builder().expectedUser("jdoe").build());
        time.pass(Duration.ofMinutes(48));
        assertThat(token(session)).isEqualTo("a1");
    }

    @Test
    void first_tokens_have_to_say_whose_they_are_when_somebody_is_expected() {
        SessionOptions options =
                SessionOptions.builder().expectedUser("jdoe@EXAMPLE.com").build();
        assertThat(token(begin(options))).isEqualTo("a0");
        TokenSession nobody = begin(options, new IssuedTokens(FIRST, Secret.of("r0"), HOUR, null, null));
        assertThat(token(nobody)).isEqualTo("NotAuthorisedException");
        assertThat(heard.ends).containsExactly(End.WRONG_USER);
    }

    @Test
    void after_a_failover_the_other_node_gives_a_token_of_its_own() {
        TokenSession session = begin();
        var other = new Peer();
        session.moveTo(other);
        time.pass(Duration.ZERO);
        assertThat(peer.asked).isEmpty();
        assertThat(other.asked).hasSize(1);
        assertThat(token(session)).isEqualTo("a1");
        time.pass(Duration.ofMinutes(48));
        assertThat(other.asked).hasSize(2);
    }

    @Test
    void a_failover_during_a_refresh_asks_the_other_node_afterwards_whatever_came_of_it() {
        peer.silent = true;
        TokenSession session =
                begin(SessionOptions.builder().answerWithin(Duration.ofHours(5)).build());
        time.pass(Duration.ofMinutes(48));
        var other = new Peer();
        session.moveTo(other);
        time.pass(Duration.ZERO);
        assertThat(other.asked).isEmpty();
        assertThat(token(session)).isEqualTo("a0");
        peer.asked.get(0).completeExceptionally(new PeerUnreachableException("gone", null));
        time.pass(Duration.ZERO);
        assertThat(other.asked).hasSize(1);
        assertThat(token(session)).isEqualTo("a1");
    }

    @Test
    void a_failover_gives_new_tries() {
        peer.failure = new NotAuthorisedException("no", null);
        TokenSession session = begin();
        time.pass(Duration.ofMinutes(50));
        assertThat(heard.calls).containsExactly("failed 1 last", "endsSoon");
        session.moveTo(new Peer());
        assertThat(token(session)).isEqualTo("a0");
        assertThat(token(session)).isEqualTo("a1");
        time.pass(Duration.ofHours(9));
        assertThat(heard.calls).endsWith("renewed", "endsSoon");
    }

    @Test
    void closing_forgets_everything() {
        peer.silent = true;
        TokenSession session = begin();
        session.reject(FIRST);
        CompletableFuture<Secret> token = session.token();
        session.close();
        session.close();
        time.pass(Duration.ZERO);
        assertThat(token.handle((secret, failure) -> failure).join()).isInstanceOf(ClosedException.class);
        peer.asked.get(0).complete(peer.next());
        assertThat(token(session)).isEqualTo("ClosedException");
        assertThat(heard.ends).containsExactly(End.CLOSED);
        assertThat(time.waiting()).isZero();
    }

    @Test
    void a_wall_clock_that_jumps_changes_nothing() {
        TokenSession session = begin();
        wallClock = Instant.parse("2099-01-01T00:00:00Z");
        time.pass(Duration.ofMinutes(44));
        wallClock = Instant.parse("1999-01-01T00:00:00Z");
        assertThat(token(session)).isEqualTo("a0");
        time.pass(Duration.ofMinutes(4));
        assertThat(token(session)).isEqualTo("a1");
        time.pass(Duration.ofHours(10));
        assertThat(heard.endedAt).isEqualTo(Duration.ofHours(10));
    }

    @Test
    void lives_of_the_shortest_kind_do_not_make_it_hot() {
        peer.life = Duration.ofMillis(100);
        begin(
                SessionOptions.builder().build(),
                new IssuedTokens(FIRST, Secret.of("r0"), Duration.ofSeconds(2), null, JDOE));
        time.pass(Duration.ofSeconds(10));
        assertThat(peer.asked.size()).isLessThan(11);
    }

    @Test
    void five_minutes_as_ids_allows_at_least_leave_time_for_three_tries() {
        peer.failure = new PeerUnreachableException("down", null);
        begin(
                SessionOptions.builder().build(),
                new IssuedTokens(FIRST, Secret.of("r0"), Duration.ofMinutes(5), null, JDOE));
        time.pass(Duration.ofMinutes(5));
        assertThat(peer.asked).hasSize(3);
        assertThat(peer.at.get(2).toSeconds()).isCloseTo(260, within(20L));
    }
}
