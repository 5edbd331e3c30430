package io.connects.salesforce.streaming;

import static org.assertj.core.api.Assertions.assertThat;

import io.connects.core.Secret;
import io.connects.core.http.VirtualTime;
import io.connects.salesforce.Credentials;
import io.connects.salesforce.SalesforceClient;
import io.connects.salesforce.SalesforceOptions;
import java.net.URI;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Thirty days of a stream in virtual time, in which something goes wrong every half hour. More of them: {@code -Dconnects.thirty.runs=N};
 * others: {@code -Dconnects.thirty.seed=S}, which is the seed of the first one.
 */
@Timeout(600)
final class ThirtyDaysTest {
    private static final long FIRST = Long.getLong("connects.thirty.seed", 1);
    private static final int RUNS = Integer.getInteger("connects.thirty.runs", 1);
    private static final Duration DAYS = Duration.ofDays(30);
    private static final List<Mishap> ANY_TIME = List.of(
            Mishap.TOKEN_REFUSED_IN_CONNECT,
            Mishap.TOKEN_REFUSED_IN_HANDSHAKE,
            Mishap.SESSION_KILLED,
            Mishap.DAILY_LIMIT,
            Mishap.BUSY_WITH_MISLEADING_401,
            Mishap.HALF_OPEN_POLL,
            Mishap.META_DISCONNECT,
            Mishap.REPLY_LOST,
            Mishap.DELIVERED_TWICE,
            Mishap.OUTAGE);

    @Test
    void reports_every_event_or_says_that_some_were_missed() {
        for (long seed = FIRST; seed < FIRST + RUNS; seed++) {
            var month = new Month(seed);
            try {
                month.pass();
                month.settled();
            } catch (AssertionError | RuntimeException e) {
                throw new AssertionError("seed " + seed + ": " + e.getMessage(), e);
            }
            System.out.printf(
                    "thirty days, seed %d: %,d events published, %,d reported, %,d reported again, %d gaps announced with %,d events in"
                            + " them; %s%n",
                    seed,
                    month.published,
                    month.heard.size(),
                    month.again,
                    month.gaps,
                    month.excused.size(),
                    month.org.happened);
        }
    }

    private static final class Month implements StreamListener {
        private final VirtualTime time = new VirtualTime();
        private final Random random;
        private final MemoryOrg org;
        private final SalesforceClient client;
        private final EventStream stream;
        private final Set<Integer> heard = new HashSet<>();
        private final Set<Integer> unheard = new HashSet<>();
        private final Set<Integer> excused = new HashSet<>();
        private int published;
        private int again;
        private int gaps;
        private int positionsLost;
        private boolean positionKnown;
        private boolean quiet;
        private State state = State.DOWN;

        Month(long seed) {
            random = new Random(seed);
            org = new MemoryOrg(time, new Random(seed + 1));
            var options = SalesforceOptions.builder()
                    .loginUri(URI.create("https://org.my.salesforce.com"))
                    .credentials(new Credentials.ClientCredentials("an-app", Secret.of("s3cr3t")))
                    .build();
            client = SalesforceClient.open(options, time.resources(org.http(), seed + 2));
            stream = new EventStream(
                    client,
                    List.of(MemoryOrg.CHANNEL),
                    this,
                    client.resources().callbacks(),
                    ReplayStore.inMemory(),
                    ReplayId.NEW_ONLY,
                    org::transport);
        }

        void pass() {
            stream.start();
            publish();
            strike();
            for (int week = 0; week < 4; week++) {
                long days = 2 + 7L * week + random.nextInt(4);
                time.in(Duration.ofDays(days).toMillis(), () -> org.strike(Mishap.REPLAY_ID_EXPIRED));
            }
            time.pass(DAYS.toMillis());
            quiet = true;
            time.pass(Duration.ofHours(6).toMillis());
        }

        private void publish() {
            if (!quiet) {
                unheard.add(++published);
                org.publish(published);
                time.in(1_000 + random.nextInt(480_000), this::publish);
            }
        }

        private void strike() {
            if (!quiet) {
                org.strike(ANY_TIME.get(random.nextInt(ANY_TIME.size())));
                time.in(60_000 + random.nextInt(3_480_000), this::strike);
            }
        }

        void settled() {
            assertThat(unheard).as("lost without a word").isEmpty();
            assertThat(state).isEqualTo(State.LIVE);
            assertThat(org.happened).as("each mishap").containsOnlyKeys(Mishap.values());
            assertThat(positionsLost)
                    .as("gaps announced although the last event was known; each had a replay id that had expired")
                    .isBetween(1, org.happened.get(Mishap.REPLAY_ID_EXPIRED));
            stream.close();
            client.close();
        }

        @Override
        public void state(State now, Trouble trouble, String reason) {
            state = now;
        }

        @Override
        public void subscribed(Set<String> channels, boolean gapless) {
            if (!gapless) {
                gaps++;
                positionsLost += positionKnown ? 1 : 0;
                positionKnown = false;
                excused.addAll(unheard);
                unheard.clear();
            }
        }

        @Override
        public void event(StreamEvent event) {
            int number = ((Number) ((Map<?, ?>) event.data().get("sobject")).get("N")).intValue();
            positionKnown = true;
            again += heard.add(number) ? 0 : 1;
            unheard.remove(number);
            excused.remove(number);
        }
    }
}
