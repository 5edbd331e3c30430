package io.connects.salesforce.streaming;

import static org.assertj.core.api.Assertions.assertThat;

import io.connects.core.Secret;
import io.connects.core.http.VirtualTime;
import io.connects.salesforce.AccessToken;
import io.connects.salesforce.Credentials;
import io.connects.salesforce.SalesforceOptions;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.Test;

/** When positions are saved, with a store that answers when told. */
final class PositionsTest {
    private static final String CHANNEL = "/topic/T";

    private final VirtualTime time = new VirtualTime();
    private final CompletableFuture<Map<String, ReplayId>> loading = new CompletableFuture<>();
    private final List<Long> saved = new ArrayList<>();
    private final List<CompletableFuture<Void>> answers = new ArrayList<>();
    private final Positions positions = new Positions(
            new Slow(),
            ReplayId.NEW_ONLY,
            SalesforceOptions.builder()
                    .loginUri(URI.create("https://org.my.salesforce.com"))
                    .credentials(new Credentials.ClientCredentials("an-app", Secret.of("s3cr3t")))
                    .build(),
            time.resources(new OkHttpClient(), 1));

    private final class Slow implements ReplayStore {
        @Override
        public CompletionStage<Map<String, ReplayId>> load(String org) {
            return loading;
        }

        @Override
        public CompletionStage<?> save(String org, Map<String, ReplayId> now) {
            saved.add(now.get(CHANNEL).value());
            answers.add(new CompletableFuture<>());
            return answers.get(answers.size() - 1);
        }
    }

    private final AccessToken token =
            new AccessToken(Secret.of("t1"), URI.create("https://org.my.salesforce.com"), null, null);

    private void load() {
        loading.complete(Map.of());
        CompletableFuture<Boolean> loaded = positions.load(token);
        time.pass(1);
        assertThat(loaded).isCompletedWithValue(true);
    }

    private void processed(long position) {
        positions.processed(CHANNEL, new ReplayId(position), true);
        time.pass(200);
    }

    private void answer(int save) {
        answers.get(save).complete(null);
        time.pass(200);
    }

    @Test
    void many_events_are_one_save() {
        load();
        long before = time.waiting();
        for (long i = 1; i <= 1_000; i++) {
            positions.processed(CHANNEL, new ReplayId(i), true);
        }
        assertThat(time.waiting()).isEqualTo(before + 1);
        time.pass(200);
        assertThat(saved).containsExactly(1_000L);
    }

    @Test
    void the_store_is_asked_one_thing_at_a_time_even_when_the_stream_stops() {
        load();
        processed(1);
        processed(2);
        CompletableFuture<Boolean> flushed = positions.flush();
        time.pass(200);
        assertThat(saved).containsExactly(1L);
        answer(0);
        assertThat(saved).containsExactly(1L, 2L);
        assertThat(flushed).isNotDone();
        answer(1);
        assertThat(flushed).isCompletedWithValue(true);
    }

    @Test
    void nothing_piles_up_behind_a_store_that_takes_its_time() {
        load();
        processed(1);
        long before = time.waiting();
        for (long i = 2; i <= 40; i++) {
            processed(i);
        }
        assertThat(time.waiting()).isEqualTo(before);
        answer(0);
        assertThat(saved).containsExactly(1L, 40L);
    }

    @Test
    void a_save_that_failed_is_made_good_when_the_stream_stops() {
        load();
        processed(1);
        answers.get(0).completeExceptionally(new IllegalStateException("no room"));
        time.pass(200);
        assertThat(saved).containsExactly(1L);
        var unused = positions.flush();
        time.pass(1);
        assertThat(saved).containsExactly(1L, 1L);
    }

    @Test
    void what_has_been_saved_is_not_saved_again() {
        load();
        processed(1);
        answer(0);
        var unused = positions.flush();
        time.pass(1);
        assertThat(saved).containsExactly(1L);
    }

    @Test
    void what_is_loaded_too_late_takes_the_place_of_nothing_newer() {
        CompletableFuture<Boolean> loaded = positions.load(token);
        time.pass(60_000);
        assertThat(loaded).isCompletedWithValue(false);
        processed(7);
        loading.complete(Map.of(CHANNEL, new ReplayId(3)));
        time.pass(200);
        assertThat(positions.of(CHANNEL)).isEqualTo(new ReplayId(7));
        assertThat(saved).containsExactly(7L);
    }
}
