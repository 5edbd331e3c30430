package io.connects.salesforce;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The share of an org's API requests of 24 hours that this client may use, kept for what matters most: as it shrinks, extras are refused first, then
 * reconciliation, then reads. Assignments never are: a budget must not leave an agent waiting whom Cisco has reserved.
 *
 * <p>What is left is the share less our own requests of the last 24 hours, and never more than the org itself has left. The org's account comes
 * with every answer ({@code Sforce-Limit-Info}), without which nothing is refused. It counts all clients of the org and is a little late. An
 * account that is older than 5 minutes refuses nothing to one request, which brings a new one. Our own count begins with the process.
 * Thread-safe.
 *
 * @see <a href="https://developer.salesforce.com/docs/atlas.en-us.api_rest.meta/api_rest/headers_api_usage.htm">Limit Info Header</a>
 */
public final class ApiBudget {
    private static final Pattern USAGE = Pattern.compile("(?<![\\w-])api-usage=(\\d{1,12})/(\\d{1,12})\\b");
    private static final Duration DAY = Duration.ofDays(1);
    private static final Duration SLICE = Duration.ofMinutes(15);
    private static final Duration FRESH = Duration.ofMinutes(5);

    /** What a request is for, the most important first. */
    public enum Priority {
        /** Creating agent work, and asking whether it was created. Never refused. */
        ASSIGN(Double.NEGATIVE_INFINITY),
        /** Reading new and changed work; refused while a tenth of the budget or less is left. */
        READ(0.10),
        /** Comparing what is known with what is there; refused while three tenths or less are left. */
        RECONCILE(0.30),
        /** Everything that can wait for tomorrow; refused while half or less is left. */
        EXTRAS(0.50);

        private final double floor;

        Priority(double floor) {
            this.floor = floor;
        }
    }

    /**
     * What is known of the org's requests in the last 24 hours.
     *
     * @param used by all clients, as the org last said; 0 before it did
     * @param max the org's allowance; 0 before it was told
     * @param own sent by this client since it was opened
     * @param allowance our share of {@code max}
     * @param left how much of the allowance is left, 0 to 1; 1 before the org told
     */
    public record Account(long used, long max, long own, long allowance, double left) {}

    private record Slice(Instant began, long requests) {}

    private final int percent;
    private final InstantSource clock;
    private final Deque<Slice> slices = new ArrayDeque<>();
    private long own;
    private long used;
    private long max;
    private @Nullable Instant told;

    /** @param percent of the org's allowance, 1 to 100 */
    ApiBudget(int percent, InstantSource clock) {
        this.percent = percent;
        this.clock = clock;
    }

    /** How long a request of this priority has to wait; zero when it may be sent now, and is expected to be. */
    synchronized Duration waitFor(Priority priority) {
        Instant now = clock.instant();
        if (left(now) > priority.floor) {
            return Duration.ZERO;
        }
        Duration age = told == null ? DAY : Duration.between(told, now);
        if (age.compareTo(FRESH) >= 0) {
            told = now; // one request goes, and brings news
            return Duration.ZERO;
        }
        return FRESH.minus(age);
    }

    /** Whether requests of this priority are sent at present; true before the org told its allowance. */
    public synchronized boolean hasRoom(Priority priority) {
        return left(clock.instant()) > priority.floor;
    }

    /** A request was sent. */
    synchronized void sent() {
        Instant now = clock.instant();
        forget(now);
        Slice last = slices.peekLast();
        if (last != null && last.began().plus(SLICE).isAfter(now)) {
            slices.removeLast();
            slices.addLast(new Slice(last.began(), last.requests() + 1));
        } else {
            slices.addLast(new Slice(now, 1));
        }
        own++;
    }

    /** Reads the header {@code Sforce-Limit-Info}, for example {@code api-usage=18/5000}; anything else in it is passed over. */
    synchronized void told(@Nullable String limitInfo) {
        Matcher usage = USAGE.matcher(limitInfo == null ? "" : limitInfo);
        if (usage.find()) {
            told(Long.parseLong(usage.group(1)), Long.parseLong(usage.group(2)));
        }
    }

    /** The org's own account. */
    synchronized void told(long orgUsed, long orgMax) {
        if (orgMax > 0) {
            used = orgUsed;
            max = orgMax;
            told = clock.instant();
        }
    }

    /** What is known now. */
    public synchronized Account account() {
        double left = left(clock.instant());
        return new Account(used, max, own, allowance(), left);
    }

    /**
     * How often something may be repeated, so that what is left for its priority lasts for a day.
     *
     * @param requests how many each repetition takes, 1 or more
     * @param fastest answered when there is plenty
     * @param slowest answered when nothing is left, and before the org told its allowance
     */
    public synchronized Duration interval(Priority priority, int requests, Duration fastest, Duration slowest) {
        if (requests < 1) {
            throw new IllegalArgumentException("requests: must be 1 or more, was " + requests);
        }
        double left = left(clock.instant());
        double affordable = max == 0 ? 0 : (left - Math.max(0, priority.floor)) * allowance() / requests;
        if (affordable <= 0) {
            return slowest;
        }
        Duration even = Duration.ofMillis((long) (DAY.toMillis() / affordable));
        Duration notTooFast = even.compareTo(fastest) < 0 ? fastest : even;
        return notTooFast.compareTo(slowest) > 0 ? slowest : notTooFast;
    }

    private long allowance() {
        return max * percent / 100;
    }

    private double left(Instant now) {
        forget(now);
        long allowance = allowance();
        if (max == 0) {
            return 1;
        }
        double room = Math.min(allowance - own, max - used);
        return allowance == 0 ? 0 : Math.max(0, Math.min(1, room / allowance));
    }

    private void forget(Instant now) {
        for (Slice first = slices.peekFirst();
                first != null && !first.began().plus(SLICE).plus(DAY).isAfter(now);
                first = slices.peekFirst()) {
            own -= first.requests();
            slices.removeFirst();
        }
    }
}
