package io.connects.finesse.xmpp;

import io.connects.core.http.Loopback;
import io.connects.finesse.FinesseCredentials;
import io.connects.finesse.xmpp.message.Jid;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** How to reach one notification service, and as whom. Immutable. */
public final class XmppOptions {
    private final URI endpoint;
    private final Jid jid;
    private final String pubSubDomain;
    private final FinesseCredentials credentials;
    private final Duration connectTimeout;
    private final Duration loginTimeout;
    private final Duration requestTimeout;
    private final Duration closeTimeout;
    private final Duration pingInterval;
    private final Duration pingTimeout;
    private final int pingRetries;
    private final Duration boshWait;
    private final int maxStanzaBytes;

    private XmppOptions(Builder builder, URI endpoint, Jid jid, String pubSubDomain, FinesseCredentials credentials) {
        this.endpoint = endpoint;
        this.jid = jid;
        this.pubSubDomain = pubSubDomain;
        this.credentials = credentials;
        this.connectTimeout = builder.connectTimeout;
        this.loginTimeout = builder.loginTimeout;
        this.requestTimeout = builder.requestTimeout;
        this.closeTimeout = builder.closeTimeout;
        this.pingInterval = builder.pingInterval;
        this.pingTimeout = builder.pingTimeout;
        this.pingRetries = builder.pingRetries;
        this.boshWait = builder.boshWait;
        this.maxStanzaBytes = builder.maxStanzaBytes;
    }

    /** Of scheme wss or ws for WebSocket, https or http for BOSH; see {@link XmppEndpoints}. */
    public URI endpoint() {
        return endpoint;
    }

    /** The full address that is asked for: login id, domain and resource. */
    public Jid jid() {
        return jid;
    }

    /** Where events come from and subscriptions go. */
    public String pubSubDomain() {
        return pubSubDomain;
    }

    public FinesseCredentials credentials() {
        return credentials;
    }

    /** For TCP, TLS and the upgrade to WebSocket together. */
    public Duration connectTimeout() {
        return connectTimeout;
    }

    /** From an open connection to being signed in. */
    public Duration loginTimeout() {
        return loginTimeout;
    }

    /** For the answer to a subscription or its end. */
    public Duration requestTimeout() {
        return requestTimeout;
    }

    /** For the server's part of closing. */
    public Duration closeTimeout() {
        return closeTimeout;
    }

    /** Between pings. */
    public Duration pingInterval() {
        return pingInterval;
    }

    /** How long nothing may be heard after a ping before the next is tried. */
    public Duration pingTimeout() {
        return pingTimeout;
    }

    /** How many more pings are tried before the session counts as lost. */
    public int pingRetries() {
        return pingRetries;
    }

    /** How long the server may keep a request of BOSH; whole seconds. */
    public Duration boshWait() {
        return boshWait;
    }

    /** The most bytes of one stanza, or of one body of BOSH; more ends the session. Sixteen times as much may wait for the listener. */
    public int maxStanzaBytes() {
        return maxStanzaBytes;
    }

    boolean isBosh() {
        return endpoint.getScheme().startsWith("http");
    }

    public Builder toBuilder() {
        return new Builder()
                .endpoint(endpoint)
                .domain(jid.domain())
                .resource(jid.resource())
                .pubSubDomain(pubSubDomain)
                .credentials(credentials)
                .connectTimeout(connectTimeout)
                .loginTimeout(loginTimeout)
                .requestTimeout(requestTimeout)
                .closeTimeout(closeTimeout)
                .pingInterval(pingInterval)
                .pingTimeout(pingTimeout)
                .pingRetries(pingRetries)
                .boshWait(boshWait)
                .maxStanzaBytes(maxStanzaBytes);
    }

    public static Builder builder() {
        return new Builder();
    }

    /** Collects options. Not thread-safe. */
    public static final class Builder {
        private static final Set<String> SAFE_SCHEMES = Set.of("wss", "https");
        private static final Set<String> PLAIN_SCHEMES = Set.of("ws", "http");
        private static final Duration MOST_BOSH_WAIT = Duration.ofSeconds(15);
        private static final int LEAST_STANZA_BYTES = 10_000; // RFC 6120, section 13.12
        private static final int MOST_STANZA_BYTES = 64 << 20;
        private static final int MOST_PING_RETRIES = 10;

        private @Nullable URI endpoint;
        private String domain = "";
        private String pubSubDomain = "";
        private String resource = "";
        private @Nullable FinesseCredentials credentials;
        private Duration connectTimeout = Duration.ofSeconds(10);
        private Duration loginTimeout = Duration.ofSeconds(15);
        private Duration requestTimeout = Duration.ofSeconds(10);
        private Duration closeTimeout = Duration.ofSeconds(2);
        private Duration pingInterval = Duration.ofSeconds(10);
        private Duration pingTimeout = Duration.ofSeconds(5);
        private int pingRetries = 2;
        private Duration boshWait = MOST_BOSH_WAIT;
        private int maxStanzaBytes = 4 << 20;

        private Builder() {}

        /** Plain {@code ws} and {@code http} are for loopback only. */
        public Builder endpoint(URI value) {
            endpoint = Objects.requireNonNull(value, "endpoint");
            return this;
        }

        /** {@code xmppDomain} of SystemInfo. */
        public Builder domain(String value) {
            domain = Objects.requireNonNull(value, "domain");
            return this;
        }

