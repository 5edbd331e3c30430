package io.connects.salesforce.setup;

import io.connects.core.PeerRefusedException;
import io.connects.salesforce.MetadataApi;
import io.connects.salesforce.SObjectDescription;
import io.connects.salesforce.SalesforceClient;
import io.connects.salesforce.SalesforceRest;
import io.connects.salesforce.internal.Cached;
import io.connects.salesforce.setup.Step.State;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/** The custom object of guarded assignments, and a permission set that lets the user have its rows. */
final class GuardObject {
    static final String TYPE = "Connects_Assignment__c";
    static final String BY_HAND =
            "Setup > Object Manager > Create > Custom Object, label Connects Assignment, object name Connects_Assignment, deployed;"
                    + " in it a text field, label Key, name Key, length 40, required, unique (case sensitive), external id;"
                    + " then give the integration user Read, Create, Edit and Delete on the object";

    private static final String WHAT = "object " + TYPE;
    private static final String KEY = "Key__c";
    private static final Set<String> ABSENT = Set.of("NOT_FOUND", "INVALID_TYPE");
    private static final Set<String> THERE_ALREADY =
            Set.of("DUPLICATE_DEVELOPER_NAME", "DUPLICATE_VALUE", "DUPLICATES_DETECTED");

    private final SalesforceRest rest;
    private final MetadataApi metadata;
    private final GuardPermission permission;

    GuardObject(SalesforceClient client) {
        this.rest = client.rest();
        this.metadata = client.metadata();
        this.permission = new GuardPermission(client);
    }

    CompletableFuture<Step> look() {
        return InTurn.orRefused(
                () -> rest.describe(TYPE).thenApply(GuardObject::of),
                refusal -> ABSENT.contains(refusal.code())
                        ? new Step(
                                WHAT,
                                State.MISSING,
                                "with the unique field " + KEY + ", and the permission set "
                                        + GuardDefinition.PERMISSION_SET + " for the user")
                        : refused(refusal, ""));
    }

    /** Makes the object unless the user sees it, lets the user have it, and looks at it again. */
    CompletableFuture<Step> carryOut() {
        return look().thenCompose(found -> found.state() == State.MISSING
                ? InTurn.orRefused(
                        this::create, refusal -> refused(refusal, "; an administrator can make it: " + BY_HAND))
                : CompletableFuture.completedFuture(found));
    }

    private CompletableFuture<Step> create() {
        return unlessThere(metadata.create("CustomObject", GuardDefinition.OBJECT))
                .thenCompose(made -> permission.give())
                .thenCompose(given -> look())
                .thenApply(now -> now.state() == State.THERE ? new Step(WHAT, State.CREATED, "") : now);
    }

    /** What has the name already may be hidden from the user. */
    static CompletableFuture<Void> unlessThere(CompletableFuture<Void> creation) {
        return creation.handle((done, failure) -> failure)
                .thenCompose(failure -> failure == null || isThere(failure)
                        ? CompletableFuture.completedFuture(null)
                        : CompletableFuture.failedFuture(failure));
    }

    private static boolean isThere(Throwable failure) {
        return Cached.cause(failure) instanceof PeerRefusedException refusal && THERE_ALREADY.contains(refusal.code());
    }

    private static Step refused(PeerRefusedException refusal, String advice) {
        return new Step(WHAT, State.REFUSED, refusal.code() + ": " + refusal.text() + advice);
    }

    private static Step of(SObjectDescription described) {
        if (!described.fields().contains(KEY)) {
            return new Step(WHAT, State.DIFFERS, "it has no field " + KEY + " that the user sees");
        }
        if (!described.unique().contains(KEY)) {
            return new Step(WHAT, State.DIFFERS, KEY + " is not unique, so it guards nothing");
        }
        if (!described.createable().contains(KEY)) {
            return new Step(WHAT, State.DIFFERS, "the user may not set " + KEY + " on create");
        }
        return new Step(WHAT, State.THERE, "");
    }
}
