package io.connects.salesforce;

import io.connects.core.Backoff;
import io.connects.core.Secret;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** How to reach one org, and as whom. Immutable. */
public final class SalesforceOptions {
    private final URI loginUri;
    private final String clientId;
    private final Secret clientSecret;
    private final ApiVersion maxApiVersion;
    private final Duration connectTimeout;
    private final Duration requestTimeout;
    private final Duration maxNetworkDelay;
    private final int maxResponseBytes;
    private final int maxWaitingEvents;
    private final Backoff reconnect;
    private final Backoff reconnectSlowly;

    private SalesforceOptions(Builder builder, URI loginUri, String clientId, Secret clientSecret) {
        this.loginUri = loginUri;
        this.clientId = clientId;
        this.clientSecret = clientSecret;
        this.maxApiVersion = builder.maxApiVersion;
        this.connectTimeout = builder.connectTimeout;
        this.requestTimeout = builder.requestTimeout;
        this.maxNetworkDelay = builder.maxNetworkDelay;
        this.maxResponseBytes = builder.maxResponseBytes;
        this.maxWaitingEvents = builder.maxWaitingEvents;
        this.reconnect = builder.reconnect;
        this.reconnectSlowly = builder.reconnectSlowly;
    }

    /** Where tokens are fetched: the org's My Domain, such as {@code https://example.my.salesforce.com}. */
    public URI loginUri() {
        return loginUri;
    }

    /** The consumer key of the connected app or external client app. */
    public String clientId() {
        return clientId;
    }

    public Secret clientSecret() {
        return clientSecret;
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

    public Builder toBuilder() {
        return new Builder()
                .loginUri(loginUri)
                .clientCredentials(clientId, clientSecret)
                .maxApiVersion(maxApiVersion)
                .connectTimeout(connectTimeout)
                .requestTimeout(requestTimeout)
                .maxNetworkDelay(maxNetworkDelay)
                .maxResponseBytes(maxResponseBytes)
                .maxWaitingEvents(maxWaitingEvents)
                .reconnect(reconnect)
                .reconnectSlowly(reconnectSlowly);
    }

    public static Builder builder() {
        return new Builder();
    }

    /** Collects options. Not thread-safe. */
    public static final class Builder {
        private @Nullable URI loginUri;
        private @Nullable String clientId;
        private @Nullable Secret clientSecret;
        private ApiVersion maxApiVersion = ApiVersion.NEWEST_KNOWN;
        private Duration connectTimeout = Duration.ofSeconds(10);
        private Duration requestTimeout = Duration.ofSeconds(30);
        private Duration maxNetworkDelay = Duration.ofSeconds(15);
        private int maxResponseBytes = 10 * 1024 * 1024;
        private int maxWaitingEvents = 2_000;
        private Backoff reconnect = new Backoff(Duration.ofSeconds(1), Duration.ofMinutes(1));
        private Backoff reconnectSlowly = new Backoff(Duration.ofMinutes(1), Duration.ofMinutes(10));

        private Builder() {}

        /** The org's My Domain; {@code https}, or {@code http} on loopback. */
        public Builder loginUri(URI value) {
            loginUri = value;
            return this;
        }

        /** Credentials of the OAuth 2.0 client credentials flow, which needs a My Domain and an app with a run-as user. */
        public Builder clientCredentials(String id, Secret secret) {
            clientId = id;
            clientSecret = secret;
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

        /** @throws IllegalArgumentException naming every fault */
        public SalesforceOptions build() {
            var faults = new ArrayList<String>();
            String uriFault = loginUri == null ? "loginUri: is missing" : uriFault(loginUri);
            if (uriFault != null) {
                faults.add(uriFault);
            }
            if (clientId == null || clientId.isBlank()) {
                faults.add("clientId: is missing");
            }
            if (clientSecret == null) {
                faults.add("clientSecret: is missing");
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
            if (maxWaitingEvents < 1) {
                faults.add("maxWaitingEvents: must be 1 or more, was " + maxWaitingEvents);
            }
            if (!faults.isEmpty()) {
                throw new IllegalArgumentException(String.join("; ", faults));
            }
            return new SalesforceOptions(
                    this,
                    Objects.requireNonNull(loginUri),
                    Objects.requireNonNull(clientId),
                    Objects.requireNonNull(clientSecret));
        }

        private static void positive(String name, Duration value, List<String> faults) {
            if (value.toMillis() < 1) {
                faults.add(name + ": must be at least 1 ms, was " + value);
            }
        }

        private static @Nullable String uriFault(URI uri) {
            String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
            String host = uri.getHost() == null ? "" : uri.getHost().toLowerCase(Locale.ROOT);
            if (uri.getUserInfo() != null || uri.getQuery() != null) {
                return "loginUri: must not hold credentials or a query";
            }
            if (!List.of("http", "https").contains(scheme) || host.isEmpty()) {
                return "loginUri: must look like https://example.my.salesforce.com, was " + uri;
            }
            if (scheme.equals("http") && !Loopback.is(host)) {
                return "loginUri: must be https, because a secret is sent there; http is for loopback only, was " + uri;
            }
            if (List.of("login.salesforce.com", "test.salesforce.com").contains(host)) {
                return "loginUri: the client credentials flow works at the org's My Domain only, not at " + host;
            }
            return null;
        }
    }
}
