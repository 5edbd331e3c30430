package io.connects.salesforce.routing;

import io.connects.core.PeerRefusedException;
import io.connects.salesforce.ApiVersion;
import io.connects.salesforce.SObject;
import io.connects.salesforce.SalesforceRest;
import io.connects.salesforce.internal.Cached;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sees to it that a PushTopic exists. One that exists is never changed. Thread-safe. */
final class Topics {
    private static final Logger log = LoggerFactory.getLogger(Topics.class);
    /** Salesforce's limit on a PushTopic's query. */
    private static final int MAX_QUERY = 1_300;

    private final SalesforceRest rest;
    private final boolean create;

    Topics(SalesforceRest rest, boolean create) {
        this.rest = rest;
        this.create = create;
    }

    /** Complete when the topic exists; fails with what to create when it does not and may not be created here. */
    CompletableFuture<Void> ensure(String name, String query) {
        if (query.length() > MAX_QUERY) {
            throw new IllegalArgumentException("query: longer than " + MAX_QUERY + " characters: " + query);
        }
        return rest.query("SELECT Id, Name, Query FROM PushTopic WHERE Name = '" + name + "'")
                .thenCompose(found -> found.isEmpty() ? missing(name, query) : existing(name, query, found.get(0)));
    }

    private static CompletableFuture<Void> existing(String name, String query, SObject topic) {
        String has = topic.text("Query");
        if (has == null || !normal(has).equals(normal(query))) {
            log.warn(
                    "salesforce topic={} query=\"{}\" differs from \"{}\": events that lack fields are read again over REST",
                    name,
                    has,
                    query);
        }
        return CompletableFuture.completedFuture(null);
    }

    private static String normal(String query) {
        return query.replaceAll("\\s+", "").toLowerCase(Locale.ROOT);
    }

    private CompletableFuture<Void> missing(String name, String query) {
        if (!create) {
            throw new PeerRefusedException(
                    "listening to the PushTopic " + name,
                    "NO_SUCH_TOPIC",
                    "create it: Name=" + name + ", Query=" + query + ", NotifyForFields=Referenced,"
                            + " NotifyForOperationCreate, -Update, -Delete and -Undelete=true",
                    false);
        }
        return rest.version()
                .thenCompose(version -> rest.create("PushTopic", fields(name, query, version)))
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

    private static Map<String, Object> fields(String name, String query, ApiVersion version) {
        var fields = new LinkedHashMap<String, Object>();
        fields.put("Name", name);
        fields.put("Query", query);
        fields.put("ApiVersion", new BigDecimal(version.toString()));
        fields.put("NotifyForFields", "Referenced");
        for (String operation : List.of("Create", "Update", "Delete", "Undelete")) {
            fields.put("NotifyForOperation" + operation, true);
        }
        return fields;
    }
}
