package io.connects.salesforce.streaming;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
final class FollowUpsTest {
    private final ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1);
    private final FollowUps followUps = new FollowUps(timer);
    private final List<String> done = new ArrayList<>();

    @AfterEach
    void stop() {
        timer.shutdownNow();
    }

    private void atOnce(String what) {
        var unused = followUps.schedule(() -> done.add(what), 0, TimeUnit.MILLISECONDS);
    }

    @Test
    void what_is_due_at_once_is_done_when_the_answer_was_processed() {
        assertThat(followUps.claim()).isTrue();
        followUps.around(() -> {
            atOnce("first");
            atOnce("second");
            done.add("processed");
        });
        assertThat(done).containsExactly("processed", "first", "second");
        assertThat(timer.getQueue()).isEmpty();
    }

    @Test
    void what_follows_from_that_is_done_too() {
        assertThat(followUps.claim()).isTrue();
        followUps.around(() -> {
            var unused = followUps.schedule(() -> atOnce("second"), 0, TimeUnit.MILLISECONDS);
        });
        assertThat(done).containsExactly("second");
    }

    @Test
    void processing_that_fails_leaves_nothing_undone() {
        assertThat(followUps.claim()).isTrue();
        assertThatThrownBy(() -> followUps.around(() -> {
                    atOnce("first");
                    throw new IllegalStateException("unreadable");
                }))
                .hasMessage("unreadable");
        assertThat(done).containsExactly("first");
    }

    @Test
    void what_is_due_later_waits_for_the_timer() {
        assertThat(followUps.claim()).isTrue();
        followUps.around(() -> {
            var unused = followUps.schedule(() -> done.add("later"), 1, TimeUnit.HOURS);
        });
        assertThat(done).isEmpty();
        assertThat(timer.getQueue()).hasSize(1);
    }

    private Thread whoRuns() {
        try {
            return followUps
                    .schedule(Thread::currentThread, 0, TimeUnit.MILLISECONDS)
                    .get();
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void other_threads_have_the_timer() throws Exception {
        assertThat(followUps.claim()).isTrue();
        Thread ran = CompletableFuture.supplyAsync(() -> {
                    assertThat(followUps.claimed()).isFalse();
                    assertThat(followUps.claim()).isFalse();
                    return whoRuns();
                })
                .get();
        assertThat(ran.getName()).startsWith("pool-");
        followUps.release();
        assertThat(CompletableFuture.supplyAsync(followUps::claim).get()).isTrue();
    }
}
