package io.connects.salesforce.routing;

import io.connects.core.PeerRefusedException;
import io.connects.salesforce.AccessToken;
import io.connects.salesforce.SObject;
import io.connects.salesforce.SalesforceClient;
import io.connects.salesforce.SalesforceId;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Whether the org is the one that was configured: a login of the wrong sandbox must not route anything. Asked at start and whenever the org has moved to
 * another instance. Thread-safe.
 */
public final class OrgCheck {
    /** The code of the refusal. */
    public static final String WRONG_ORG = "WRONG_ORG";

    private final SalesforceClient client;
    private final @Nullable String expectedId;
    private final @Nullable Boolean expectedSandbox;
    private volatile @Nullable URI checked;
    private volatile @Nullable String fault;

    public OrgCheck(SalesforceClient client, ExternalRoutingOptions options) {
        this.client = client;
        this.expectedId = options.expectedOrganization().orElse(null);
        this.expectedSandbox = options.expectedSandbox().orElse(null);
    }

    /** What is wrong with the org in use; null while nothing is known to be. */
    @Nullable
    String fault() {
        return fault;
    }

    /** Complete when it is the expected org; fails with {@code WRONG_ORG} when it is not. Asks only where the answer is not known. */
    public CompletableFuture<Void> verify() {
        if (expectedId == null && expectedSandbox == null) {
            return CompletableFuture.completedFuture(null);
        }
        return client.tokens().accessToken().thenCompose(this::verify);
    }

    private CompletableFuture<Void> verify(AccessToken token) {
        if (token.instanceUri().equals(checked)) {
            return CompletableFuture.completedFuture(null);
        }
        return client.rest()
                .query("SELECT Id, IsSandbox FROM Organization")
                .thenAccept(found -> answered(token.instanceUri(), found));
    }

    private void answered(URI instance, List<SObject> found) {
        SObject org = found.isEmpty() ? new SObject("Organization", java.util.Map.of()) : found.get(0);
        String id = org.requireId("Id");
        boolean sandbox = org.isTrue("IsSandbox");
        String wrong = null;
        if (expectedId != null && !SalesforceId.of(expectedId).value().equals(id)) {
            wrong = "the login leads to the org " + id + ", and " + expectedId + " is configured";
        } else if (expectedSandbox != null && expectedSandbox != sandbox) {
            wrong = "the login leads to " + (sandbox ? "a sandbox" : "a production org") + " (" + id + "), and "
                    + (expectedSandbox ? "a sandbox" : "a production org") + " is configured";
        }
        fault = wrong;
        checked = wrong == null ? instance : null;
        if (wrong != null) {
            throw new PeerRefusedException("checking the org", WRONG_ORG, wrong, false);
        }
    }
}
