package io.connects.salesforce.streaming;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.connects.core.Backoff;
import io.connects.core.Secret;
import io.connects.salesforce.Credentials;
import io.connects.salesforce.SalesforceClient;
import io.connects.salesforce.SalesforceOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import mockwebserver3.SocketEffect;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class HostileServerTest {
    private static final String DENIED =
            "[{\"channel\":\"/meta/handshake\",\"successful\":false,\"error\":\"403::Handshake denied\",\"advice\":{\"reconnect\":\"none\"},"
                    + "\"ext\":{\"sfdc\":{\"failureReason\":\"401::Authentication invalid\"}}}]";

    private final Queue<MockResponse> hostile = new ConcurrentLinkedQueue<>();
    private final AtomicInteger tokens = new AtomicInteger();
    private final AtomicInteger handshakes = new AtomicInteger();
    private final List<String> states = new CopyOnWriteArrayList<>();

    @Test
    void answers_every_hostile_response_with_a_reason_and_another_try() {
        add(200, "");
        add(200, "{");
        add(200, "[".repeat(10_000));
        add(200, "[null,7]");
        add(200, "[{\"channel\":\"/meta/handshake\",\"successful\":\"yes\"}]");
        add(200, "[{\"channel\":\"/meta/handshake\",\"successful\":true}]");
        add(
                200,
                "[{\"channel\":\"/meta/handshake\",\"successful\":true,\"clientId\":\"c\",\"supportedConnectionTypes\":[\"websocket\"]}]");
        add(
                200,
                "[{\"channel\":\"/meta/handshake\",\"successful\":true,\"clientId\":\"c\",\"supportedConnectionTypes\":[7,null]}]");
        add(200, "x".repeat(200_000));
        add(503, "<html>Service Unavailable</html>");
        add(200, "<html><head><title>Please log in to the proxy</title></head></html>");
        add(401, DENIED);
        add(200, DENIED);
        hostile.add(new MockResponse.Builder()
                .onResponseStart(new SocketEffect.CloseSocket())
                .build());
        hostile.add(new MockResponse.Builder()
                .body("[{\"channel\":\"/meta/handshake\",")
                .onResponseBody(new SocketEffect.CloseSocket())
                .build());
        int served = hostile.size();
        try (var server = new MockWebServer()) {
            server.setDispatcher(dispatcher(server));
            start(server);
            try (var client = client(server);
                    var stream = stream(client)) {
                stream.start();
                await().atMost(Duration.ofSeconds(40)).until(() -> handshakes.get() > served);
            }
        }
        assertThat(tokens.get()).as("one at first, one for each refusal of it").isEqualTo(3);
        assertThat(states)
                .allSatisfy(state -> assertThat(state).startsWith("DOWN").hasSizeLessThan(400));
        assertThat(states)
                .anySatisfy(state -> assertThat(state).contains("401::Authentication invalid"))
                .anySatisfy(state -> assertThat(state).contains("longer than 100000 bytes"))
                .anySatisfy(state -> assertThat(state)
                        .contains("HTTP 503 with a page of HTML, from a proxy or an edge server: Service Unavailable"))
                .anySatisfy(state -> assertThat(state)
                        .contains("HTTP 200 with a page of HTML")
                        .contains("log in to the proxy"))
                .noneSatisfy(state -> assertThat(state).contains("token-"));
    }

    private void add(int status, String body) {
        hostile.add(new MockResponse.Builder().code(status).body(body).build());
    }

    private static void start(MockWebServer server) {
        try {
            server.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static SalesforceClient client(MockWebServer server) {
        return SalesforceClient.open(SalesforceOptions.builder()
                .loginUri(URI.create("http://127.0.0.1:" + server.getPort()))
                .credentials(new Credentials.ClientCredentials("an-app", Secret.of("s3cr3t")))
                .maxNetworkDelay(Duration.ofSeconds(3))
                .maxResponseBytes(100_000)
                .reconnect(new Backoff(Duration.ofMillis(5), Duration.ofMillis(20)))
                .build());
    }

    private EventStream stream(SalesforceClient client) {
        return new EventStream(
                client,
                List.of("/topic/T"),
                new StreamListener() {
                    @Override
                    public void state(State state, Trouble trouble, String reason) {
                        states.add(state + " " + reason);
                    }

                    @Override
                    public void subscribed(Set<String> channels, boolean gapless) {
                        states.add("subscribed");
                    }

                    @Override
                    public void event(StreamEvent event) {
                        states.add("event");
                    }
                },
                client.resources().callbacks());
    }

    private Dispatcher dispatcher(MockWebServer server) {
        return new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
                String path = request.getTarget();
                if (path.contains("oauth2")) {
                    return json("{\"access_token\":\"token-" + tokens.incrementAndGet()
                            + "\",\"instance_url\":\"http://127.0.0.1:" + server.getPort() + "\"}");
                }
                if (path.startsWith("/services/data")) {
                    return json("[{\"version\":\"66.0\"}]");
                }
                if (!path.endsWith("/handshake")) {
                    return new MockResponse.Builder().code(500).build();
                }
                handshakes.incrementAndGet();
                MockResponse next = hostile.poll();
                return next == null ? new MockResponse.Builder().code(502).build() : next;
            }
        };
    }

    private static MockResponse json(String body) {
        return new MockResponse.Builder().body(body).build();
    }
}
