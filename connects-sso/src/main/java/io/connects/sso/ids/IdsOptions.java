package io.connects.sso.ids;

import io.connects.core.Secret;
import io.connects.core.http.PemCertificates;
import io.connects.sso.internal.Addresses;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One IdS node and the client that an administrator registered there. Immutable. */
public final class IdsOptions {
    private final URI node;
    private final String clientId;
    private final Secret clientSecret;
    private final URI redirectUri;
    private final IdsPaths paths;
    private final ClientAuthentication authentication;
    private final List<Path> trustFiles;
    private final Duration requestTimeout;

    private IdsOptions(Builder builder, URI node, Secret clientSecret, URI redirectUri) {
        this.node = node;
        this.clientId = builder.clientId;
        this.clientSecret = clientSecret;
        this.redirectUri = redirectUri;
        this.paths = builder.paths;
        this.authentication = builder.authentication;
        this.trustFiles = builder.trustFiles;
        this.requestTimeout = builder.requestTimeout;
    }

    /** Scheme, host and port. */
    public URI node() {
        return node;
    }

    public String clientId() {
        return clientId;
    }

    public Secret clientSecret() {
        return clientSecret;
    }

    /** As it was registered, to the letter. */
    public URI redirectUri() {
        return redirectUri;
    }

    public IdsPaths paths() {
        return paths;
    }

    public ClientAuthentication authentication() {
        return authentication;
    }

    /** Files of PEM with certificate authorities that are trusted beside the platform's. */
    public List<Path> trustFiles() {
        return trustFiles;
    }

    /** For one request. */
    public Duration requestTimeout() {
        return requestTimeout;
    }

    public Builder toBuilder() {
        return new Builder()
                .node(node)
                .client(clientId, clientSecret)
                .redirectUri(redirectUri)
                .paths(paths)
                .authentication(authentication)
                .trustFiles(trustFiles)
                .requestTimeout(requestTimeout);
    }

    public static Builder builder() {
        return new Builder();
    }

    /** Collects options. Not thread-safe. */
    public static final class Builder {
        private @Nullable URI node;
        private String clientId = "";
        private @Nullable Secret clientSecret;
        private @Nullable URI redirectUri;
        private IdsPaths paths = IdsPaths.DEFAULT;
        private ClientAuthentication authentication = ClientAuthentication.BASIC;
        private List<Path> trustFiles = List.of();
        private Duration requestTimeout = Duration.ofSeconds(10);

        private Builder() {}

        /** {@code https://HOST:8553}, or {@code http} on loopback. */
        public Builder node(URI value) {
            node = value;
            return this;
        }

        /** As the console of IdS shows them. */
        public Builder client(String id, Secret secret) {
            clientId = id;
            clientSecret = secret;
            return this;
        }

        /** One that is registered for the client. */
        public Builder redirectUri(URI value) {
            redirectUri = value;
            return this;
        }

        /** Default {@link IdsPaths#DEFAULT}. */
        public Builder paths(IdsPaths value) {
            paths = value;
            return this;
        }

        /** Default {@link ClientAuthentication#BASIC}. */
        public Builder authentication(ClientAuthentication value) {
            authentication = value;
            return this;
        }

        /** Default none. Each must hold certificates when this is built. */
        public Builder trustFiles(List<Path> values) {
            trustFiles = List.copyOf(values);
            return this;
        }

        /** Default 10 s. */
        public Builder requestTimeout(Duration value) {
            requestTimeout = value;
            return this;
        }

        /** @throws IllegalArgumentException naming every fault */
        public IdsOptions build() {
            var faults = new ArrayList<String>();
            URI checkedNode = checked("node", node, faults, true);
            URI checkedRedirect = checked("redirectUri", redirectUri, faults, false);
            Secret secret = clientSecret;
            if (clientId.isBlank() || secret == null) {
                faults.add("client: id or secret is missing");
            }
            for (Path file : trustFiles) {
                try {
                    var unused = PemCertificates.read(file);
                } catch (IOException e) {
                    faults.add("trustFiles: " + e.getMessage());
                }
            }
            if (requestTimeout.isZero() || requestTimeout.isNegative()) {
                faults.add("requestTimeout: must be positive, was " + requestTimeout);
            }
            if (checkedNode == null || checkedRedirect == null || secret == null || !faults.isEmpty()) {
                throw new IllegalArgumentException(String.join("\n", faults));
            }
            return new IdsOptions(this, checkedNode, secret, checkedRedirect);
        }

        private static @Nullable URI checked(String name, @Nullable URI uri, List<String> faults, boolean isNode) {
            if (uri == null) {
                faults.add(name + ": is missing");
                return null;
            }
            try {
                return isNode ? Addresses.node(name, uri) : Addresses.secure(name, uri);
            } catch (IllegalArgumentException e) {
                faults.add(String.valueOf(e.getMessage()));
                return null;
            }
        }
    }
}
