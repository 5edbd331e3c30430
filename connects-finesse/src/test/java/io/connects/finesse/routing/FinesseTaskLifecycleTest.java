package io.connects.finesse.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.connects.core.Secret;
import io.connects.core.routing.TaskId;
import io.connects.core.routing.TaskLifecycle;
import io.connects.finesse.FinesseCredentials;
import io.connects.finesse.FinesseOptions;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whether there is a session at all. */
final class FinesseTaskLifecycleTest {
    private static final String MEDIA = "/finesse/api/User/9999/Media";
    private static final TaskLifecycle.Listener NOBODY = new TaskLifecycle.Listener() {
        @Override
        public void started(TaskId task) {}

        @Override
        public void ended(TaskId task, String disposition) {}
    };

    private final MockWebServer server = new MockWebServer();
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private volatile int status = 200;
    private volatile String list = "<MediaList><Media><id>5003</id><name>Cases</name></Media></MediaList>";

    @BeforeEach
    void start() throws IOException {
        server.setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
                String path = String.valueOf(request.getTarget());
                asked.add(path);
                return new MockResponse.Builder()
                        .code(path.equals(MEDIA) ? status : 503)
                        .body(path.equals(MEDIA) && status == 200 ? list : "")
                        .build();
            }
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private FinesseTaskLifecycle started() {
        var lifecycle = new FinesseTaskLifecycle(FinesseOptions.builder()
                .nodes(URI.create("http://127.0.0.1:" + server.getPort()))
                .credentials(new FinesseCredentials.Password("9999", Secret.of("secret")))
                .build());
        lifecycle.start(NOBODY);
        return lifecycle;
    }

    @Test
    void an_account_that_has_media_has_a_session() {
        try (var lifecycle = started()) {
            assertThat(lifecycle).isNotNull();
            await().untilAsserted(() -> assertThat(asked).startsWith(MEDIA).contains("/finesse/api/SystemInfo"));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 404})
    void an_account_that_has_none_is_asked_once(int answer) {
        status = answer;
        list = "<MediaList/>";
        try (var lifecycle = started()) {
            assertThat(lifecycle).isNotNull();
            await().untilAsserted(() -> assertThat(asked).containsExactly(MEDIA));
        }
        assertThat(asked).containsExactly(MEDIA);
    }
}
