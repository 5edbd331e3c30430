package io.connects.salesforce.routing;

import io.connects.core.ConnectsException;
import io.connects.core.NoAnswerException;
import io.connects.core.NotAuthorisedException;
import io.connects.core.PeerRefusedException;
import io.connects.core.ProtocolViolationException;
import io.connects.core.routing.AssignmentResult;
import io.connects.core.routing.AssignmentResult.NotSent;
import io.connects.core.routing.AssignmentResult.Refused;
import io.connects.core.routing.AssignmentResult.Scope;
import io.connects.core.routing.AssignmentResult.Unanswered;
import io.connects.salesforce.internal.Cached;

/** What a failed request to create an AgentWork means: whether it can have happened, and whom it concerns. */
final class Results {
    private Results() {}

    static AssignmentResult of(Throwable failure) {
        Throwable cause = Cached.cause(failure);
        if (cause instanceof PeerRefusedException refused) {
            String said = refused.code() + " " + refused.text();
            if (RefusalTable.leavesItOpen(refused.code())) {
                return new Unanswered(said);
            }
            return new Refused(RefusalTable.scope(refused), refused.code(), refused.text());
        }
        if (cause instanceof NotAuthorisedException) {
            return new Refused(Scope.ORG, "INVALID_SESSION_ID", text(cause));
        }
        if (cause instanceof NoAnswerException || cause instanceof ProtocolViolationException) {
            return new Unanswered(text(cause));
        }
        if (cause instanceof ConnectsException) {
            return new NotSent(text(cause));
        }
        return new Unanswered("an unexpected failure: " + cause);
    }

    private static String text(Throwable failure) {
        return String.valueOf(failure.getMessage());
    }
}
