package io.connects.simulators.salesforce;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ScheduledExecutorService;
import org.jspecify.annotations.Nullable;

/**
 * How a simulated org is set up. Immutable.
 *
 * @param port the port on loopback, 0 for any free one (kept over stop and start)
 * @param journal a file that keeps the records over the life of the process, or null to keep them in memory only
 * @param clock where the org reads the time
 * @param scheduler runs push timeouts and delayed answers; null for a thread of the org's own
 * @param connectTimeout how long a {@code /meta/connect} is held without an event (Salesforce: 110 s)
 * @param maxInterval how long a session may go without {@code /meta/connect} (Salesforce: 40 s)
 * @param replayEvents how many events each channel retains
 * @param replayAge how long an event is retained (PushTopic: 24 h)
 * @param changeAge how long an event of Change Data Capture is retained (72 h)
 * @param changesOfTransaction how many changes of one transaction are told by themselves, the others by GAP_OVERFLOW (100,000)
 * @param clientId the connected app's consumer key
 * @param clientSecret the connected app's consumer secret
 * @param pageSize rows of one query answer (Salesforce: 2000)
 * @param dailyRequests the org's allowance of API requests in a day
 * @param objects definitions of further objects, in the words of the {@code schema.txt} beside this class
 */
public record OrgOptions(
        int port,
        @Nullable Path journal,
        InstantSource clock,
        @Nullable ScheduledExecutorService scheduler,
        Duration connectTimeout,
        Duration maxInterval,
        int replayEvents,
        Duration replayAge,
        Duration changeAge,
        int changesOfTransaction,
        String clientId,
        String clientSecret,
        int pageSize,
        int dailyRequests,
        List<String> objects) {

    /** Checks ranges and copies. */
    public OrgOptions {
        Objects.requireNonNull(clock, "clock");
        objects = List.copyOf(objects);
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("port: " + port + " is not in 0..65535");
        }
        positive(connectTimeout, "connectTimeout");
        positive(maxInterval, "maxInterval");
        positive(replayAge, "replayAge");
        positive(changeAge, "changeAge");
        if (changesOfTransaction < 0) {
            throw new IllegalArgumentException("changesOfTransaction: must not be negative");
        }
        if (replayEvents < 1 || pageSize < 1 || dailyRequests < 1) {
            throw new IllegalArgumentException("replayEvents, pageSize and dailyRequests must be at least 1");
        }
    }

    private static void positive(Duration duration, String name) {
        if (duration.isNegative() || duration.isZero()) {
            throw new IllegalArgumentException(name + ": must be positive");
        }
    }

    /** A builder with the defaults: any port, in memory, the system's clock, Salesforce's time-outs. */
    public static Builder builder() {
        return new Builder();
    }

    /** Builds {@link OrgOptions}; not thread-safe. */
    public static final class Builder {
        private int port;
        private @Nullable Path journal;
        private InstantSource clock = Clock.systemUTC();
        private @Nullable ScheduledExecutorService scheduler;
        private Duration connectTimeout = Duration.ofSeconds(110);
        private Duration maxInterval = Duration.ofSeconds(40);
        private int replayEvents = 100_000;
        private Duration replayAge = Duration.ofHours(24);
        private Duration changeAge = Duration.ofDays(3);
        private int changesOfTransaction = 100_000;
        private String clientId = "connects-client";
        private String clientSecret = "connects-secret";
        private int pageSize = 2000;
        private int dailyRequests = 1_000_000;
        private final List<String> objects = new ArrayList<>();

        private Builder() {}

        /** Sets the port, 0 for any. */
        public Builder port(int value) {
            port = value;
            return this;
        }

        /** Keeps records in this file; it is made when absent. */
        public Builder journal(@Nullable Path value) {
            journal = value;
            return this;
        }

        /** Sets the clock. */
        public Builder clock(InstantSource value) {
            clock = value;
            return this;
        }

        /** Sets the scheduler, which the org will not shut down. */
        public Builder scheduler(ScheduledExecutorService value) {
            scheduler = value;
            return this;
        }

        /** Sets how long a {@code /meta/connect} is held. */
        public Builder connectTimeout(Duration value) {
            connectTimeout = value;
            return this;
        }

        /** Sets after how long without {@code /meta/connect} a session is dropped. */
        public Builder maxInterval(Duration value) {
            maxInterval = value;
            return this;
        }

        /** Sets how many events, and for how long, each channel retains. */
        public Builder retention(int events, Duration age) {
            replayEvents = events;
            replayAge = age;
            return this;
        }

        /** Sets how long events of Change Data Capture are retained, and above how many changes a transaction overflows. */
        public Builder changeCapture(Duration age, int changesOfOneTransaction) {
            changeAge = age;
            changesOfTransaction = changesOfOneTransaction;
            return this;
        }

        /** Sets the connected app's credentials. */
        public Builder client(String id, String secret) {
            clientId = id;
            clientSecret = secret;
            return this;
        }

        /** Sets the rows of one query answer. */
        public Builder pageSize(int value) {
            pageSize = value;
            return this;
        }

        /** Sets the allowance of API requests in a day; above it requests are refused with REQUEST_LIMIT_EXCEEDED. */
        public Builder dailyRequests(int value) {
            dailyRequests = value;
            return this;
        }

        /** Adds an object, for example {@code "object Order__c a01 cud Order\nName string cu\nOwnerId reference cu Group,User Owner"}. */
        public Builder object(String definition) {
            objects.add(definition);
            return this;
        }

        /** The options. */
        public OrgOptions build() {
            return new OrgOptions(
                    port,
                    journal,
                    clock,
                    scheduler,
                    connectTimeout,
                    maxInterval,
                    replayEvents,
                    replayAge,
                    changeAge,
                    changesOfTransaction,
                    clientId,
                    clientSecret,
                    pageSize,
                    dailyRequests,
                    objects);
        }
    }
}
