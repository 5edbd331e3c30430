package io.connects.salesforce.routing;

import static org.assertj.core.api.Assertions.assertThat;

import io.connects.core.http.ClientResources;
import io.connects.core.http.VirtualTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.Test;

final class BatchesTest {
    private static final Duration LONG = Duration.ofMinutes(1);

    private final VirtualTime time = new VirtualTime();
    private final List<String> left = new ArrayList<>();
    private long takes = 50;

    private Batches<String> batches(int most, int atOnce, long afterAnswer, long behindOthers) {
        return batches(most, atOnce, afterAnswer, behindOthers, one -> one);
    }

    private Batches<String> batches(
            int most, int atOnce, long afterAnswer, long behindOthers, Function<String, Object> apart) {
        var rules = new Batches.Rules(
                most, atOnce, Duration.ofMillis(afterAnswer), Duration.ofMillis(behindOthers), Duration.ZERO);
        return new Batches<>(rules, time.resources(new OkHttpClient(), 1), apart, this::carry);
    }

    private CompletableFuture<?> carry(List<String> batch) {
        left.add(time.millis() + " " + String.join("", batch));
        var done = new CompletableFuture<String>();
        if (!time.isShutdown()) {
            time.in(takes, () -> done.complete(""));
        }
        return done;
    }

    @Test
    void one_alone_leaves_at_once() {
        batches(3, 2, 0, 20).add("a", LONG);
        assertThat(left).containsExactly("0 a");
    }

    @Test
    void those_that_come_while_one_is_under_way_leave_together_when_it_is_answered() {
        var batches = batches(9, 2, 0, 200);
        List.of("a", "b", "c", "d").forEach(one -> batches.add(one, LONG));
        time.pass(1000);
        assertThat(left).containsExactly("0 a", "50 bcd");
    }

    @Test
    void what_an_answer_brings_about_is_waited_for() {
        var batches = batches(9, 1, 5, 200);
        List.of("a", "b").forEach(one -> batches.add(one, LONG));
        time.in(52, () -> batches.add("c", LONG));
        time.in(200, () -> batches.add("d", LONG));
        time.pass(1000);
        assertThat(left).containsExactly("0 a", "55 bc", "200 d");
    }

    @Test
    void a_wake_up_that_comes_too_early_and_is_not_over_yet_is_not_relied_upon() {
        ClientResources on = time.resources(new OkHttpClient(), 1);
        var rules = new Batches.Rules(9, 2, Duration.ofMillis(5), Duration.ofMillis(3), Duration.ZERO);
        var withinTheTimer =
                new ClientResources(on.http(), Runnable::run, on.timer(), on.random(), on.clock(), on.nanos());
        var batches = new Batches<String>(rules, withinTheTimer, one -> one, this::carry);
        batches.add("a", LONG);
        batches.add("b", LONG); // leaves at 3 and is answered at 53, so that the next may leave at 58
        time.in(51, () -> batches.add("c", LONG)); // would leave at 54, behind the other
        time.pass(1000);
        assertThat(left).containsExactly("0 a", "3 b", "58 c");
    }

    @Test
    void a_full_batch_does_not_wait_for_the_answer_and_no_more_than_allowed_are_under_way() {
        var batches = batches(2, 2, 0, 200);
        List.of("a", "b", "c", "d", "e", "f").forEach(one -> batches.add(one, LONG));
        assertThat(left).containsExactly("0 a", "0 bc");
        time.pass(1000);
        assertThat(left).containsExactly("0 a", "0 bc", "50 de", "100 f");
    }

    @Test
    void nobody_waits_long_behind_a_slow_one() {
        takes = 10_000;
        var batches = batches(9, 2, 0, 20);
        batches.add("a", LONG);
        time.in(1, () -> batches.add("b", LONG));
        time.in(15, () -> batches.add("c", LONG));
        time.in(30, () -> batches.add("d", LONG));
        time.pass(9_000);
        assertThat(left).containsExactly("0 a", "21 bc");
    }

    @Test
    void whose_time_is_up_leaves_first_and_whatever_is_under_way() {
        takes = 10_000;
        var batches = batches(2, 1, 0, 20);
        batches.add("a", LONG);
        batches.add("b", LONG);
        batches.add("c", Duration.ofMillis(400));
        batches.add("d", Duration.ofMillis(300));
        time.pass(9_000);
        assertThat(left).containsExactly("0 a", "300 dc");
        time.pass(9_000);
        assertThat(left).containsExactly("0 a", "300 dc", "10300 b");
    }

    @Test
    void those_that_must_be_apart_leave_in_different_batches() {
        var batches = batches(3, 1, 0, 20, one -> one.charAt(0));
        List.of("x", "a1", "a2", "b1", "a3").forEach(one -> batches.add(one, LONG));
        time.pass(1000);
        assertThat(left).containsExactly("0 x", "50 a1b1", "100 a2", "150 a3");
    }

    @Test
    void what_waits_leaves_when_it_closes_and_what_comes_later_at_once() {
        var batches = batches(9, 1, 0, 200);
        List.of("a", "b", "c").forEach(one -> batches.add(one, LONG));
        batches.close();
        batches.add("d", LONG);
        assertThat(left).containsExactly("0 a", "0 bc", "0 d");
    }

    @Test
    void what_waits_leaves_when_there_is_no_timer_any_more() {
        var batches = batches(9, 1, 0, 200);
        batches.add("a", LONG);
        time.shutdown();
        batches.add("b", LONG);
        assertThat(left).containsExactly("0 a", "0 b");
    }

    @Test
    void in_a_crowd_everybody_waits_for_company_and_the_last_one_not_for_long() {
        var rules = new Batches.Rules(20, 4, Duration.ZERO, Duration.ofMillis(20), Duration.ofMillis(200));
        var batches = new Batches<String>(rules, time.resources(new OkHttpClient(), 1), one -> one, this::carry);
        takes = 30;
        for (int i = 0; i < 40; i++) {
            String name = Character.toString('A' + i);
            time.in(10L * i, () -> batches.add(name, LONG));
        }
        time.in(2000, () -> batches.add("z", LONG));
        time.pass(3000);
        assertThat(left)
                .containsExactly("0 A", "30 BCD", "230 EFGHIJKLMNOPQRSTUVWX", "440 YZ[\\]^_`abcdefgh", "2000 z");
    }
}
