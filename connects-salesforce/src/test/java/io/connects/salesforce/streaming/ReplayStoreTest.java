package io.connects.salesforce.streaming;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.connects.salesforce.SalesforceClient;
import io.connects.salesforce.testorg.TestOrg;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A stream that is started again. */
@Timeout(60)
final class ReplayStoreTest {
    private static final String CHANNEL = "/topic/T";

    private TestOrg org;
    private SalesforceClient client;

    private static final class Heard implements StreamListener {
        private final List<Integer> numbers = new CopyOnWriteArrayList<>();
        private final List<Boolean> gapless = new CopyOnWriteArrayList<>();
        private volatile int holdAt = -1;
        private final CountDownLatch hold = new CountDownLatch(1);
        private volatile State state = State.DOWN;

        @Override
        public void state(State now, Trouble trouble, String reason) {
            state = now;
        }

        @Override
        public void subscribed(Set<String> channels, boolean resumed) {
            gapless.add(resumed);
        }

        @Override
        public void event(StreamEvent event) {
            int number = (Integer) ((Map<?, ?>) event.data().get("sobject")).get("N");
            try {
                if (number == holdAt) {
                    hold.await(30, TimeUnit.SECONDS);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            numbers.add(number);
        }
    }

    /** Keeps every save. */
    private static final class Recorded implements ReplayStore {
        private final ReplayStore kept = ReplayStore.inMemory();
        private final List<Long> saved = new CopyOnWriteArrayList<>();

        @Override
        public CompletionStage<Map<String, ReplayId>> load(String org) {
            return kept.load(org);
        }

        @Override
        public CompletionStage<?> save(String org, Map<String, ReplayId> positions) {
            saved.add(positions.get(CHANNEL).value());
            return kept.save(org, positions);
        }
    }

    @BeforeEach
    void start() throws Exception {
        org = new TestOrg();
        client = SalesforceClient.open(
                org.options().requestTimeout(Duration.ofSeconds(2)).build());
    }

    @AfterEach
    void stop() {
        client.close();
        org.close();
    }

    private EventStream stream(Heard heard, ReplayStore store) {
        var stream = new EventStream(
                client, List.of(CHANNEL), heard, client.resources().callbacks(), store, ReplayId.NEW_ONLY);
        stream.start();
        eventually(() -> heard.state == StreamListener.State.LIVE && !heard.gapless.isEmpty());
        return stream;
    }

    private long publish(int number) {
        return org.stream().publish("T", "updated", Map.of("N", number));
    }

    private static void end(EventStream stream) {
        stream.stop().orTimeout(10, TimeUnit.SECONDS).join();
    }

    private static void eventually(BooleanSupplier condition) {
        await().atMost(Duration.ofSeconds(20)).until(condition::getAsBoolean);
    }

    @Test
    void goes_on_where_the_last_stream_was_stopped() {
        var store = ReplayStore.inMemory();
        var first = new Heard();
        EventStream stream = stream(first, store);
        publish(1);
        publish(2);
        eventually(() -> first.numbers.size() == 2);
        end(stream);
        publish(3);
        var second = new Heard();
        stream = stream(second, store);
        publish(4);
        eventually(() -> second.numbers.size() == 2);
        assertThat(second.numbers).containsExactly(3, 4);
        assertThat(second.gapless).containsExactly(true);
        end(stream);
    }

    @Test
    void saves_nothing_that_was_not_processed() {
        var store = new Recorded();
        var heard = new Heard();
        heard.holdAt = 3;
        EventStream stream = stream(heard, store);
        publish(1);
        long second = publish(2);
        long third = publish(3);
        eventually(() -> store.saved.contains(second));
        assertThat(store.saved).doesNotContain(third);
        // As after a crash: another stream begins with what the store has, and nothing is missing.
        var other = new Heard();
        EventStream again = stream(other, store.kept);
        eventually(() -> other.numbers.contains(3));
        heard.hold.countDown();
        eventually(() -> store.saved.contains(third));
        end(stream);
        end(again);
    }

    @Test
    void begins_anew_and_says_so_when_the_store_fails_or_does_not_answer() {
        for (CompletableFuture<Map<String, ReplayId>> answer : List.of(
                CompletableFuture.<Map<String, ReplayId>>failedFuture(new IllegalStateException("damaged")),
                new CompletableFuture<Map<String, ReplayId>>())) {
            var heard = new Heard();
            EventStream stream = stream(heard, new ReplayStore() {
                @Override
                public CompletionStage<Map<String, ReplayId>> load(String whose) {
                    return answer;
                }

                @Override
                public CompletionStage<?> save(String whose, Map<String, ReplayId> positions) {
                    throw new IllegalStateException("no room");
                }
            });
            publish(1);
            eventually(() -> heard.numbers.contains(1));
            assertThat(heard.gapless).containsExactly(false);
            end(stream);
        }
    }

    @Test
    void saves_many_events_with_few_saves() {
        var store = new Recorded();
        var heard = new Heard();
        EventStream stream = stream(heard, store);
        long last = 0;
        for (int i = 0; i < 500; i++) {
            last = publish(i);
        }
        eventually(() -> heard.numbers.size() == 500);
        end(stream);
        assertThat(store.saved).hasSizeLessThan(100).last().isEqualTo(last);
    }

    @Test
    void saves_what_was_processed_while_a_save_was_under_way_and_one_thing_at_a_time() {
        var store = new Slow();
        var heard = new Heard();
        EventStream stream = stream(heard, store);
        publish(1);
        eventually(() -> store.asked.size() == 1);
        long last = publish(2);
        eventually(() -> heard.numbers.size() == 2);
        assertThat(store.asked).hasSize(1);
        store.asked.get(0).complete(null);
        eventually(() -> store.asked.size() == 2);
        assertThat(store.saved).last().isEqualTo(last);
        store.asked.get(1).complete(null);
        end(stream);
    }

    @Test
    void tries_a_save_that_failed_again_with_the_next_event() {
        var store = new Slow();
        var heard = new Heard();
        EventStream stream = stream(heard, store);
        publish(1);
        eventually(() -> store.asked.size() == 1);
        store.asked.get(0).completeExceptionally(new IllegalStateException("no room"));
        long last = publish(2);
        eventually(() -> store.asked.size() == 2);
        assertThat(store.saved).last().isEqualTo(last);
        store.asked.get(1).complete(null);
        end(stream);
    }

    @Test
    void stops_although_the_store_does_not_answer() {
        var store = new Slow();
        var heard = new Heard();
        EventStream stream = stream(heard, store);
        publish(1);
        eventually(() -> store.asked.size() == 1);
        end(stream); // within the request timeout of two seconds
    }

    @Test
    void goes_on_from_a_file_after_a_restart_and_again_after_a_crash(@TempDir Path folder) {
        var store = new FileReplayStore(folder.resolve("position"));
        var first = new Heard();
        EventStream stream = stream(first, store);
        publish(1);
        eventually(() -> first.numbers.contains(1));
        end(stream);
        publish(2);
        var second = new Heard();
        second.holdAt = 3;
        EventStream crashing = stream(second, store);
        publish(3);
        eventually(() -> second.numbers.contains(2));
        var third = new Heard();
        EventStream again = stream(third, new FileReplayStore(folder.resolve("position")));
        eventually(() -> third.numbers.contains(3));
        assertThat(third.gapless).containsExactly(true);
        assertThat(third.numbers).doesNotContain(1);
        second.hold.countDown();
        end(again);
        end(crashing);
    }

    /** Answers saves when told. */
    private static final class Slow implements ReplayStore {
        private final List<Long> saved = new CopyOnWriteArrayList<>();
        private final List<CompletableFuture<Void>> asked = new CopyOnWriteArrayList<>();

        @Override
        public CompletionStage<Map<String, ReplayId>> load(String org) {
            return CompletableFuture.completedFuture(Map.of());
        }

        @Override
        public CompletionStage<?> save(String org, Map<String, ReplayId> positions) {
            saved.add(positions.get(CHANNEL).value());
            var answer = new CompletableFuture<Void>();
            asked.add(answer);
            return answer;
        }
    }
}
