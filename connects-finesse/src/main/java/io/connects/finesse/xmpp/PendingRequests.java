package io.connects.finesse.xmpp;

import io.connects.core.ClosedException;
import io.connects.core.ConnectsException;
import io.connects.core.NoAnswerException;
import io.connects.core.PeerRefusedException;
import io.connects.core.PeerUnreachableException;
import io.connects.finesse.xmpp.internal.engine.Outcome;
import io.connects.finesse.xmpp.internal.engine.PubSubRequest;
import io.connects.finesse.xmpp.message.XmppEnd;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** The futures of requests. Thread-safe. */
final class PendingRequests {
    private final AtomicLong numbers = new AtomicLong();
    private final Map<Long, CompletableFuture<Void>> futures = new ConcurrentHashMap<>();

    PubSubRequest next(boolean subscribe, String node, CompletableFuture<Void> future) {
        long number = numbers.incrementAndGet();
        futures.put(number, future);
        return new PubSubRequest(number, subscribe, node);
    }

    void complete(PubSubRequest request, Outcome outcome) {
        CompletableFuture<Void> future = futures.remove(request.number());
        if (future == null) {
            return;
        }
        if (outcome instanceof Outcome.Done) {
            future.complete(null);
        } else {
            future.completeExceptionally(failure(request, outcome));
        }
    }

    private static ConnectsException failure(PubSubRequest request, Outcome outcome) {
        String what = (request.subscribe() ? "subscribing to " : "ending the subscription to ") + request.node();
        if (outcome instanceof Outcome.Refused refused) {
            return new PeerRefusedException(
                    what, refused.condition(), refused.text(), refused.type().equals("wait"));
        } else if (outcome instanceof Outcome.NotSent notSent) {
            return new PeerUnreachableException(what + ": " + notSent.reason(), null);
        } else if (outcome instanceof Outcome.Ended ended) {
            return ended.end().kind() == XmppEnd.Kind.CLOSED
                    ? new ClosedException("the XMPP session")
                    : new NoAnswerException(what + ": " + ended.end().reason(), null);
        }
        return new NoAnswerException(what + ": no answer in time", null);
    }
}
