package io.connects.salesforce.routing;

import io.connects.core.ProtocolViolationException;
import io.connects.salesforce.streaming.StreamEvent;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** One way in which an org tells of PSRs and AgentWorks. Owned by the source's serial executor. */
interface Hints {
    /** All channels to subscribe, the one without which nothing is heard of PSRs first. */
    List<String> channels();

    /** Complete when the channels can be subscribed, as far as that can be known; fails with what to do. */
    CompletableFuture<Void> ensure(Schema schema);

    /** @throws ProtocolViolationException when it makes no sense */
    void event(StreamEvent event);

    /** Whether deletions of PSRs may never be told, so that they have to be asked for often. */
    default boolean mayMissDeletions() {
        return false;
    }
}
