package io.connects.finesse;

import io.connects.core.http.PemCertificates;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** How to reach a Finesse server or a pair of them, as whom, and what to watch there. Immutable. */
public final class FinesseOptions {
    private final List<URI> nodes;
    private final List<URI> notifications;
    private final @Nullable String release;
    private final FinesseCredentials credentials;
    private final String resource;
    private final List<Path> trustFiles;
    private final boolean ownDialogs;
    private final boolean ownMedia;
    private final List<String> teams;
    private final List<String> queues;
    private final Duration requestTimeout;
    private final Duration outcomeTimeout;
    private final Duration askAgain;
    private final Duration poll;

    private FinesseOptions(Builder builder, FinesseCredentials credentials) {
        this.nodes = builder.nodes;
        this.notifications = builder.notifications;
        this.release = builder.release;
        this.credentials = credentials;
        this.resource = builder.resource;
        this.trustFiles = builder.trustFiles;
        this.ownDialogs = builder.ownDialogs;
        this.ownMedia = builder.ownMedia;
        this.teams = builder.teams;
        this.queues = builder.queues;
        this.requestTimeout = builder.requestTimeout;
        this.outcomeTimeout = builder.outcomeTimeout;
        this.askAgain = builder.askAgain;
        this.poll = builder.poll;
    }

    /** REST of the first node, and of the second if there is one. */
    public List<URI> nodes() {
        return nodes;
    }

    /** Notifications of each node; empty when they follow from the release. */
    public List<URI> notifications() {
        return notifications;
    }

    /** Such as {@code 12.6}; null when it is not known, and what there may be is tried. */
    public @Nullable String release() {
        return release;
    }

    /** As whom. */
    public FinesseCredentials credentials() {
        return credentials;
    }

    /** Tells this client from others of the same user. */
    public String resource() {
        return resource;
    }

    /** Files of PEM with certificate authorities that are trusted beside the platform's. */
    public List<Path> trustFiles() {
        return trustFiles;
    }

    /** Whether the own calls are watched. */
    public boolean ownDialogs() {
        return ownDialogs;
    }

    /** Whether the own media routing domains and tasks are watched. */
    public boolean ownMedia() {
        return ownMedia;
    }

    /** Ids of teams whose users are watched. */
    public List<String> teams() {
        return teams;
    }

    /** Ids of queues that are watched. */
    public List<String> queues() {
        return queues;
    }

    /** For one REST request. */
    public Duration requestTimeout() {
        return requestTimeout;
    }

    /** For the outcome of a request that Finesse has accepted. */
    public Duration outcomeTimeout() {
        return outcomeTimeout;
    }

    /** Between rounds of asking the nodes while none serves. */
    public Duration askAgain() {
        return askAgain;
    }

    /** Between looks at everything while notifications come. */
    public Duration poll() {
        return poll;
    }

    public Builder toBuilder() {
        return new Builder()
                .nodes(nodes.toArray(URI[]::new))
                .notifications(notifications.toArray(URI[]::new))
                .release(release)
                .credentials(credentials)
                .resource(resource)
                .trustFiles(trustFiles)
                .own(ownDialogs, ownMedia)
                .teams(teams)
                .queues(queues)
                .requestTimeout(requestTimeout)
                .outcomeTimeout(outcomeTimeout)
                .askAgain(askAgain)
                .poll(poll);
    }

    public static Builder builder() {
        return new Builder();
    }

    /** Collects options. Not thread-safe. */
    public static final class Builder {
        private List<URI> nodes = List.of();
        private List<URI> notifications = List.of();
        private @Nullable String release;
        private @Nullable FinesseCredentials credentials;
        private String resource = "connects";
        private List<Path> trustFiles = List.of();
        private boolean ownDialogs = true;
        private boolean ownMedia = true;
        private List<String> teams = List.of();
        private List<String> queues = List.of();
        private Duration requestTimeout = Duration.ofSeconds(10);
        private Duration outcomeTimeout = Duration.ofSeconds(20);
        private Duration askAgain = Duration.ofSeconds(5);
        private Duration poll = Duration.ofSeconds(60);

        private Builder() {}

        /** One or two; {@code https://HOST:PORT}, or {@code http} on loopback. */
        public Builder nodes(URI... values) {
            nodes = List.of(values);
            return this;
        }

        /** As many as nodes: {@code wss} for WebSocket, {@code https} for BOSH. Default: by the release. */
        public Builder notifications(URI... values) {
            notifications = List.of(values);
            return this;
        }

        /** Default null. */
        public Builder release(@Nullable String value) {
            release = value;
            return this;
        }

        public Builder credentials(FinesseCredentials value) {
            credentials = value;
            return this;
        }

        /** Default {@code connects}; {@code desktop} is Finesse's own. */
        public Builder resource(String value) {
            resource = Objects.requireNonNull(value, "resource");
            return this;
        }

        /** Default none. Each must hold certificates when this is built. */
        public Builder trustFiles(List<Path> values) {
            trustFiles = List.copyOf(values);
            return this;
        }

        /** Default true, both. */
        public Builder own(boolean dialogs, boolean media) {
            ownDialogs = dialogs;
            ownMedia = media;
            return this;
        }

        /** Default none. */
        public Builder teams(List<String> values) {
            teams = List.copyOf(values);
            return this;
        }

        /** Default none. */
        public Builder queues(List<String> values) {
            queues = List.copyOf(values);
            return this;
        }

        /** Default 10 s. */
        public Builder requestTimeout(Duration value) {
            requestTimeout = value;
            return this;
        }

        /** Default 20 s. */
        public Builder outcomeTimeout(Duration value) {
            outcomeTimeout = value;
            return this;
        }

        /** Default 5 s. Finesse's own desktop asks every 20 s. */
        public Builder askAgain(Duration value) {
            askAgain = value;
            return this;
        }

        /** Default 60 s. */
        public Builder poll(Duration value) {
            poll = value;
            return this;
        }

        /** @throws IllegalArgumentException naming every fault */
        public FinesseOptions build() {
            var faults = new ArrayList<String>();
            if (nodes.isEmpty() || nodes.size() > 2) {
                faults.add("nodes: must be one or two, were " + nodes.size());
            }
            for (URI node : nodes) {
                try {
                    var unused = Nodes.checked("nodes", node);
                } catch (IllegalArgumentException e) {
                    faults.add(String.valueOf(e.getMessage()));
                }
            }
            if (!notifications.isEmpty() && notifications.size() != nodes.size()) {
                faults.add("notifications: must be as many as nodes, were " + notifications.size());
            }
            if (credentials == null) {
                faults.add("credentials: are missing");
            }
            if (resource.isBlank()) {
                faults.add("resource: is missing");
            }
            for (Path file : trustFiles) {
                try {
                    var unused = PemCertificates.read(file);
                } catch (IOException e) {
                    faults.add("trustFiles: " + e.getMessage());
                }
            }
            positive("requestTimeout", requestTimeout, faults);
            positive("outcomeTimeout", outcomeTimeout, faults);
            positive("askAgain", askAgain, faults);
            positive("poll", poll, faults);
            if (!faults.isEmpty() || credentials == null) {
                throw new IllegalArgumentException(String.join("; ", faults));
            }
            return new FinesseOptions(this, credentials);
        }

        private static void positive(String name, Duration value, List<String> faults) {
            if (value.isZero() || value.isNegative()) {
                faults.add(name + ": must be positive, was " + value);
            }
        }
    }
}
