package io.connects.mri;

import io.connects.mri.codec.MriCodec;
import io.connects.mri.codec.MriDialect;
import io.connects.mri.message.RegisterVariables;
import io.connects.mri.tls.MriTls;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** How an {@link MriSession} listens and how long it waits. Immutable. */
public final class MriOptions {
    /** The port that Cisco's guides give for the MR PIM's connection to an application. */
    public static final int DEFAULT_PORT = 38001;

    private final InetSocketAddress address;
    private final Set<InetAddress> allowedHosts;
    private final @Nullable MriTls tls;
    private final MriDialect dialect;
    private final List<String> eccNames;
    private final @Nullable String queuePositionVariable;
    private final @Nullable String expectedWaitVariable;
    private final Duration heartbeatInterval;
    private final Duration openDeadline;
    private final Duration cancelDeadline;
    private final Duration closeDeadline;
    private final int maxUnsentBytes;
    private final @Nullable Executor callbacks;

    private MriOptions(Builder builder) {
        address = builder.address;
        allowedHosts = builder.allowedHosts;
        tls = builder.tls;
        dialect = builder.dialect;
        eccNames = List.copyOf(builder.eccNames);
        queuePositionVariable = builder.queuePositionVariable;
        expectedWaitVariable = builder.expectedWaitVariable;
        heartbeatInterval = builder.heartbeatInterval;
        openDeadline = builder.openDeadline;
        cancelDeadline = builder.cancelDeadline;
        closeDeadline = builder.closeDeadline;
        maxUnsentBytes = builder.maxUnsentBytes;
        callbacks = builder.callbacks;
    }

    /** Where to listen. */
    public InetSocketAddress address() {
        return address;
    }

    /** Who may connect: the hosts of the PIM's sides. Empty for anybody. */
    public Set<InetAddress> allowedHosts() {
        return allowedHosts;
    }

    /** How TLS is spoken; null for plain text. */
    public @Nullable MriTls tls() {
        return tls;
    }

    public MriDialect dialect() {
        return dialect;
    }

    /** The ECC variables that tasks may carry, tagged from 1 in this order where the dialect registers tags. */
    public List<String> eccNames() {
        return eccNames;
    }

    /** The variable of RUN_SCRIPT_REQ with a task's place in the queue; null for none. */
    public @Nullable String queuePositionVariable() {
        return queuePositionVariable;
    }

    /** The variable of RUN_SCRIPT_REQ with the expected wait in seconds; null for none. */
    public @Nullable String expectedWaitVariable() {
        return expectedWaitVariable;
    }

    /** How often the PIM sends heartbeats, as configured there. */
    public Duration heartbeatInterval() {
        return heartbeatInterval;
    }

    /** How long a connection may stay without an OPEN_REQ. */
    public Duration openDeadline() {
        return openDeadline;
    }

    /** How long after TERMINATE_DIALOGUE an answer still counts; then the dialogue ends as cancelled. */
    public Duration cancelDeadline() {
        return cancelDeadline;
    }

    /** How long to wait for CLOSE_CONF. */
    public Duration closeDeadline() {
        return closeDeadline;
    }

    /** How many bytes may wait for a peer that does not read before it is dropped. */
    public int maxUnsentBytes() {
        return maxUnsentBytes;
    }

    /**
     * Where callbacks run; null for a thread of the session's own. The executor must not refuse tasks before {@link MriSession#closed} has
     * completed: a callback that is refused is lost, and with it the outcome of a task. The session itself goes on.
     *
     * <p>While more than 10000 callbacks wait no bytes are taken from the PIM, until half of them are done. Its heartbeats are not answered in
     * that time, so that it may give up the connection; the session does not count the time as the PIM's silence.
     */
    public @Nullable Executor callbacks() {
        return callbacks;
    }

    public Builder toBuilder() {
        var builder = new Builder();
        builder.address = address;
        builder.allowedHosts = allowedHosts;
        builder.tls = tls;
        builder.dialect = dialect;
        builder.eccNames = eccNames;
        builder.queuePositionVariable = queuePositionVariable;
        builder.expectedWaitVariable = expectedWaitVariable;
        builder.heartbeatInterval = heartbeatInterval;
        builder.openDeadline = openDeadline;
        builder.cancelDeadline = cancelDeadline;
        builder.closeDeadline = closeDeadline;
        builder.maxUnsentBytes = maxUnsentBytes;
        builder.callbacks = callbacks;
        return builder;
    }

    /** Starts with all addresses, port 38001, any host, no TLS, the dialect {@code ged125-like}, no ECC variables and a heartbeat of 5 s. */
    public static Builder builder() {
        return new Builder();
    }

    /** Collects options. Not thread-safe. */
    public static final class Builder {
        private static final int MOST_PORT = 65_535;
        private static final int LEAST_UNSENT_BYTES = 64 * 1024;

        private InetSocketAddress address = new InetSocketAddress(DEFAULT_PORT);
        private @Nullable Integer impossiblePort;
        private Set<InetAddress> allowedHosts = Set.of();
        private @Nullable MriTls tls;
        private MriDialect dialect = MriDialect.ged125Like();
        private List<String> eccNames = List.of();
        private @Nullable String queuePositionVariable;
        private @Nullable String expectedWaitVariable;
        private Duration heartbeatInterval = Duration.ofSeconds(5);
        private Duration openDeadline = Duration.ofSeconds(10);
        private Duration cancelDeadline = Duration.ofSeconds(2);
        private Duration closeDeadline = Duration.ofSeconds(1);
        private int maxUnsentBytes = 1024 * 1024;
        private @Nullable Executor callbacks;

