package io.connects.finesse.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.connects.core.NotAuthorisedException;
import io.connects.core.PeerRefusedException;
import io.connects.core.Secret;
import io.connects.core.directory.CiscoUser;
import io.connects.core.http.OwnResources;
import io.connects.finesse.FinesseCredentials;
import io.connects.finesse.FinesseOptions;
import io.connects.finesse.PairReads;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two nodes that tell of users and media. */
final class FinesseUsersTest {
    private static final Duration PACE = Duration.ofMillis(200);
    private static final String ANNA =
            "<User><loginId>1001</loginId><firstName>Anna</firstName><state>READY</state><skillTargetId>5001</skillTargetId></User>";
    private static final String BORIS = "<User><loginId>1002</loginId><state>LOGOUT</state></User>";
    private static final String CASES =
            "<MediaList><Media><id>1</id><name>Cases</name><state>READY</state><routable>true</routable></Media>"
                    + "<Media><id>2</id><name>Chats</name><state>LOGOUT</state></Media></MediaList>";

    private final MockWebServer a = new MockWebServer();
    private final MockWebServer b = new MockWebServer();
    private final Map<String, String> bodies = new ConcurrentHashMap<>();
    private final Map<String, Integer> statuses = new ConcurrentHashMap<>();
    private final OwnResources own = new OwnResources("finesse-test");
    private final AtomicInteger pauses = new AtomicInteger();
    /** Time that passes at once. */
    private final ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1) {
        @Override
        public ScheduledFuture<?> schedule(Runnable command, long delay, TimeUnit unit) {
            assertThat(unit.toNanos(delay)).isEqualTo(PACE.toNanos());
            pauses.incrementAndGet();
            return super.schedule(command, 0, unit);
        }
    };

    private PairReads reads;

    @BeforeEach
    void start() throws IOException {
        for (MockWebServer server : List.of(a, b)) {
            server.setDispatcher(new Dispatcher() {
                @Override
                public MockResponse dispatch(RecordedRequest request) {
                    String path = String.valueOf(request.getTarget()).substring("/finesse/api/".length());
                    return new MockResponse.Builder()
                            .code(statuses.getOrDefault(path, bodies.containsKey(path) ? 200 : 404))
                            .body(bodies.getOrDefault(path, ""))
                            .build();
                }
            });
            server.start();
        }
        reads = new PairReads(
                FinesseOptions.builder()
                        .nodes(node(a), node(b))
                        .credentials(new FinesseCredentials.Password("9999", Secret.of("secret")))
                        .build(),
                own.resources());
    }

    @AfterEach
    void stop() {
        timer.shutdownNow();
        own.close();
        a.close();
        b.close();
    }

    private static URI node(MockWebServer server) {
        return URI.create("http://127.0.0.1:" + server.getPort());
    }

    private static <T> T got(CompletableFuture<T> future) {
        return future.orTimeout(20, TimeUnit.SECONDS).join();
    }

    private FinesseUsers users() {
        return new FinesseUsers(reads, timer, PACE);
    }

    @Test
    void reads_everybody_at_once() {
        bodies.put("Users", "<Users>" + ANNA + BORIS + "</Users>");

        assertThat(got(users().all()))
                .containsExactly(
                        new FinesseAgent(new CiscoUser("1001", 5001, "Anna", "", true), "READY", true),
                        new FinesseAgent(new CiscoUser("1002", null, "", "", true), "LOGOUT", false));
    }

    @Test
    void looks_up_login_ids_one_by_one_and_leaves_out_whom_finesse_does_not_know() {
        bodies.put("User/1001", ANNA);
        bodies.put("User/1002", BORIS);
        bodies.put("User/boris", BORIS);

        assertThat(got(users().of(List.of("1001", "nobody@example.com", "..", "", "boris", "1002"))))
                .extracting(agent -> agent.user().loginId())
                .containsExactly("1001", "1002");
        assertThat(pauses).hasValue(3);
    }

    @Test
    void fails_when_the_account_may_not_look() {
        statuses.put("User/1001", 403);

        assertThatThrownBy(() -> got(users().of(List.of("1001", "1002"))))
                .hasCauseInstanceOf(NotAuthorisedException.class)
                .hasRootCauseInstanceOf(PeerRefusedException.class)
                .hasMessageContaining("the account may not look up other users at Finesse; an administrator's may: ");
        assertThat(a.getRequestCount()).isEqualTo(1);
    }

    @Test
    void asks_the_other_node_when_one_does_not_serve_and_stays_there() {
        bodies.put("User/1001", ANNA);
        a.close();

        assertThat(got(users().of(List.of("1001", "1001 ")))).hasSize(1);
        assertThat(got(users().of(List.of("1001")))).hasSize(1);
        assertThat(b.getRequestCount()).isEqualTo(2);
    }

    @Test
    void reads_media_where_the_account_may() {
        bodies.put("User/1001/Media", CASES);
        var media = new FinesseMedia(reads, timer, PACE);

        assertThat(got(media.of(List.of("1001", "1002"))))
                .containsExactly(
                        Map.entry("1001", List.of(new FinesseMedia.Domain("Cases", "READY", Optional.of(true)))));
    }

    @Test
    void keeps_the_refusal_of_media() {
        statuses.put("User/1001/Media", 403);
        var media = new FinesseMedia(reads, timer, PACE);

        assertThat(got(media.of(List.of("1001", "1002")))).isEmpty();
        assertThat(got(media.of(List.of("1001", "1002")))).isEmpty();
        assertThat(a.getRequestCount() + b.getRequestCount()).isEqualTo(1);
    }
}
