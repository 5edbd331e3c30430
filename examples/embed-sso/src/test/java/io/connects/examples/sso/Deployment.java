package io.connects.examples.sso;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.AppenderBase;
import io.connects.core.Secret;
import io.connects.core.http.ClientResources;
import io.connects.core.http.OwnResources;
import io.connects.simulators.finesse.AuthMode;
import io.connects.simulators.finesse.FinesseAgent;
import io.connects.simulators.finesse.FinesseOptions;
import io.connects.simulators.finesse.FinessePair;
import io.connects.simulators.ids.IdsApplication;
import io.connects.simulators.ids.IdsOptions;
import io.connects.simulators.ids.IdsUser;
import io.connects.simulators.ids.Lifetimes;
import io.connects.simulators.ids.SimulatedIds;
import io.connects.simulators.ids.TokenFormat;
import io.connects.sso.finesse.FinesseSsoClient;
import io.connects.sso.finesse.UserNameForm;
import io.connects.sso.ids.IdsClient;
import io.connects.sso.robot.FormSignIn;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import org.slf4j.LoggerFactory;

/** An identity service and a pair of Finesse nodes over TLS, with a client of both. What anybody but their web server logs is kept, at every level. */
final class Deployment implements AutoCloseable {
    static final URI BACK = URI.create("https://app.invalid/back");
    static final Secret ANNA = Secret.of("s3cret-anna");
    static final Secret BRUNO = Secret.of("s3cret-bruno");
    static final Secret APPLICATION = Secret.of("s3cret-app");

    final SimulatedIds ids;
    final FinessePair pair;
    private final OwnResources own = new OwnResources("sso");
    private final ClientResources resources;
    private final Queue<String> lines = new ConcurrentLinkedQueue<>();
    private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    private final AppenderBase<ILoggingEvent> appender = new AppenderBase<>() {
        @Override
        protected void append(ILoggingEvent event) {
            lines.add(event.getLoggerName() + " " + event.getFormattedMessage() + " "
                    + (event.getThrowableProxy() == null
                            ? ""
                            : ThrowableProxyUtil.asString(event.getThrowableProxy())));
        }
    };
    private final java.util.logging.Logger okHttp = java.util.logging.Logger.getLogger("okhttp3");
    private final Handler handler = new Handler() {
        @Override
        public void publish(LogRecord entry) {
            lines.add(entry.getLoggerName() + " " + entry.getMessage() + " " + entry.getThrown());
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    Deployment(TokenFormat format, Lifetimes lifetimes) {
        root.detachAndStopAllAppenders();
        root.setLevel(Level.TRACE);
        ((Logger) LoggerFactory.getLogger("org.eclipse.jetty")).setLevel(Level.WARN);
        appender.start();
        root.addAppender(appender);
        okHttp.setLevel(java.util.logging.Level.ALL);
        okHttp.addHandler(handler);
        okHttp.setUseParentHandlers(false);
        ids = new SimulatedIds(IdsOptions.builder()
                        .format(format)
                        .lifetimes(lifetimes)
                        .user(new IdsUser("anna", ANNA, "example.test", "anna@example.test"))
                        .user(new IdsUser("bruno", BRUNO, "example.test", "bruno@example.test"))
                        .application(new IdsApplication("app", APPLICATION, List.of(BACK)))
                        .build())
                .start();
        pair = new FinessePair(FinesseOptions.builder()
                        .agent(FinesseAgent.builder("1001", "p1001")
                                .loginName("anna")
                                .extension("2001")
                                .singleSignOn()
                                .build())
                        .sso(ids, AuthMode.SSO)
                        .build())
                .start();
        resources = own.resources().trusting(List.of(ids.authorityPem(), pair.authorityPem()));
    }

    static Deployment withLives(Duration access) {
        return new Deployment(TokenFormat.SIGNED, Lifetimes.forTests(access, Duration.ofHours(2)));
    }

    ClientResources resources() {
        return resources;
    }

    FormSignIn robots() {
        return new FormSignIn(Set.of(), Duration.ofSeconds(20), resources);
    }

    FinesseSsoClient finesse(URI node) {
        return new FinesseSsoClient(node, UserNameForm.QUERY, Duration.ofSeconds(10), resources);
    }

    URI a() {
        return pair.a().rest().resolve("/");
    }

    URI b() {
        return pair.b().rest().resolve("/");
    }

    IdsClient client() {
        return IdsClient.open(
                io.connects.sso.ids.IdsOptions.builder()
                        .node(ids.uri())
                        .client("app", APPLICATION)
                        .redirectUri(BACK)
                        .build(),
                resources);
    }

    /** Whether somebody logged this; to be sure that logs are kept at all. */
    boolean wasLogged(String words) {
        return lines.stream().anyMatch(line -> line.contains(words));
    }

    /** None of what was ever secret here is in a log. */
    private void nothingSecretWasLogged() {
        var secrets = new ArrayList<>(ids.secrets());
        secrets.addAll(List.of(ANNA, BRUNO, APPLICATION));
        for (Secret secret : secrets) {
            assertThat(lines).noneMatch(line -> line.contains(secret.reveal()));
        }
    }

    @Override
    public void close() {
        own.close();
        pair.close();
        ids.close();
        root.detachAppender(appender);
        okHttp.removeHandler(handler);
        nothingSecretWasLogged();
    }
}
