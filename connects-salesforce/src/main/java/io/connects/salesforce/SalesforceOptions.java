package io.connects.salesforce;

import io.connects.core.Backoff;
import io.connects.core.http.ClientResources;
import io.connects.core.http.PemCertificates;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** How to reach one org, and as whom. Immutable. */
public final class SalesforceOptions {
    private final URI loginUri;
    private final Credentials credentials;
    private final ApiVersion maxApiVersion;
    private final Duration connectTimeout;
    private final Duration requestTimeout;
    private final Duration maxNetworkDelay;
    private final int maxResponseBytes;
    private final int apiBudgetPercent;
    private final int maxWaitingEvents;
    private final Backoff reconnect;
    private final Backoff reconnectSlowly;
    private final @Nullable OutboundProxy proxy;
    private final List<Path> trustFiles;

    private SalesforceOptions(Builder builder, URI loginUri, Credentials credentials) {
        this.loginUri = loginUri;
        this.credentials = credentials;
        this.maxApiVersion = builder.maxApiVersion;
        this.connectTimeout = builder.connectTimeout;
        this.requestTimeout = builder.requestTimeout;
        this.maxNetworkDelay = builder.maxNetworkDelay;
        this.maxResponseBytes = builder.maxResponseBytes;
        this.apiBudgetPercent = builder.apiBudgetPercent;
        this.maxWaitingEvents = builder.maxWaitingEvents;
        this.reconnect = builder.reconnect;
        this.reconnectSlowly = builder.reconnectSlowly;
        this.proxy = builder.proxy;
        this.trustFiles = builder.trustFiles;
    }

    /**
     * Where tokens are fetched: the org's My Domain, such as {@code https://example.my.salesforce.com}, or for every flow but client credentials
     * {@code https://login.salesforce.com} or {@code https://test.salesforce.com}.
     */
    public URI loginUri() {
        return loginUri;
    }

    /** As whom tokens are fetched, and by which flow. */
    public Credentials credentials() {
        return credentials;
    }

    /** The highest version to use; the org may offer less. */
    public ApiVersion maxApiVersion() {
        return maxApiVersion;
    }

    /** For one TCP and TLS connection attempt. */
    public Duration connectTimeout() {
        return connectTimeout;
    }

    /** For one REST request from start to end, unless the caller names another. */
    public Duration requestTimeout() {
        return requestTimeout;
    }

    /** How much later than its advised time a streaming reply may come before the connection counts as dead. */
    public Duration maxNetworkDelay() {
        return maxNetworkDelay;
    }

    /** The most bytes of one response, REST or streaming; a longer one is refused. */
    public int maxResponseBytes() {
        return maxResponseBytes;
    }

    /** The share of the org's API requests of 24 hours that may be used; see {@link ApiBudget}. */
    public int apiBudgetPercent() {
        return apiBudgetPercent;
    }

    /** How many events may wait for the consumer before streaming pauses. */
    public int maxWaitingEvents() {
        return maxWaitingEvents;
    }

    /** Between attempts to stream again after a failure that passes by itself. */
    public Backoff reconnect() {
        return reconnect;
    }

    /** Between attempts after a failure that needs a person or much time: a limit, a missing permission, a missing channel. */
    public Backoff reconnectSlowly() {
        return reconnectSlowly;
    }

    /** The proxy for every connection, or null: then connections go as {@link ClientResources#http()} has it. */
    public @Nullable OutboundProxy proxy() {
        return proxy;
    }

    /** Files of PEM with certificate authorities that are trusted beside the platform's; read again when they change. */
    public List<Path> trustFiles() {
        return trustFiles;
    }

    public Builder toBuilder() {
        return new Builder()
                .loginUri(loginUri)
                .credentials(credentials)
                .maxApiVersion(maxApiVersion)
                .connectTimeout(connectTimeout)
                .requestTimeout(requestTimeout)
                .maxNetworkDelay(maxNetworkDelay)
                .maxResponseBytes(maxResponseBytes)
                .apiBudgetPercent(apiBudgetPercent)
                .maxWaitingEvents(maxWaitingEvents)
                .reconnect(reconnect)
                .reconnectSlowly(reconnectSlowly)
                .proxy(proxy)
                .trustFiles(trustFiles);
    }

    public static Builder builder() {
        return new Builder();
    }

