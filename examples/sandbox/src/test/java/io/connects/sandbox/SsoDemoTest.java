package io.connects.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.AppenderBase;
import io.connects.core.Secret;
import io.connects.simulators.ids.IdsUser;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;

/** Agents with single sign-on, and everything that our code logs meanwhile. */
class SsoDemoTest {
    private final StringWriter out = new StringWriter();
    private final List<String> secrets = new ArrayList<>();
    private final Logger ours = (Logger) LoggerFactory.getLogger("io.connects");
    private final Lines lines = new Lines();
    private int fewestRefreshes;

    private static final class Lines extends AppenderBase<ILoggingEvent> {
        private final ConcurrentLinkedQueue<String> all = new ConcurrentLinkedQueue<>();

        @Override
        protected void append(ILoggingEvent event) {
            all.add(event.getLoggerName() + " " + event.getFormattedMessage()
                    + (event.getThrowableProxy() == null
                            ? ""
                            : ThrowableProxyUtil.asString(event.getThrowableProxy())));
        }
    }

    @BeforeEach
    void listen() {
        lines.start();
        ours.setLevel(Level.TRACE);
        ours.addAppender(lines);
    }

    @AfterEach
    void end() {
        ours.setLevel(null);
        ours.detachAppender(lines);
    }

    private void keep(ContactCentre centre) {
        SsoSite sso = centre.finesse.sso;
        fewestRefreshes = sso.refreshes().getMin();
        sso.ids.secrets().stream().map(Secret::reveal).forEach(secrets::add);
        sso.ids.users().stream().map(IdsUser::password).map(Secret::reveal).forEach(secrets::add);
    }

    @Test
    @Timeout(120)
    void agents_with_tokens_of_seconds_lose_no_work_and_no_secret_is_logged() {
        var program = new CommandLine(new DemoCommand(this::keep));
        program.setOut(new PrintWriter(out));
        program.setErr(new PrintWriter(out));
        int code = program.execute("--tasks", "20", "--rate", "10", "--seed", "3", "--exit", "--sso");

        assertThat(out.toString())
                .contains("20 of 20 the same in Finesse, in the CCE, at their desktops and to the adapter", "  tokens ")
                .endsWith("0 lost, 0 duplicated, 0 harmed" + System.lineSeparator());
        assertThat(code).isZero();
        assertThat(fewestRefreshes).isGreaterThan(1);
        // 20 sign-ins with a code, an access and a refresh token, two refreshes each at least, and a password each
        assertThat(secrets).hasSizeGreaterThan(20 * 6).doesNotHaveDuplicates();
        assertThat(lines.all).hasSizeGreaterThan(1000);
        List<String> told = lines.all.stream()
                .filter(line -> secrets.stream().anyMatch(line::contains))
                .toList();
        assertThat(told).isEmpty();
    }
}
