package io.connects.salesforce.routing;

import static org.assertj.core.api.Assertions.assertThat;

import io.connects.core.Backoff;
import io.connects.core.SerialExecutor;
import io.connects.core.http.ClientResources;
import io.connects.core.routing.AgentWork;
import io.connects.core.routing.Psr;
import io.connects.core.routing.WorkSource;
import io.connects.salesforce.SalesforceClient;
import io.connects.salesforce.testorg.TestOrg;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class SnapshotsTest {
    private static final Duration PERIOD = Duration.ofMinutes(15);

    private final BlockingQueue<String> calls = new LinkedBlockingQueue<>();
    private final Alarms alarms = new Alarms();
    private TestOrg org;
    private SalesforceClient client;
    private SerialExecutor serial;
    private Snapshots snapshots;

    private record Alarm(Runnable task, Duration delay) {}

    /** Runs nothing by itself. */
    private static final class Alarms extends ScheduledThreadPoolExecutor {
        private final BlockingQueue<Alarm> set = new LinkedBlockingQueue<>();

        Alarms() {
            super(0);
        }

        @Override
        public ScheduledFuture<?> schedule(Runnable task, long delay, TimeUnit unit) {
            set.add(new Alarm(task, Duration.ofNanos(unit.toNanos(delay))));
            return super.schedule(() -> {}, 1, TimeUnit.DAYS);
        }

        Alarm next() throws InterruptedException {
            Alarm alarm = set.poll(20, TimeUnit.SECONDS);
            assertThat(alarm).isNotNull();
            return alarm;
        }
    }

    private final class Heard implements WorkSource.Listener {
        @Override
        public void state(WorkSource.State now, String reason) {}

        @Override
        public void changed(Psr psr, Instant received) {}

        @Override
        public void removed(String psrId, Instant received) {}

        @Override
        public void agentWork(AgentWork work, Instant received) {}

        @Override
        public void snapshotStarted(Instant from, String reason) {
            calls.add("started: " + reason);
        }

        @Override
        public void snapshotPage(List<Psr> psrs) {}

        @Override
        public void snapshotEnded(Instant from, Instant to) {
            calls.add("ended");
        }
    }

    @BeforeEach
    void start() throws Exception {
        org = new TestOrg();
        client = SalesforceClient.open(org.options().build());
        ClientResources own = client.resources();
        serial = new SerialExecutor(own.callbacks());
        // Always the longest of the delays that there may be.
        RandomGenerator longest = new RandomGenerator() {
            @Override
            public long nextLong() {
                return 0;
            }

            @Override
            public long nextLong(long bound) {
                return bound - 1;
            }
        };
        snapshots = new Snapshots(
                client,
                new ClientResources(own.http(), own.callbacks(), alarms, longest, own.clock(), own.nanos()),
                TestOrg.routing()
                        .retry(new Backoff(Duration.ofSeconds(1), Duration.ofMinutes(1)))
                        .snapshotEvery(PERIOD)
                        .build(),
                new Described<>(
                        () -> client.rest().describe(PendingServiceRouting.TYPE).thenApply(Schema::of)),
                () -> CompletableFuture.completedFuture(null),
                serial,
                new Heard(),
                health -> {});
    }

    @AfterEach
    void stop() {
        alarms.shutdownNow();
        client.close();
        org.close();
    }

    private void run(Runnable task) {
        CompletableFuture.runAsync(task, serial).orTimeout(20, TimeUnit.SECONDS).join();
    }

    private void begin() {
        run(() -> snapshots.begin("begun"));
    }

    private void hears(String call) throws InterruptedException {
        assertThat(calls.poll(20, TimeUnit.SECONDS)).isEqualTo(call);
    }

    @Test
    void ends_a_snapshot_before_it_begins_another_however_many_are_asked_for() throws Exception {
        org.duringNextSnapshot(() -> {
            for (int i = 0; i < 3; i++) {
                run(() -> snapshots.repeat("unreadable"));
            }
            assertThat(alarms.set).isEmpty();
            run(() -> calls.add("asked"));
        });
        begin();
        hears("started: begun");
        hears("asked");
        hears("ended");
        Alarm again = alarms.next();
        assertThat(again.delay()).isEqualTo(Duration.ofSeconds(1));
        run(() -> snapshots.repeat("once more"));
        assertThat(alarms.set).isEmpty();
        again.task().run();
        hears("started: unreadable");
        hears("ended");
        assertThat(alarms.next().delay()).isEqualTo(PERIOD);
    }

    @Test
    void keeps_its_back_off_when_another_is_asked_for() throws Exception {
        for (int i = 0; i < 3; i++) {
            org.failNextSnapshot();
        }
        begin();
        hears("started: begun");
        for (int seconds = 1; seconds <= 2; seconds *= 2) {
            Alarm retry = alarms.next();
            assertThat(retry.delay()).isEqualTo(Duration.ofSeconds(seconds));
            retry.task().run();
            assertThat(calls.poll(20, TimeUnit.SECONDS)).startsWith("started: the last one failed");
        }
        assertThat(alarms.next().delay()).isEqualTo(Duration.ofSeconds(4));
        run(() -> snapshots.repeat("unreadable"));
        Alarm again = alarms.next();
        assertThat(again.delay()).isEqualTo(Duration.ofSeconds(4));
        again.task().run();
        hears("started: unreadable");
        hears("ended");
    }

    @Test
    void does_without_a_field_that_is_hidden_while_it_runs() throws Exception {
        begin();
        hears("started: begun");
        hears("ended");
        org.lacks(PendingServiceRouting.TYPE, "SecondaryRoutingPriority");
        run(() -> snapshots.begin("begun"));
        hears("started: begun");
        hears("ended");
    }
}
