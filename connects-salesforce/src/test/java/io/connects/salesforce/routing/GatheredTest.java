package io.connects.salesforce.routing;

import static org.assertj.core.api.Assertions.assertThat;

import io.connects.core.NoAnswerException;
import io.connects.core.PeerRefusedException;
import io.connects.core.ProtocolViolationException;
import io.connects.core.http.VirtualTime;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.IntStream;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.Test;

final class GatheredTest {
    private final VirtualTime time = new VirtualTime();
    private final List<List<Integer>> asked = new ArrayList<>();
    private Function<List<Integer>, Throwable> failure = keys -> null;
    private Function<Integer, String> answers = key -> "no. " + key;
    private final Gathered<Integer, String> gathered =
            new Gathered<>(200, time.resources(new OkHttpClient(), 1), this::ask);

    private CompletableFuture<Function<Integer, String>> ask(List<Integer> keys) {
        asked.add(keys);
        var answer = new CompletableFuture<Function<Integer, String>>();
        time.in(50, () -> {
            Throwable why = failure.apply(keys);
            if (why == null) {
                answer.complete(answers);
            } else {
                answer.completeExceptionally(why);
            }
        });
        return answer;
    }

    private List<CompletableFuture<String>> get(int from, int to) {
        return IntStream.range(from, to).mapToObj(gathered::get).toList();
    }

    private static PeerRefusedException refused(String code) {
        return new PeerRefusedException("query", code, "as told", false);
    }

    @Test
    void a_thousand_questions_are_six_requests_and_every_answer_finds_its_question() {
        List<CompletableFuture<String>> answered = get(0, 1000);
        time.pass(1000);
        assertThat(answered).extracting(CompletableFuture::join).contains("no. 0", "no. 7", "no. 999");
        assertThat(asked).extracting(List::size).containsExactly(1, 200, 200, 200, 200, 199);
    }

    @Test
    void the_same_question_twice_is_asked_once_in_a_request() {
        get(0, 1);
        List<CompletableFuture<String>> twice = List.of(gathered.get(5), gathered.get(5));
        time.pass(1000);
        assertThat(twice).extracting(CompletableFuture::join).containsExactly("no. 5", "no. 5");
        assertThat(asked).containsExactly(List.of(0), List.of(5));
    }

    @Test
    void a_question_is_never_answered_with_what_was_asked_before_it_was_put() {
        get(7, 8);
        time.in(10, () -> get(7, 8));
        time.pass(1000);
        assertThat(asked).containsExactly(List.of(7), List.of(7));
    }

    @Test
    void one_bad_id_fails_alone() {
        failure = keys -> keys.contains(77) ? refused("INVALID_QUERY_FILTER_OPERATOR") : null;
        List<CompletableFuture<String>> answered = get(0, 201);
        time.pass(60_000);
        assertThat(answered.get(77)).isCompletedExceptionally();
        assertThat(answered.stream().filter(CompletableFuture::isCompletedExceptionally))
                .hasSize(1);
        assertThat(asked).hasSizeLessThan(20);
    }

    @Test
    void one_answer_that_cannot_be_read_fails_alone_and_costs_no_request() {
        answers = key -> {
            if (key == 77) {
                throw new ProtocolViolationException("no such date", -1, new byte[0]);
            }
            return "no. " + key;
        };
        List<CompletableFuture<String>> answered = get(0, 201);
        time.pass(1000);
        assertThat(answered.get(77)).isCompletedExceptionally();
        assertThat(answered.stream().filter(CompletableFuture::isCompletedExceptionally))
                .hasSize(1);
        assertThat(asked).hasSize(2);
    }

    @Test
    void a_request_that_is_too_long_is_halved() {
        failure = keys ->
                keys.size() > 60 ? new IllegalArgumentException("soql: the URL would have 20000 characters") : null;
        List<CompletableFuture<String>> answered = get(0, 201);
        time.pass(60_000);
        assertThat(answered).extracting(CompletableFuture::join).hasSize(201);
    }

    @Test
    void when_nobody_could_answer_it_is_not_tried_with_each() {
        for (Throwable why : List.of(
                new NoAnswerException("silence", null),
                refused("INSUFFICIENT_ACCESS"),
                new PeerRefusedException("query", "REQUEST_LIMIT_EXCEEDED", "as told", true))) {
            asked.clear();
            failure = keys -> why;
            List<CompletableFuture<String>> answered = get(0, 201);
            time.pass(60_000);
            assertThat(answered).allMatch(CompletableFuture::isCompletedExceptionally);
            assertThat(asked).hasSize(2);
        }
    }

    @Test
    void a_slow_answer_holds_others_up_for_a_second_at_most() {
        var never = new CompletableFuture<Function<Integer, String>>();
        var slow = new Gathered<Integer, String>(200, time.resources(new OkHttpClient(), 1), keys -> {
            asked.add(keys);
            return keys.contains(0) ? never : CompletableFuture.completedFuture(answers);
        });
        var unused = slow.get(0);
        CompletableFuture<String> second = slow.get(1);
        time.pass(999);
        assertThat(second).isNotDone();
        time.pass(1);
        assertThat(second).isCompletedWithValue("no. 1");
    }
}
