package io.connects.salesforce.routing;

import io.connects.core.PeerRefusedException;
import io.connects.core.routing.AssignmentResult;
import io.connects.core.routing.AssignmentResult.Assigned;
import io.connects.core.routing.AssignmentResult.Fenced;
import io.connects.core.routing.AssignmentResult.Refused;
import io.connects.core.routing.AssignmentResult.Scope;
import io.connects.salesforce.CompositeRequest;
import io.connects.salesforce.CompositeResult;
import io.connects.salesforce.SObjectDescription;
import io.connects.salesforce.SalesforceError;
import io.connects.salesforce.SalesforceRest;
import io.connects.salesforce.internal.Cached;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Creates an AgentWork together with a guard row, both or neither. The row's key is unique and names the PSR as it stood, so that of two creates
 * that were meant to be one only the first works, however late the other lands. Each pair is a request of its own. Thread-safe.
 *
 * <p>Unproven: no public source says whether Omni-Channel takes part when Salesforce undoes a composite request. Try it in a sandbox first.
 */
final class GuardedAssignments {
    /** The guard's object. */
    static final String TYPE = "Connects_Assignment__c";
    /** Its text field of 40 characters or more, an external id that is unique. */
    static final String KEY = "Key__c";

    private static final String GUARD = "guard";
    private static final String WORK = "work";
    private static final String MISSING = "guarded assignment needs the object " + TYPE + " with the field " + KEY
            + ", and the right to see and create both: ./connects salesforce setup";
    private static final Set<String> NO_SUCH_OBJECT =
            Set.of("NOT_FOUND", "INVALID_TYPE", "INVALID_FIELD", "INVALID_FIELD_FOR_INSERT_UPDATE");

    private final SalesforceRest rest;
    private final LongSupplier nanos;
    private volatile boolean there;

    GuardedAssignments(SalesforceRest rest, LongSupplier nanos) {
        this.rest = rest;
        this.nanos = nanos;
    }

    /** Looks for the guard's object beforehand, so that no agent waits for that. */
    CompletableFuture<?> start() {
        return look(rest);
    }

    void add(Assignment one) {
        if (there) {
            create(one);
            return;
        }
        var unused = look(one.within(rest, nanos.getAsLong())).whenComplete((found, failure) -> {
            if (failure == null) {
                create(one);
            } else {
                one.result().complete(notLooked(Cached.cause(failure)));
            }
        });
    }

    private CompletableFuture<SObjectDescription> look(SalesforceRest by) {
        return by.describe(TYPE).thenApply(described -> {
            if (!described.selectable(KEY)) {
                throw new PeerRefusedException("describe " + TYPE, "INVALID_FIELD", "no field " + KEY, false);
            }
            there = true;
            return described;
        });
    }

    /** Nothing was created yet, whatever became of the question for the guard. */
    private static AssignmentResult notLooked(Throwable cause) {
        if (cause instanceof PeerRefusedException refused && NO_SUCH_OBJECT.contains(refused.code())) {
            return new Refused(Scope.ORG, refused.code(), MISSING);
        }
        AssignmentResult result = Results.of(cause);
        return result instanceof AssignmentResult.Unanswered open
                ? new AssignmentResult.NotSent("the guard's object was not described: " + open.reason())
                : result;
    }

    private void create(Assignment one) {
        long now = nanos.getAsLong();
        if (one.late(now)) {
            one.tooLate();
            return;
        }
        Map<String, ?> row = Map.of(KEY, one.psr().id() + ":" + one.psr().serial());
        CompositeRequest pair = CompositeRequest.allOrNone()
                .create(GUARD, TYPE, row)
                .create(WORK, AgentWorkRecord.TYPE, one.record().fields())
                .build();
        var unused = one.within(rest, now)
                .composite(pair)
                .handle(this::result)
                .whenComplete(
                        (result, failure) -> one.result().complete(failure == null ? result : Results.of(failure)));
    }

    private AssignmentResult result(@Nullable CompositeResult answer, @Nullable Throwable failure) {
        if (answer == null) {
            return Results.of(failure == null ? new IllegalStateException("no answer") : failure);
        }
        Map.Entry<String, SalesforceError> first = answer.failure().orElse(null);
        if (first == null) {
            return new Assigned(answer.part(WORK).id().value());
        }
        SalesforceError error = first.getValue();
        if (first.getKey().equals(GUARD) && error.code().equals("DUPLICATE_VALUE")) {
            return new Fenced(error.text());
        }
        if (first.getKey().equals(GUARD) && NO_SUCH_OBJECT.contains(error.code())) {
            there = false;
            return new Refused(Scope.ORG, error.code(), MISSING);
        }
        return Results.of(error.toException("create " + List.of(TYPE, AgentWorkRecord.TYPE)));
    }
}
