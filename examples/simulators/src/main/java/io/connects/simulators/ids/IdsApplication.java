package io.connects.simulators.ids;

import io.connects.core.Secret;
import java.net.URI;
import java.util.List;
import java.util.Objects;

/**
 * A registered client of the identity service.
 *
 * @param redirectUris where a code may be sent; each exactly as it will be asked for
 */
public record IdsApplication(String clientId, Secret clientSecret, List<URI> redirectUris) {
    /** Checks and copies. */
    public IdsApplication {
        Objects.requireNonNull(clientSecret, "clientSecret");
        redirectUris = List.copyOf(redirectUris);
        if (clientId.isBlank()) {
            throw new IllegalArgumentException("clientId: is missing");
        }
    }
}
