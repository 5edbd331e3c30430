package io.connects.finesse;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.connects.core.Secret;
import io.connects.core.http.OwnResources;
import io.connects.finesse.internal.engine.SessionEvent;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

final class NodeQuestionsTest {
    private final MockWebServer server = new MockWebServer();
    private final OwnResources own = new OwnResources("finesse-test");
    private final Logger log = (Logger) LoggerFactory.getLogger(NodeQuestions.class);
    private final ListAppender<ILoggingEvent> lines = new ListAppender<>();
    private URI node;
    private NodeQuestions questions;

    @BeforeEach
    void start() throws Exception {
        server.start();
        lines.list = new CopyOnWriteArrayList<>();
        lines.start();
        log.addAppender(lines);
        log.setLevel(Level.WARN);
        log.setAdditive(false);
        node = URI.create("http://127.0.0.1:" + server.getPort());
        questions = new NodeQuestions(List.of(new FinesseRest(
                node,
                new FinesseCredentials.Password("1001", Secret.of("fixture-secret")),
                own.resources(),
                Duration.ofSeconds(10))));
    }

    @AfterEach
    void stop() {
        log.setAdditive(true);
        log.setLevel(null);
        log.detachAppender(lines);
        own.close();
        server.close();
    }

    private SessionEvent.NodeTold ask(int status, String body) {
        server.enqueue(new MockResponse.Builder().code(status).body(body).build());
        var answer = new CompletableFuture<SessionEvent>();
        questions.ask(0, answer::complete);
        return (SessionEvent.NodeTold) answer.orTimeout(20, TimeUnit.SECONDS).join();
    }

    private static String info(String status, String reason) {
        return "<SystemInfo><status>" + status + "</status><statusReason>" + reason + "</statusReason></SystemInfo>";
    }

    private List<String> warnings() {
        return lines.list.stream()
                .filter(line -> line.getLevel() == Level.WARN)
                .map(ILoggingEvent::getFormattedMessage)
                .toList();
    }

    private String unusable(String reason) {
        return "finesse node=" + node + " usable=false reason=\"" + reason + "\"";
    }

    @Test
    void a_node_that_serves_is_told_and_not_warned_of() {
        assertThat(ask(200, info("IN_SERVICE", "")).info()).isNotNull();
        assertThat(warnings()).isEmpty();
    }

    @Test
    void an_unusable_node_is_warned_of_once_for_each_reason() {
        for (int i = 0; i < 3; i++) {
            ask(200, info("OUT_OF_SERVICE", "CTI_DISCONNECTED"));
        }
        assertThat(warnings()).containsExactly(unusable("it is OUT_OF_SERVICE CTI_DISCONNECTED"));
        ask(200, info("OUT_OF_SERVICE", ""));
        assertThat(warnings()).last().isEqualTo(unusable("it is OUT_OF_SERVICE"));
        assertThat(warnings()).hasSize(2);
    }

    @Test
    void a_node_that_was_usable_in_between_is_warned_of_again() {
        ask(200, info("OUT_OF_SERVICE", ""));
        ask(200, info("IN_SERVICE", ""));
        ask(200, info("OUT_OF_SERVICE", ""));
        assertThat(warnings()).hasSize(2);
    }

    @Test
    void a_node_that_gives_no_answer_is_warned_of_with_the_reason_and_no_secret() {
        assertThat(ask(503, "<html><head><title>Down</title></head></html>").info())
                .isNull();
        assertThat(warnings())
                .singleElement()
                .satisfies(line -> assertThat(line)
                        .startsWith("finesse node=" + node + " usable=false reason=\"")
                        .contains("503")
                        .doesNotContain("fixture-secret"));
    }
}
