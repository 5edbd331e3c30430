package io.connects.salesforce;

import static io.connects.salesforce.ScriptedServer.failure;
import static io.connects.salesforce.ScriptedServer.get;
import static org.assertj.core.api.Assertions.assertThat;

import io.connects.core.Backoff;
import io.connects.core.ClosedException;
import io.connects.core.NotAuthorisedException;
import io.connects.core.PeerUnreachableException;
import io.connects.core.Secret;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import mockwebserver3.MockResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Refresh tokens, with and without rotation, and the stores that keep them. */
final class RefreshTokenTest {
    private static final String REFUSED =
            "{\"error\":\"invalid_grant\",\"error_description\":\"expired access/refresh token\"}";

    private ScriptedServer server;
    private SalesforceClient client;

    @BeforeEach
    void start() throws Exception {
        server = new ScriptedServer();
    }

    @AfterEach
    void stop() {
        if (client != null) {
            client.close();
        }
        server.close();
    }

    private OAuthTokenSource tokens(RefreshTokenStore store) {
        client = SalesforceClient.open(
                server.options().credentials(refreshing(store)).build());
        return client.tokens();
    }

    /** A store that remembers what it was given, and fails when told. */
    private static final class Store implements RefreshTokenStore {
        private final List<String> kept = new ArrayList<>();
        private Secret newest = Secret.of("r1");
        private boolean failing;

        @Override
        public synchronized CompletionStage<Secret> current() {
            return CompletableFuture.completedFuture(newest);
        }

        @Override
        public synchronized CompletionStage<?> rotated(Secret next) {
            if (failing) {
                throw new IllegalStateException("the disk is full");
            }
            newest = next;
            kept.add(next.reveal());
            return CompletableFuture.completedFuture(null);
        }

        synchronized void failing(boolean now) {
            failing = now;
        }

        synchronized void put(String token) {
            newest = Secret.of(token);
        }

        synchronized List<String> kept() {
            return List.copyOf(kept);
        }
    }

    private static Credentials.RefreshToken refreshing(RefreshTokenStore store) {
        return new Credentials.RefreshToken("an-app", null, store);
    }

    @Test
    void keeps_a_rotated_refresh_token_before_it_uses_anything_that_came_with_it() throws Exception {
        var store = new Store();
        OAuthTokenSource tokens = tokens(store);
        server.token("t1", server.uri(), ",\"refresh_token\":\"r2\"");
        String first = get(tokens.token().thenApply(token -> token.reveal() + store.kept()));
        assertThat(first).isEqualTo("t1[r2]");
        tokens.reject(Secret.of("t1"));
        server.token("t2");
        get(tokens.token());
        assertThat(server.request().getBody().utf8())
                .isEqualTo("grant_type=refresh_token&client_id=an-app&refresh_token=r1");
        assertThat(server.request().getBody().utf8()).endsWith("refresh_token=r2");
        assertThat(store.kept()).containsExactly("r2");
    }

    @Test
    void asks_nothing_more_until_the_rotated_refresh_token_is_kept() {
        var store = new Store();
        OAuthTokenSource tokens = tokens(store);
        store.failing(true);
        server.token("t1", server.uri(), ",\"refresh_token\":\"r2\"");
        for (int i = 0; i < 3; i++) {
            assertThat(failure(tokens.token()))
                    .isInstanceOf(PeerUnreachableException.class)
                    .hasMessageContaining("could not be kept: the disk is full");
        }
        store.failing(false);
        assertThat(get(tokens.token()).reveal()).isEqualTo("t1");
        assertThat(store.kept()).containsExactly("r2");
        assertThat(server.requests()).isEqualTo(1);
    }

