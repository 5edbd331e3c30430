package io.connects.simulators.mri;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import io.connects.core.routing.TaskId;
import io.connects.simulators.cce.CceOptions;
import io.connects.simulators.cce.MediaRoutingDomain;
import io.connects.simulators.cce.Node;
import io.connects.simulators.cce.Script;
import io.connects.simulators.cce.ScriptSelector;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.slf4j.LoggerFactory;

/** What the PG logs of tasks at the finest level: no texts. */
class PgLogTest {
    private static final String TEXT = "Anna Example";
    private static final String HEX = HexFormat.of().formatHex(TEXT.getBytes(StandardCharsets.US_ASCII));

    @RegisterExtension
    final MrPgExtension cisco = new MrPgExtension(() -> CceOptions.builder()
            .domain(new MediaRoutingDomain(5003, Duration.ofSeconds(30), false))
            .selector(new ScriptSelector("closed", 5003, Script.of(Node.label("CLOSED"))))
            .build());

    private final TinyApplication application = new TinyApplication(Dialect.standard());
    private final Queue<String> lines = new ConcurrentLinkedQueue<>();
    private final List<Logger> loggers = List.of((Logger) LoggerFactory.getLogger(PgSession.class), (Logger)
            LoggerFactory.getLogger("io.connects.wire.mri.pg"));
    private final AppenderBase<ILoggingEvent> appender = new AppenderBase<>() {
        @Override
        protected void append(ILoggingEvent event) {
            lines.add(event.getLevel() + " " + event.getFormattedMessage());
        }
    };

    @BeforeEach
    void listen() {
        appender.start();
        for (Logger logger : loggers) {
            logger.setLevel(Level.TRACE);
            logger.addAppender(appender);
        }
    }

    @AfterEach
    void close() throws IOException {
        for (Logger logger : loggers) {
            logger.detachAppender(appender);
            logger.setLevel(null);
        }
        application.close();
    }

    private static Message task(long dialogue, long sequence) {
        return Message.of("NEW_TASK")
                .with("DialogueID", dialogue)
                .with("SendSeqNo", sequence)
                .with("MRDomainID", 5003)
                .with("PreviousTask", TaskId.NONE)
                .with("PreferredAgent", -1)
                .text("ScriptSelector", "closed")
                .text("CallVariable1", TEXT)
                .build();
    }

    @Test
    void has_names_and_numbers_and_no_texts() throws InterruptedException {
        cisco.connect(application.address());
        application.expectOpening();

        application.send(task(7, 1));
        assertThat(application.expect("DO_THIS_WITH_TASK").text("CallVariable1"))
                .contains(TEXT);
        application.send(task(8, 99));
        application.expect("NEW_TASK_FAILURE");

        assertThat(lines)
                .anySatisfy(line -> assertThat(line)
                        .startsWith("TRACE from application: length=")
                        .contains("NEW_TASK DialogueID=7 SendSeqNo=1 MRDomainID=5003", "floats=2"))
                .anySatisfy(line -> assertThat(line)
                        .startsWith("TRACE to application: ")
                        .contains("DO_THIS_WITH_TASK DialogueID=7"))
                .contains("INFO event=task-refused reason=INVALID_MESSAGE dialogue=8 message=NEW_TASK")
                .noneMatch(line -> line.contains(TEXT) || line.contains(HEX));
    }
}
