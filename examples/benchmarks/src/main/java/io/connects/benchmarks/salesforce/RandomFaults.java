package io.connects.benchmarks.salesforce;

import io.connects.simulators.network.TcpProxy;
import io.connects.simulators.salesforce.SalesforceOrg;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/** What goes wrong between an org and its client, drawn from a seed. Not thread-safe. */
final class RandomFaults {
    private static final Duration LONGEST_REFUSAL = Duration.ofSeconds(3);
    private static final int LONGEST_STALL_MILLIS = 3_000;

    /** One kind of fault; takes back what has to be taken back when {@link #rest()} is called. */
    private enum Kind {
        SESSION_KILLED,
        TOKENS_EXPIRED,
        BUSY_503,
        CONNECTIONS_CUT,
        ANSWER_TORN,
        CONNECTIONS_REFUSED,
        NETWORK_STALLED,
        EVENTS_DUPLICATED,
        HANDSHAKES_DENIED,
        LATE_ANSWERS
    }

    private final SalesforceOrg org;
    private final TcpProxy proxy;
    private final Random random;
    private final Map<Kind, Integer> counts = new TreeMap<>();
    private long stalledUntil;
    private boolean stalled;

    RandomFaults(SalesforceOrg org, TcpProxy proxy, long seed) {
        this.org = org;
        this.proxy = proxy;
        this.random = new Random(seed);
    }

    /** Until the next fault, in milliseconds. */
    long pause() {
        return 500L + random.nextInt(5_000);
    }

    void strike() {
        Kind kind = Kind.values()[random.nextInt(Kind.values().length)];
        counts.merge(kind, 1, Integer::sum);
        switch (kind) {
            case SESSION_KILLED -> org.killStreamingSessions();
            case TOKENS_EXPIRED -> org.expireTokens();
            case BUSY_503 -> org.faults().answerWithHtml(1 + random.nextInt(5), 503);
            case CONNECTIONS_CUT -> proxy.cutAll();
            case ANSWER_TORN -> proxy.tearAfter(random.nextInt(3_000));
            case CONNECTIONS_REFUSED -> {
                proxy.refuseFor(LONGEST_REFUSAL.dividedBy(1 + random.nextInt(4)));
                proxy.cutAll();
            }
            case NETWORK_STALLED -> {
                proxy.stall(true);
                stalled = true;
                stalledUntil = System.nanoTime() + random.nextInt(LONGEST_STALL_MILLIS) * 1_000_000L;
            }
            case EVENTS_DUPLICATED -> org.faults().duplicateEvents(1 + random.nextInt(50));
            case HANDSHAKES_DENIED -> {
                org.faults().denyHandshakes(1 + random.nextInt(3), "503::Server is too busy");
                org.killStreamingSessions();
            }
            case LATE_ANSWERS -> proxy.delay(Duration.ofMillis(random.nextInt(300)));
        }
    }

    /** Ends a stall whose time is over. To be called often. */
    void tick() {
        if (stalled && System.nanoTime() - stalledUntil > 0) {
            stalled = false;
            proxy.stall(false);
        }
    }

    /** From now on nothing goes wrong. */
    void rest() {
        proxy.stall(false);
        proxy.delay(Duration.ZERO);
        org.faults().answerWithHtml(0, 503);
        org.faults().duplicateEvents(0);
        org.faults().denyHandshakes(0, "");
    }

    @Override
    public String toString() {
        return counts.toString();
    }
}
