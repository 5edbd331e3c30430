package io.connects.salesforce.streaming;

import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Recognises a proxy or firewall that cuts connections on which nothing is said for a while: Salesforce keeps a poll for up to 110 s when there is nothing
 * to tell, and if less is allowed, poll after poll breaks at the same age. Outlives connections. Thread-safe.
 */
final class IdleCuts {
    /** How long Salesforce may say nothing. */
    private static final Duration LONGEST_SILENCE = Duration.ofSeconds(110);

    private static final Logger log = LoggerFactory.getLogger(EventStream.class);
    private static final int ENOUGH = 3;
    /** What breaks sooner was not cut for its silence. */
    private static final long LEAST_MILLIS = 4_000;
    /** What watches for silence may look every second only. */
    private static final long LEAST_TOLERANCE = 1_500;

    private long shortest;
    private long longest;
    private int cuts;

    /** A poll broke without an answer at this age; says what it looks like when others broke so before it. */
    synchronized Optional<String> broke(long ageMillis) {
        if (ageMillis < LEAST_MILLIS || ageMillis >= LONGEST_SILENCE.toMillis()) {
            cuts = 0;
            return Optional.empty();
        }
        boolean alike = cuts > 0
                && Math.max(longest, ageMillis) - Math.min(shortest, ageMillis)
                        <= Math.max(LEAST_TOLERANCE, Math.max(longest, ageMillis) / 10);
        shortest = alike ? Math.min(shortest, ageMillis) : ageMillis;
        longest = alike ? Math.max(longest, ageMillis) : ageMillis;
        cuts = alike ? cuts + 1 : 1;
        if (cuts < ENOUGH) {
            return Optional.empty();
        }
        String words = "connections are cut after about " + Math.round(longest / 1_000.0)
                + " s of silence, poll after poll: have the proxy or firewall on the way to Salesforce allow "
                + (LONGEST_SILENCE.toSeconds() + 10) + " s";
        if (cuts == ENOUGH) {
            log.warn("salesforce stream=cut reason=\"{}\"", words);
        }
        return Optional.of(words);
    }

    /** A poll was answered at this age: what lived longer than those that broke was not cut. */
    synchronized void answered(long ageMillis) {
        if (ageMillis > longest) {
            cuts = 0;
        }
    }
}
