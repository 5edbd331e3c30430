package io.connects.salesforce.setup;

import io.connects.salesforce.SObjectDescription;
import io.connects.salesforce.SalesforceRest;
import io.connects.salesforce.setup.Step.State;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/** The custom object of guarded assignments. It is looked for only: custom objects are made by an administrator. */
final class GuardObject {
    static final String TYPE = "Connects_Assignment__c";
    static final String BY_HAND =
            "create it by hand: Setup > Object Manager > Create > Custom Object, label Connects Assignment, object name"
                    + " Connects_Assignment, deployed; in it a text field, label Key, name Key, length 40, required, unique (case sensitive), external id;"
                    + " then give the integration user Read, Create and Delete on the object and Read and Edit on the field";

    private static final String WHAT = "object " + TYPE;
    private static final String KEY = "Key__c";
    private static final Set<String> ABSENT = Set.of("NOT_FOUND", "INVALID_TYPE");

    private final SalesforceRest rest;

    GuardObject(SalesforceRest rest) {
        this.rest = rest;
    }

    CompletableFuture<Step> look() {
        return InTurn.orRefused(
                () -> rest.describe(TYPE).thenApply(GuardObject::of),
                refusal -> ABSENT.contains(refusal.code())
                        ? new Step(WHAT, State.MISSING, BY_HAND)
                        : new Step(WHAT, State.REFUSED, refusal.code() + ": " + refusal.text()));
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