    /** Collects options. Not thread-safe. */
    public static final class Builder {
        private @Nullable URI loginUri;
        private @Nullable Credentials credentials;
        private ApiVersion maxApiVersion = ApiVersion.NEWEST_KNOWN;
        private Duration connectTimeout = Duration.ofSeconds(10);
        private Duration requestTimeout = Duration.ofSeconds(30);
        private Duration maxNetworkDelay = Duration.ofSeconds(15);
        private int maxResponseBytes = 10 * 1024 * 1024;
        private int apiBudgetPercent = 30;
        private int maxWaitingEvents = 2_000;
        private Backoff reconnect = new Backoff(Duration.ofSeconds(1), Duration.ofMinutes(1));
        private Backoff reconnectSlowly = new Backoff(Duration.ofMinutes(1), Duration.ofMinutes(10));
        private @Nullable OutboundProxy proxy;
        private List<Path> trustFiles = List.of();

        private Builder() {}

        /** The login host; {@code https}, or {@code http} on loopback. */
        public Builder loginUri(URI value) {
            loginUri = value;
            return this;
        }

        /** As whom, and by which flow. */
        public Builder credentials(Credentials value) {
            credentials = value;
            return this;
        }

        /** Default {@link ApiVersion#NEWEST_KNOWN}; at least {@link ApiVersion#OLDEST}. */
        public Builder maxApiVersion(ApiVersion value) {
            maxApiVersion = value;
            return this;
        }

        /** Default 10 s. */
        public Builder connectTimeout(Duration value) {
            connectTimeout = value;
            return this;
        }

        /** Default 30 s. */
        public Builder requestTimeout(Duration value) {
            requestTimeout = value;
            return this;
        }

        /** Default 15 s. */
        public Builder maxNetworkDelay(Duration value) {
            maxNetworkDelay = value;
            return this;
        }

        /** Default 10 MiB; at least 64 KiB. */
        public Builder maxResponseBytes(int value) {
            maxResponseBytes = value;
            return this;
        }

        /** Default 30; 1 to 100. */
        public Builder apiBudgetPercent(int value) {
            apiBudgetPercent = value;
            return this;
        }

        /** Default 2,000. */
        public Builder maxWaitingEvents(int value) {
            maxWaitingEvents = value;
            return this;
        }

        /** Default 1 s to 1 min. */
        public Builder reconnect(Backoff value) {
            reconnect = value;
            return this;
        }

        /** Default 1 min to 10 min. */
        public Builder reconnectSlowly(Backoff value) {
            reconnectSlowly = value;
            return this;
        }

        /** Default null. */
        public Builder proxy(@Nullable OutboundProxy value) {
            proxy = value;
            return this;
        }

        /** Default none. Each must hold certificates when this is built; one that breaks later is a warning. */
        public Builder trustFiles(List<Path> files) {
            trustFiles = List.copyOf(files);
            return this;
        }

        /** @throws IllegalArgumentException naming every fault */
        public SalesforceOptions build() {
            var faults = new ArrayList<String>();
            String hostFault = loginUri == null ? "is missing" : LoginHost.fault(loginUri, credentials);
            if (hostFault != null) {
                faults.add("loginUri: " + hostFault);
            }
            if (credentials == null) {
                faults.add("credentials: are missing");
            }
            if (maxApiVersion.compareTo(ApiVersion.OLDEST) < 0) {
                faults.add("maxApiVersion: must be at least " + ApiVersion.OLDEST + ", was " + maxApiVersion);
            }
            positive("connectTimeout", connectTimeout, faults);
            positive("requestTimeout", requestTimeout, faults);
            positive("maxNetworkDelay", maxNetworkDelay, faults);
            if (maxResponseBytes < 65_536) {
                faults.add("maxResponseBytes: must be at least 65536, was " + maxResponseBytes);
            }
            if (apiBudgetPercent < 1 || apiBudgetPercent > 100) {
                faults.add("apiBudgetPercent: must be 1 to 100, was " + apiBudgetPercent);
            }
            for (Path file : trustFiles) {
                try {
                    var unused = PemCertificates.read(file);
                } catch (IOException e) {
                    faults.add("trustFiles: " + e.getMessage());
                }
            }
            if (maxWaitingEvents < 1) {
                faults.add("maxWaitingEvents: must be 1 or more, was " + maxWaitingEvents);
            }
            if (!faults.isEmpty()) {
                throw new IllegalArgumentException(String.join("; ", faults));
            }
            return new SalesforceOptions(this, Objects.requireNonNull(loginUri), Objects.requireNonNull(credentials));
        }

        private static void positive(String name, Duration value, List<String> faults) {
            if (value.toMillis() < 1) {
                faults.add(name + ": must be at least 1 ms, was " + value);
            }
        }
    }
}
