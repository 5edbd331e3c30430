package io.connects.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;

class CoreVocabularyTest {
    @Test
    void a_backoff_doubles_to_its_ceiling_and_draws_evenly_below_it() {
        var backoff = new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(10));
        assertThat(List.of(1, 2, 3, 4, 5, 1_000_000))
                .map(failures -> backoff.ceiling(failures).toSeconds())
                .containsExactly(1L, 2L, 4L, 8L, 10L, 10L);
        var random = new Random(3);
        for (int i = 0; i < 1_000; i++) {
            assertThat(backoff.delay(3, random)).isBetween(Duration.ZERO, Duration.ofSeconds(4));
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> backoff.ceiling(0))
                .withMessageContaining("failures");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Backoff(Duration.ZERO, Duration.ofSeconds(1)))
                .withMessageContaining("first");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Backoff(Duration.ofSeconds(2), Duration.ofSeconds(1)))
                .withMessageContaining("most");
    }

    @Test
    void a_secret_prints_as_stars() {
        Secret secret = Secret.of("hunter2");
        assertThat(secret).hasToString("****").isEqualTo(Secret.of("hunter2")).isNotEqualTo(Secret.of("other"));
        assertThat(secret.reveal()).isEqualTo("hunter2");
        assertThatIllegalArgumentException().isThrownBy(() -> Secret.of("")).withMessageContaining("value");
    }

    @Test
    void a_serial_executor_runs_one_after_another_in_order() {
        Deque<Runnable> threads = new ArrayDeque<>();
        var executor = new SerialExecutor(threads::add);
        var ran = new ArrayList<Integer>();
        for (int i = 1; i <= 3; i++) {
            int number = i;
            executor.execute(() -> ran.add(number));
        }
        executor.execute(() -> executor.execute(() -> ran.add(5)));
        executor.execute(() -> ran.add(4));
        while (!threads.isEmpty()) {
            assertThat(threads).hasSize(1);
            threads.remove().run();
        }
        assertThat(ran).containsExactly(1, 2, 3, 4, 5);
    }

    @Test
    void tasks_that_wait_run_together_and_let_others_have_a_turn() {
        var threads = new ArrayDeque<Runnable>();
        var executor = new SerialExecutor(threads::add);
        var ran = new ArrayList<Integer>();
        for (int i = 0; i < 250; i++) {
            int number = i;
            executor.execute(() -> ran.add(number));
        }
        threads.remove().run();
        assertThat(ran).hasSize(100);
        assertThat(threads).hasSize(1);
        threads.remove().run();
        threads.remove().run();
        assertThat(ran).hasSize(250).isSorted();
        assertThat(threads).isEmpty();
    }

    @Test
    void a_task_that_throws_does_not_stop_those_behind_it() {
        var executor = new SerialExecutor(Runnable::run);
        var ran = new ArrayList<String>();
        executor.execute(() -> {
            throw new IllegalStateException("on purpose");
        });
        executor.execute(() -> ran.add("next"));
        assertThat(ran).containsExactly("next");
    }

    @Test
    void a_pool_that_refuses_is_asked_again_for_the_next_task() {
        var full = new boolean[] {true};
        var ran = new ArrayList<String>();
        var executor = new SerialExecutor(task -> {
            if (full[0]) {
                throw new RejectedExecutionException("full");
            }
            task.run();
        });
        assertThatExceptionOfType(RejectedExecutionException.class)
                .isThrownBy(() -> executor.execute(() -> ran.add("refused")));
        full[0] = false;
        executor.execute(() -> ran.add("next"));
        assertThat(ran).containsExactly("next");
    }
}
