package io.connects.salesforce.routing;

import io.connects.core.PeerRefusedException;
import io.connects.salesforce.SObject;
import io.connects.salesforce.SalesforceRest;
import io.connects.salesforce.internal.Cached;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sees to it that a PushTopic exists. One that exists is never changed. Thread-safe. */
final class Topics {
    private static final Logger log = LoggerFactory.getLogger(Topics.class);

    private final SalesforceRest rest;
    private final boolean create;

    Topics(SalesforceRest rest, boolean create) {
        this.rest = rest;
        this.create = create;
    }

    /** Complete when the topic exists; fails with what to create when it does not and may not be created here. */
    CompletableFuture<Void> ensure(PushTopic wanted) {
        return rest.query(wanted.lookup())
                .thenCompose(found -> found.isEmpty() ? missing(wanted) : existing(wanted, found.get(0)));
    }

    private static CompletableFuture<Void> existing(PushTopic wanted, SObject topic) {
        String has = topic.text("Query");
        if (!wanted.sameQuery(has)) {
            log.warn(
                    "salesforce topic={} query=\"{}\" differs from \"{}\": events that lack fields are read again over REST",
                    wanted.name(),
                    has,
                    wanted.query());
        }
        return CompletableFuture.completedFuture(null);
    }

    private CompletableFuture<Void> missing(PushTopic wanted) {
        String name = wanted.name();
        if (!create) {
            throw new PeerRefusedException(
                    "listening to the PushTopic " + name, "NO_SUCH_TOPIC", "create it: " + wanted, false);
        }
        return rest.version()
                .thenCompose(version -> rest.create("PushTopic", wanted.fields(version)))
                .thenAccept(id -> log.info("salesforce topic={} created id={}", name, id))
                .exceptionallyCompose(failure -> {
                    boolean twin = Cached.cause(failure) instanceof PeerRefusedException refused
                            && List.of("DUPLICATE_VALUE", "DUPLICATE_DEVELOPER_NAME")
                                    .contains(refused.code());
                    return twin
                            ? CompletableFuture.completedFuture(null)
                            : CompletableFuture.failedFuture(Cached.cause(failure));
                });
    }
}