        private Builder() {}

        /**
         * Listens on one address only.
         *
         * @param value its port may be 0 for one that is free
         */
        public Builder address(InetSocketAddress value) {
            address = Objects.requireNonNull(value, "address");
            impossiblePort = null;
            return this;
        }

        /**
         * Listens on this port of all addresses.
         *
         * @param value 0 for one that is free, up to 65535
         */
        public Builder port(int value) {
            boolean possible = value >= 0 && value <= MOST_PORT;
            impossiblePort = possible ? null : value;
            address = new InetSocketAddress(possible ? value : 0);
            return this;
        }

        /**
         * Refuses connections from any other host.
         *
         * @param value the addresses of the PIM's sides; empty for anybody
         */
        public Builder allowedHosts(Collection<InetAddress> value) {
            allowedHosts = Set.copyOf(value);
            return this;
        }

        /** @param value null for plain text */
        public Builder tls(@Nullable MriTls value) {
            tls = value;
            return this;
        }

        public Builder dialect(MriDialect value) {
            dialect = Objects.requireNonNull(value, "dialect");
            return this;
        }

        public Builder eccNames(List<String> value) {
            eccNames = List.copyOf(value);
            return this;
        }

        /**
         * Which variable of RUN_SCRIPT_REQ holds a task's place in the queue: a site's scripts decide that.
         *
         * @param value {@code callVariable1} to {@code callVariable10}, or one of the ECC names; null for none
         */
        public Builder queuePositionVariable(@Nullable String value) {
            queuePositionVariable = value;
            return this;
        }

        /**
         * Which variable of RUN_SCRIPT_REQ holds the expected wait in seconds: a site's scripts decide that.
         *
         * @param value {@code callVariable1} to {@code callVariable10}, or one of the ECC names; null for none
         */
        public Builder expectedWaitVariable(@Nullable String value) {
            expectedWaitVariable = value;
            return this;
        }

        public Builder heartbeatInterval(Duration value) {
            heartbeatInterval = Objects.requireNonNull(value, "heartbeatInterval");
            return this;
        }

        public Builder openDeadline(Duration value) {
            openDeadline = Objects.requireNonNull(value, "openDeadline");
            return this;
        }

        public Builder cancelDeadline(Duration value) {
            cancelDeadline = Objects.requireNonNull(value, "cancelDeadline");
            return this;
        }

        public Builder closeDeadline(Duration value) {
            closeDeadline = Objects.requireNonNull(value, "closeDeadline");
            return this;
        }

        public Builder maxUnsentBytes(int value) {
            maxUnsentBytes = value;
            return this;
        }

        public Builder callbacks(@Nullable Executor value) {
            callbacks = value;
            return this;
        }

        /** @throws IllegalArgumentException naming every fault, one a line */
        public MriOptions build() {
            var faults = new ArrayList<String>();
            if (impossiblePort != null) {
                faults.add("port: must be 0 to " + MOST_PORT + ", was " + impossiblePort);
            }
            if (address.isUnresolved()) {
                faults.add("address: cannot be resolved: " + address.getHostString());
            }
            checkPositive("heartbeatInterval", heartbeatInterval, faults);
            checkPositive("openDeadline", openDeadline, faults);
            checkPositive("cancelDeadline", cancelDeadline, faults);
            checkPositive("closeDeadline", closeDeadline, faults);
            if (maxUnsentBytes < LEAST_UNSENT_BYTES) {
                faults.add("maxUnsentBytes: must be at least " + LEAST_UNSENT_BYTES + ", was " + maxUnsentBytes);
            }
            checkEccNames(faults);
            checkVariable("queuePositionVariable", queuePositionVariable, faults);
            checkVariable("expectedWaitVariable", expectedWaitVariable, faults);
            if (!faults.isEmpty()) {
                throw new IllegalArgumentException(String.join("\n", faults));
            }
            return new MriOptions(this);
        }

        private static void checkPositive(String name, Duration value, List<String> faults) {
            if (value.isZero() || value.isNegative() || value.compareTo(Duration.ofDays(1)) > 0) {
                faults.add(name + ": must be positive and at most a day, was " + value);
            }
        }

        private void checkVariable(String name, @Nullable String value, List<String> faults) {
            if (value != null
                    && !eccNames.contains(value)
                    && !QueueVariables.CALL_VARIABLE.matcher(value).matches()) {
                faults.add(name + ": is neither callVariable1 to callVariable10 nor among eccNames: " + value);
            }
        }

        private void checkEccNames(List<String> faults) {
            var seen = new LinkedHashSet<String>();
            for (String name : eccNames) {
                if (!seen.add(name)) {
                    faults.add("eccNames: " + name + " is there twice");
                }
            }
            MriCodec codec = MriCodec.of(dialect);
            var fitting = new ArrayList<String>();
            for (String name : seen) {
                try {
                    codec.write(RegisterVariables.of(List.of(name)));
                    fitting.add(name);
                } catch (IllegalArgumentException e) {
                    faults.add("eccNames: " + e.getMessage());
                }
            }
            if (codec.bodyLength(RegisterVariables.of(fitting)) > dialect.maxBodyBytes()) {
                faults.add("eccNames: so many do not fit into one REGISTER_VARIABLES");
            }
        }
    }
}
