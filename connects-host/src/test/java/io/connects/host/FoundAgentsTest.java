package io.connects.host;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.connects.core.PeerUnreachableException;
import io.connects.core.directory.CiscoUser;
import io.connects.core.directory.SalesforceUser;
import io.connects.core.routing.Agent;
import io.connects.core.routing.Agents;
import io.connects.finesse.routing.FinesseAgent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class FoundAgentsTest {
    private static final String ANNA = "0055e000001AAAAAA4";
    private static final String BORIS = "0055e000001AAABAA4";
    private static final Agent LISTED = new Agent("anna", 5001, ANNA);

    private final Timer timer = new Timer();
    private final Sources sources = new Sources();
    private final List<Agents> told = new ArrayList<>();
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private final Logger logger = (Logger) LoggerFactory.getLogger(FoundAgents.class);

    @BeforeEach
    void listen() {
        log.start();
        logger.addAppender(log);
    }

    @AfterEach
    void end() {
        logger.detachAppender(log);
        timer.shutdownNow();
    }

    private FoundAgents started(Agent... listed) {
        var directory = new FoundAgents(
                "support", sources, new KnownAgents(Agents.of(List.of(listed)), "9999"), timer, new Random(1));
        directory.start(told::add);
        return directory;
    }

    private List<String> warnings() {
        return log.list.stream()
                .filter(event -> event.getLevel() == Level.WARN)
                .map(ILoggingEvent::getFormattedMessage)
                .toList();
    }

    private static FinesseAgent cisco(String login, @Nullable Integer target) {
        return new FinesseAgent(new CiscoUser(login, target, "", "", true), "READY", true);
    }

    private static SalesforceUser user(String id, String join) {
        return new SalesforceUser(id, join, join + "@example.com", true);
    }

    @Test
    void joins_both_sides_and_reads_again_after_a_quarter_of_an_hour() {
        sources.org = List.of(user(ANNA, "Anna"));
        sources.finesse = List.of(cisco("anna", 5001));
        var unused = started();

        assertThat(told).hasSize(1);
        assertThat(told.get(0).all()).containsExactly(new Agent("anna", 5001, ANNA));
        assertThat(sources.asked).containsExactly("Anna");
        assertThat(timer.delays).containsExactly(Duration.ofMinutes(15));

        timer.fire();
        assertThat(told).as("nothing is told anew").hasSize(1);

        sources.org = List.of(user(ANNA, "Anna"), user(BORIS, "boris"));
        sources.finesse = List.of(cisco("anna", 5001), cisco("boris", 5002));
        timer.fire();
        assertThat(told.get(1).size()).isEqualTo(2);
    }

    @Test
    void keeps_the_last_join_while_a_side_cannot_be_asked_and_tries_sooner() {
        sources.org = List.of(user(ANNA, "anna"));
        sources.finesse = List.of(cisco("anna", 5001));
        var unused = started();
        sources.failure = new PeerUnreachableException("no way to Finesse", null);
        timer.fire();
        timer.fire();

        assertThat(told).hasSize(1);
        assertThat(warnings())
                .singleElement()
                .asString()
                .contains("route=support agents=KEPT count=1", "no way to Finesse", "remedy=");
        assertThat(timer.delays.get(1)).isLessThanOrEqualTo(Duration.ofSeconds(10));
        assertThat(timer.delays.get(2)).isLessThanOrEqualTo(Duration.ofSeconds(20));

        sources.failure = null;
        timer.fire();
        assertThat(timer.delays.get(3)).isEqualTo(Duration.ofMinutes(15));
    }

    @Test
    void whoever_is_configured_is_an_agent_before_and_whatever_is_found() {
        sources.failure = new PeerUnreachableException("no way to Finesse", null);
        var unused = started(LISTED);
        assertThat(told.get(0).all()).containsExactly(LISTED);

        sources.failure = null;
        sources.org = List.of(user(BORIS, "boris"));
        sources.finesse = List.of(cisco("boris", 5002));
        timer.fire();
        assertThat(sources.asked).containsExactly("anna", "boris");
        assertThat(told.get(1).all()).containsExactlyInAnyOrder(LISTED, new Agent("boris", 5002, BORIS));
    }

    @Test
    void nobody_is_told_alone_while_others_may_be_found_yet() {
        var reading = new CompletableFuture<List<SalesforceUser>>();
        sources.reading = reading;
        sources.finesse = List.of(cisco("boris", 5002));
        var unused = started(LISTED);
        assertThat(told).isEmpty();

        reading.complete(List.of(user(BORIS, "boris")));
        assertThat(told).hasSize(1);
        assertThat(told.get(0).all()).containsExactlyInAnyOrder(LISTED, new Agent("boris", 5002, BORIS));
    }

    @Test
    void takes_a_skill_target_id_that_finesse_does_not_tell_from_the_configuration() {
        sources.org = List.of(user(ANNA, "anna"), user(BORIS, "boris"));
        sources.finesse = List.of(cisco("ANNA", null), cisco("boris", null));
        var unused = started(LISTED);

        assertThat(told).hasSize(1);
        assertThat(warnings())
                .singleElement()
                .asString()
                .contains("NO_SKILL_TARGET_ID", "boris", "remedy=\"let the agent sign in once, or give the id");
    }

    @Test
    void warns_of_each_finding_once_for_as_long_as_it_lasts() {
        sources.finesse = List.of(cisco("boris", 5002));
        var unused = started();
        timer.fire();
        assertThat(warnings()).hasSize(1);

        sources.org = List.of(user(BORIS, "boris"));
        timer.fire();
        sources.org = List.of();
        timer.fire();
        assertThat(warnings()).hasSize(2);
        assertThat(told).as("nobody is known any more").last().matches(agents -> agents.size() == 0);
    }

    @Test
    void is_silent_when_it_is_closed() {
        var directory = started(LISTED);
        sources.failure = new PeerUnreachableException("closed", null);
        directory.close();
        timer.fire();

        assertThat(warnings()).isEmpty();
        assertThat(timer.delays).hasSize(1);
    }

    private static final class Sources implements AgentSources {
        List<SalesforceUser> org = List.of();
        List<FinesseAgent> finesse = List.of();
        List<String> asked = List.of();

        @Nullable
        RuntimeException failure;

        @Nullable
        CompletableFuture<List<SalesforceUser>> reading;

        @Override
        public CompletableFuture<List<SalesforceUser>> salesforce() {
            return reading == null ? CompletableFuture.completedFuture(org) : reading;
        }

        @Override
        public CompletableFuture<List<FinesseAgent>> finesse(Collection<String> loginIds) {
            asked = List.copyOf(loginIds);
            return failure == null
                    ? CompletableFuture.completedFuture(finesse)
                    : CompletableFuture.failedFuture(failure);
        }
    }

    /** Runs what is due when it is told to. */
    private static final class Timer extends ScheduledThreadPoolExecutor {
        final List<Duration> delays = new ArrayList<>();
        private Runnable task = () -> {};

        Timer() {
            super(1);
        }

        @Override
        public ScheduledFuture<?> schedule(Runnable command, long delay, TimeUnit unit) {
            task = command;
            delays.add(Duration.of(delay, unit.toChronoUnit()));
            return super.schedule(() -> {}, 1, TimeUnit.DAYS);
        }

        void fire() {
            task.run();
        }
    }
}
