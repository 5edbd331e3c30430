package io.connects.salesforce;

import io.connects.core.Secret;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * A token and the host that it is for.
 *
 * @param instanceUri every request goes there, whatever host issued the token
 * @param organizationId whose token it is; null when the answer did not say
 * @param userId on whose behalf it acts; null when the answer did not say
 */
public record AccessToken(
        Secret secret,
        URI instanceUri,
        @Nullable SalesforceId organizationId,
        @Nullable SalesforceId userId) {}