        /** {@code xmppPubSubDomain} of SystemInfo. */
        public Builder pubSubDomain(String value) {
            pubSubDomain = Objects.requireNonNull(value, "pubSubDomain");
            return this;
        }

        /** Tells this client from others of the same user, and throws out one of the same name; {@code desktop} is Finesse's own. */
        public Builder resource(String value) {
            resource = Objects.requireNonNull(value, "resource");
            return this;
        }

        public Builder credentials(FinesseCredentials value) {
            credentials = Objects.requireNonNull(value, "credentials");
            return this;
        }

        public Builder connectTimeout(Duration value) {
            connectTimeout = Objects.requireNonNull(value, "connectTimeout");
            return this;
        }

        public Builder loginTimeout(Duration value) {
            loginTimeout = Objects.requireNonNull(value, "loginTimeout");
            return this;
        }

        public Builder requestTimeout(Duration value) {
            requestTimeout = Objects.requireNonNull(value, "requestTimeout");
            return this;
        }

        public Builder closeTimeout(Duration value) {
            closeTimeout = Objects.requireNonNull(value, "closeTimeout");
            return this;
        }

        /** Finesse expects a ping every 20 s at least. */
        public Builder pingInterval(Duration value) {
            pingInterval = Objects.requireNonNull(value, "pingInterval");
            return this;
        }

        public Builder pingTimeout(Duration value) {
            pingTimeout = Objects.requireNonNull(value, "pingTimeout");
            return this;
        }

        public Builder pingRetries(int value) {
            pingRetries = value;
            return this;
        }

        public Builder boshWait(Duration value) {
            boshWait = Objects.requireNonNull(value, "boshWait");
            return this;
        }

        public Builder maxStanzaBytes(int value) {
            maxStanzaBytes = value;
            return this;
        }

        /** @throws IllegalArgumentException naming every fault, one a line */
        public XmppOptions build() {
            var faults = new ArrayList<String>();
            checkEndpoint(faults);
            checkDurations(faults);
            checkRange("pingRetries", pingRetries, 0, MOST_PING_RETRIES, faults);
            checkRange("maxStanzaBytes", maxStanzaBytes, LEAST_STANZA_BYTES, MOST_STANZA_BYTES, faults);
            Jid pubSub = jid("pubSubDomain", "", pubSubDomain, "", faults);
            String loginId = credentials == null ? "" : credentials.loginId();
            if (credentials == null) {
                faults.add("credentials: must be given");
            }
            if (resource.isEmpty()) {
                faults.add("resource: must be given");
            }
            Jid jid = jid("domain", loginId, domain, resource, faults);
            if (!faults.isEmpty() || endpoint == null || credentials == null || jid == null || pubSub == null) {
                throw new IllegalArgumentException(String.join("\n", faults));
            }
            return new XmppOptions(this, endpoint, jid, pubSub.domain(), credentials);
        }

        private static @Nullable Jid jid(
                String name, String loginId, String domain, String resource, List<String> faults) {
            if (domain.isEmpty()) {
                faults.add(name + ": must be given");
                return null;
            }
            try {
                return Jid.ofLoginId(loginId, domain).withResource(resource);
            } catch (IllegalArgumentException e) {
                faults.add((name.equals("domain") ? "" : name + ": ") + e.getMessage());
                return null;
            }
        }

        private void checkEndpoint(List<String> faults) {
            if (endpoint == null) {
                faults.add("endpoint: must be given");
                return;
            }
            String scheme = String.valueOf(endpoint.getScheme());
            String host = String.valueOf(endpoint.getHost());
            if (endpoint.getHost() == null || endpoint.getUserInfo() != null) {
                faults.add("endpoint: must have a host and no user");
            } else if (PLAIN_SCHEMES.contains(scheme)) {
                if (!Loopback.is(host)) {
                    faults.add("endpoint: " + scheme + " is for loopback only, was for " + host);
                }
            } else if (!SAFE_SCHEMES.contains(scheme)) {
                faults.add("endpoint: must be of scheme wss or https, was of " + scheme);
            }
        }

        private void checkDurations(List<String> faults) {
            checkPositive("connectTimeout", connectTimeout, faults);
            checkPositive("loginTimeout", loginTimeout, faults);
            checkPositive("requestTimeout", requestTimeout, faults);
            checkPositive("closeTimeout", closeTimeout, faults);
            checkPositive("pingInterval", pingInterval, faults);
            checkPositive("pingTimeout", pingTimeout, faults);
            boolean wholeSeconds = boshWait.equals(Duration.ofSeconds(boshWait.toSeconds()));
            if (!wholeSeconds || boshWait.toSeconds() < 1 || boshWait.compareTo(MOST_BOSH_WAIT) > 0) {
                faults.add("boshWait: must be whole seconds from 1 to " + MOST_BOSH_WAIT.toSeconds() + ", was "
                        + boshWait);
            }
        }

        private static void checkPositive(String name, Duration value, List<String> faults) {
            if (value.isZero() || value.isNegative() || value.compareTo(Duration.ofHours(1)) > 0) {
                faults.add(name + ": must be positive and at most an hour, was " + value);
            }
        }

        private static void checkRange(String name, int value, int least, int most, List<String> faults) {
            if (value < least || value > most) {
                faults.add(name + ": must be " + least + " to " + most + ", was " + value);
            }
        }
    }
}
