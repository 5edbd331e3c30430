package io.connects.host;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.connects.core.routing.Decision;
import io.connects.core.routing.Decision.Kind;
import io.connects.core.routing.Reason;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class DecisionLogTest {
    private final Logger logger = (Logger) LoggerFactory.getLogger("io.connects.host.decisions");
    private final ListAppender<ILoggingEvent> written = new ListAppender<>();
    private final DecisionLog log = new DecisionLog("support");

    @BeforeEach
    void listen() {
        logger.setLevel(Level.DEBUG);
        written.start();
        logger.addAppender(written);
    }

    @AfterEach
    void leave() {
        logger.detachAppender(written);
        logger.setLevel(null);
    }

    @Test
    void writes_one_line_of_keys_and_values() {
        log.decided(new Decision(Kind.ASSIGNED, "0JR1", "5001", Reason.PUSH_TIMEOUT, "agent work 0Bz1"));

        assertThat(line())
                .isEqualTo("route=support decision=ASSIGNED psr=0JR1 item=5001 reason=push-timeout"
                        + " detail=\"agent work 0Bz1\"");
    }

    @Test
    void alarms_are_warnings_the_end_of_assigning_an_error_and_work_items_are_for_debugging() {
        for (Kind kind : Kind.values()) {
            log.decided(new Decision(kind, null, null, Reason.NEW, ""));

            Level level = written.list.get(written.list.size() - 1).getLevel();
            assertThat(level == Level.ERROR).as(kind.name()).isEqualTo(kind == Kind.ASSIGNING_STOPPED);
            assertThat(level == Level.WARN || level == Level.ERROR)
                    .as(kind.name())
                    .isEqualTo(kind.alarm());
            assertThat(level == Level.INFO)
                    .as(kind.name())
                    .isEqualTo(kind == Kind.ROUTER_STATE || kind == Kind.SOURCE_STATE || kind == Kind.BREAKER_CLOSED);
        }
    }

    @Test
    void a_peer_cannot_write_lines_or_keys_of_its_own() {
        log.decided(new Decision(Kind.LABEL, null, null, Reason.LABEL, "x\" psr=1\r\n2026 ERROR \u2028\u001b[31m"));

        assertThat(line())
                .isEqualTo("route=support decision=LABEL reason=label detail=\"x' psr=1  2026 ERROR   [31m\"");
    }

    @Test
    void cuts_what_is_too_long() {
        log.decided(new Decision(Kind.LABEL, null, null, Reason.LABEL, "x".repeat(100_000)));

        assertThat(line()).hasSizeLessThan(600).endsWith("...\"");
    }

    private String line() {
        return written.list.get(0).getFormattedMessage();
    }
}
