package io.connects.salesforce.setup;

import io.connects.core.ProtocolViolationException;
import io.connects.salesforce.MetadataApi;
import io.connects.salesforce.OAuthTokenSource;
import io.connects.salesforce.SObject;
import io.connects.salesforce.SalesforceClient;
import io.connects.salesforce.SalesforceId;
import io.connects.salesforce.SalesforceRest;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** Lets the user of a login have the rows of {@link GuardObject}. */
final class GuardPermission {
    private final SalesforceRest rest;
    private final MetadataApi metadata;
    private final OAuthTokenSource tokens;

    GuardPermission(SalesforceClient client) {
        this.rest = client.rest();
        this.metadata = client.metadata();
        this.tokens = client.tokens();
    }

    /** Makes the permission set unless there is one, and assigns it to the user. */
    CompletableFuture<Void> give() {
        return GuardObject.unlessThere(metadata.create("PermissionSet", GuardDefinition.PERMISSIONS))
                .thenCompose(made -> tokens.accessToken())
                .thenCompose(token -> {
                    SalesforceId user = token.userId();
                    return user == null
                            ? CompletableFuture.failedFuture(
                                    new ProtocolViolationException("the login does not tell its user", -1, new byte[0]))
                            : rest.query("SELECT Id FROM PermissionSet WHERE Name = '" + GuardDefinition.PERMISSION_SET
                                            + "'")
                                    .thenCompose(sets -> assign(sets, user));
                });
    }

    private CompletableFuture<Void> assign(List<SObject> sets, SalesforceId user) {
        if (sets.isEmpty()) {
            return CompletableFuture.failedFuture(
                    new ProtocolViolationException("the permission set is there and hidden", -1, new byte[0]));
        }
        String set = sets.get(0).id();
        return rest.query("SELECT Id FROM PermissionSetAssignment WHERE PermissionSetId = '" + set
                        + "' AND AssigneeId = '" + user + "'")
                .thenCompose(found -> found.isEmpty()
                        ? rest.create(
                                        "PermissionSetAssignment",
                                        Map.of("PermissionSetId", set, "AssigneeId", user.value()))
                                .thenAccept(id -> {})
                        : CompletableFuture.completedFuture(null));
    }
}
