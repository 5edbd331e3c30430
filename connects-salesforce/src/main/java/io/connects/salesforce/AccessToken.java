package io.connects.salesforce;

import io.connects.core.Secret;
import java.net.URI;

/**
 * A token and the host that it is for.
 *
 * @param instanceUri every request goes there, whatever host issued the token
 */
public record AccessToken(Secret secret, URI instanceUri) {}