    @Test
    void keeps_the_rotated_refresh_token_of_a_refresh_that_was_under_way_when_it_was_closed() throws Exception {
        var store = new Store();
        OAuthTokenSource tokens = tokens(store);
        server.http.enqueue(new MockResponse.Builder()
                .code(200)
                .headersDelay(300, TimeUnit.MILLISECONDS)
                .body("{\"access_token\":\"t1\",\"instance_url\":\"" + server.uri() + "\",\"refresh_token\":\"r2\"}")
                .build());
        CompletableFuture<Secret> token = tokens.token();
        server.request();
        client.close();
        assertThat(get(token).reveal()).isEqualTo("t1");
        assertThat(store.kept()).containsExactly("r2");
        tokens.reject(Secret.of("t1"));
        assertThat(failure(tokens.token())).isInstanceOf(ClosedException.class);
        assertThat(server.requests()).isEqualTo(1);
    }

    @Test
    void hands_an_unkept_refresh_token_to_the_store_once_more_when_it_is_closed() {
        var store = new Store();
        OAuthTokenSource tokens = tokens(store);
        store.failing(true);
        server.token("t1", server.uri(), ",\"refresh_token\":\"r2\"");
        assertThat(failure(tokens.token())).hasMessageContaining("could not be kept");
        store.failing(false);
        get(tokens.close());
        assertThat(store.kept()).containsExactly("r2");
    }

    @Test
    void does_not_wait_for_ever_for_a_store() {
        RefreshTokenStore silent = new RefreshTokenStore() {
            @Override
            public CompletionStage<Secret> current() {
                return new CompletableFuture<>();
            }

            @Override
            public CompletionStage<?> rotated(Secret next) {
                return new CompletableFuture<>();
            }
        };
        client = SalesforceClient.open(server.options()
                .credentials(refreshing(silent))
                .requestTimeout(Duration.ofMillis(100))
                .build());
        assertThat(failure(client.tokens().token())).hasMessageContaining("the store did not answer within 100 ms");
    }

    @Test
    void refreshes_once_however_many_wait() {
        OAuthTokenSource tokens = tokens(new Store());
        List<CompletableFuture<Secret>> waiting =
                IntStream.range(0, 50).mapToObj(i -> tokens.token()).toList();
        server.token("t1", server.uri(), ",\"refresh_token\":\"r2\"");
        waiting.forEach(token -> assertThat(get(token).reveal()).isEqualTo("t1"));
        assertThat(server.requests()).isEqualTo(1);
    }

    @Test
    void stops_with_the_server_s_own_words_when_a_refresh_is_refused() {
        OAuthTokenSource tokens = tokens(new Store());
        server.answer(400, REFUSED);
        for (int i = 0; i < 20; i++) {
            assertThat(failure(tokens.token()))
                    .isInstanceOf(NotAuthorisedException.class)
                    .hasMessageContaining("invalid_grant (expired access/refresh token)");
        }
        assertThat(server.requests()).isEqualTo(1);
    }

    @Test
    void tries_a_refused_refresh_token_never_again_but_another_in_its_place() {
        var store = new Store();
        client = SalesforceClient.open(server.options()
                .credentials(refreshing(store))
                .reconnectSlowly(new Backoff(Duration.ofNanos(1), Duration.ofNanos(1)))
                .build());
        server.answer(400, REFUSED);
        for (int i = 0; i < 3; i++) {
            assertThat(failure(client.tokens().token())).hasMessageContaining("invalid_grant");
        }
        assertThat(server.requests()).isEqualTo(1);
        store.put("r7");
        server.token("t1");
        assertThat(get(client.tokens().token()).reveal()).isEqualTo("t1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"invalid_client", "inactive_user", "invalid_client_id"})
    void tries_a_refresh_token_again_when_it_was_not_the_token_that_was_refused(String code) {
        client = SalesforceClient.open(server.options()
                .credentials(refreshing(new Store()))
                .reconnectSlowly(new Backoff(Duration.ofNanos(1), Duration.ofNanos(1)))
                .build());
        server.answer(400, "{\"error\":\"" + code + "\"}").token("t1");
        assertThat(failure(client.tokens().token())).isInstanceOf(NotAuthorisedException.class);
        assertThat(get(client.tokens().token()).reveal()).isEqualTo("t1");
    }

    @Test
    void prints_no_secret() {
        assertThat(refreshing(new Store()).toString()).contains("an-app").doesNotContain("r1");
    }
}
