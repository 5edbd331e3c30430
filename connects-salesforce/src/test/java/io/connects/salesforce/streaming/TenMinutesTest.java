package io.connects.salesforce.streaming;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.connects.core.Backoff;
import io.connects.salesforce.SalesforceClient;
import io.connects.salesforce.SalesforceOptions;
import io.connects.salesforce.testorg.TestOrg;
import io.connects.salesforce.testorg.TestStream.Refusal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/**
 * Ten minutes over sockets with every time a hundredth of what it is by default, while something goes wrong several times a second. Longer:
 * {@code -Dconnects.stream.seconds=S}; other mishaps: {@code -Dconnects.stream.seed=S}.
 */
final class TenMinutesTest implements StreamListener {
    private static final int SECONDS = Integer.getInteger("connects.stream.seconds", 6);
    private static final long SEED = Long.getLong("connects.stream.seed", 1);
    private static final String CHANNEL = "/topic/T";
    private static final Refusal BUSY =
            new Refusal("/meta/handshake", "401::Authentication invalid", "503::Server is too busy.", "none");
    private static final Refusal FORGOTTEN = new Refusal("/meta/connect", "403::Unknown client", null, "none");
    private static final Refusal DENIED =
            new Refusal("/meta/handshake", "403::Handshake denied", "401::Authentication invalid", "none");
    private static final Refusal BUSY_SUBSCRIBING =
            new Refusal("/meta/subscribe", "401::Authentication invalid", "503::Server is too busy.", null);

    private final Random random = new Random(SEED);
    private final Map<String, Integer> mishaps = new TreeMap<>();
    private final Map<Integer, Integer> heard = new ConcurrentHashMap<>();
    private final List<Boolean> gapless = new CopyOnWriteArrayList<>();
    private final AtomicInteger published = new AtomicInteger();
    private final AtomicInteger failures = new AtomicInteger();
    private volatile State state = State.DOWN;
    private boolean stopped;

    @Override
    public void state(State now, Trouble trouble, String reason) {
        state = now;
    }

    @Override
    public void subscribed(Set<String> channels, boolean resumed) {
        gapless.add(resumed);
    }

    @Override
    public void event(StreamEvent event) {
        int number = ((Number) ((Map<?, ?>) event.data().get("sobject")).get("N")).intValue();
        heard.merge(number, 1, Integer::sum);
    }

    @Test
    void loses_nothing_in_ten_minutes_of_mishaps() throws Exception {
        try (var org = new TestOrg(Duration.ofMillis(1_100));
                var client = SalesforceClient.open(hundredths(org));
                var stream = new EventStream(
                        client, List.of(CHANNEL), this, client.resources().callbacks())) {
            stream.start();
            await().atMost(Duration.ofSeconds(30)).until(() -> state == State.LIVE);
            publish(org);
            await().atMost(Duration.ofSeconds(30)).until(() -> !heard.isEmpty());
            misbehave(org);
            int all = published.get();
            await("seed " + SEED).atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
                assertThat(state).isEqualTo(State.LIVE);
                assertThat(all - heard.size()).as("lost of " + all).isZero();
            });
            int again = heard.values().stream().mapToInt(times -> times - 1).sum();
            System.out.printf(
                    "ten minutes in %d s, seed %d: %,d events, %,d reported again, %,d subscriptions; %s%n",
                    SECONDS, SEED, all, again, gapless.size(), mishaps);
        }
        assertThat(failures).hasValue(0);
        assertThat(mishaps).as("each kind").hasSize(8);
        assertThat(gapless.subList(1, gapless.size()))
                .as("seed " + SEED)
                .isNotEmpty()
                .doesNotContain(false);
    }

    private void misbehave(TestOrg org) throws Exception {
        ScheduledExecutorService world = Executors.newSingleThreadScheduledExecutor();
        var events = world.scheduleWithFixedDelay(() -> guarded(() -> publish(org)), 0, 5, TimeUnit.MILLISECONDS);
        var trouble = world.scheduleWithFixedDelay(() -> guarded(() -> strike(org)), 200, 200, TimeUnit.MILLISECONDS);
        var end = world.schedule(world::shutdown, SECONDS, TimeUnit.SECONDS);
        assertThat(world.awaitTermination(SECONDS + 60L, TimeUnit.SECONDS)).isTrue();
        assertThat(List.of(events, trouble, end)).allMatch(Future::isDone);
        if (stopped) {
            org.start();
        }
    }

    private static SalesforceOptions hundredths(TestOrg org) {
        return org.options()
                .connectTimeout(Duration.ofMillis(100))
                .requestTimeout(Duration.ofMillis(300))
                .maxNetworkDelay(Duration.ofMillis(150))
                .reconnect(new Backoff(Duration.ofMillis(10), Duration.ofMillis(600)))
                .reconnectSlowly(new Backoff(Duration.ofMillis(600), Duration.ofSeconds(6)))
                .build();
    }

    private void publish(TestOrg org) {
        int number = published.incrementAndGet();
        org.stream().publish("T", "updated", Map.of("N", number));
    }

    private void guarded(Mishap mishap) {
        try {
            mishap.happens();
        } catch (Exception e) {
            failures.incrementAndGet();
            throw new IllegalStateException(e);
        }
    }

    private interface Mishap {
        void happens() throws Exception;
    }

    /** In turn at first, so that each happens, and then as drawn. */
    private void strike(TestOrg org) throws Exception {
        if (stopped) {
            org.start();
            stopped = false;
            return;
        }
        int kind = mishaps.size() < 8 ? mishaps.size() : random.nextInt(8);
        String name = switch (kind) {
            case 0 -> killed(org);
            case 1 -> refused(org, BUSY, "busy in handshake");
            case 2 -> refused(org, FORGOTTEN, "unknown client");
            case 3 -> refused(org, BUSY_SUBSCRIBING, "busy in subscribe");
            case 4 -> {
                org.stream().loseAnswers(CHANNEL, 1);
                killed(org);
                yield "lost answer";
            }
            case 5 -> {
                org.stop();
                stopped = true;
                yield "restarted";
            }
            case 6 -> refused(org, DENIED, "denied in handshake");
            default -> {
                org.revokeTokens();
                yield "token revoked";
            }
        };
        mishaps.merge(name, 1, Integer::sum);
    }

    private static String killed(TestOrg org) {
        org.stream().killSessions();
        return "session killed";
    }

    private static String refused(TestOrg org, Refusal refusal, String name) {
        if (org.stream().allRefused()) {
            org.stream().refuseNext(refusal);
        }
        if (!refusal.equals(FORGOTTEN)) {
            killed(org);
        }
        return name;
    }
}
