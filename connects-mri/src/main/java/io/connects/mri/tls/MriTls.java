package io.connects.mri.tls;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * TLS for a session: versions 1.2 and 1.3, with certificates on both sides. A PIM without a certificate that the trust of the key material
 * vouches for is refused; there is no way to switch that off. Immutable.
 */
public final class MriTls {
    private final KeyMaterialSource source;
    private final Duration handshakeDeadline;
    private final Duration checkInterval;
    private final InstantSource clock;

    private MriTls(Builder builder) {
        source = builder.source;
        handshakeDeadline = builder.handshakeDeadline;
        checkInterval = builder.checkInterval;
        clock = builder.clock;
    }

    public KeyMaterialSource source() {
        return source;
    }

    /** How long a handshake may take. */
    public Duration handshakeDeadline() {
        return handshakeDeadline;
    }

    /** How often the source is read again and the certificates' ends are looked at. */
    public Duration checkInterval() {
        return checkInterval;
    }

    /** What the certificates' ends are compared with. */
    public InstantSource clock() {
        return clock;
    }

    /** Starts with a handshake deadline of 10 s, a check each minute and the system's clock. */
    public static Builder builder(KeyMaterialSource source) {
        return new Builder(source);
    }

    /** Collects options. Not thread-safe. */
    public static final class Builder {
        private final KeyMaterialSource source;
        private Duration handshakeDeadline = Duration.ofSeconds(10);
        private Duration checkInterval = Duration.ofMinutes(1);
        private InstantSource clock = InstantSource.system();

        private Builder(KeyMaterialSource source) {
            this.source = Objects.requireNonNull(source, "source");
        }

        public Builder handshakeDeadline(Duration value) {
            handshakeDeadline = Objects.requireNonNull(value, "handshakeDeadline");
            return this;
        }

        public Builder checkInterval(Duration value) {
            checkInterval = Objects.requireNonNull(value, "checkInterval");
            return this;
        }

        public Builder clock(InstantSource value) {
            clock = Objects.requireNonNull(value, "clock");
            return this;
        }

        /** @throws IllegalArgumentException naming every fault, one a line */
        public MriTls build() {
            var faults = new ArrayList<String>();
            check("handshakeDeadline", handshakeDeadline, faults);
            check("checkInterval", checkInterval, faults);
            if (!faults.isEmpty()) {
                throw new IllegalArgumentException(String.join("\n", faults));
            }
            return new MriTls(this);
        }

        private static void check(String name, Duration value, List<String> faults) {
            if (value.isZero() || value.isNegative() || value.compareTo(Duration.ofDays(1)) > 0) {
                faults.add(name + ": must be positive and at most a day, was " + value);
            }
        }
    }
}
