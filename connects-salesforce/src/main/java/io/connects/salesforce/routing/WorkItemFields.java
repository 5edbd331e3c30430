package io.connects.salesforce.routing;

import io.connects.core.PeerRefusedException;
import io.connects.core.http.ClientResources;
import io.connects.salesforce.SObject;
import io.connects.salesforce.SObjectDescription;
import io.connects.salesforce.SalesforceId;
import io.connects.salesforce.SalesforceRest;
import io.connects.salesforce.internal.Cached;
import io.connects.salesforce.internal.Json;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads fields of work items of any kind. The first three characters of an id say which object it is of; fields that the object lacks, or that
 * may not be seen, are left out and named once in the log. Fields of parents, such as {@code Account.Name}, are tried one by one, since an
 * object's description does not tell them. Items of one object are read together. Thread-safe.
 */
final class WorkItemFields {
    private static final Logger log = LoggerFactory.getLogger(WorkItemFields.class);

    private final SalesforceRest rest;
    private final Set<String> wanted;
    private final Cached<Map<String, String>> types;
    private final ClientResources on;
    private final Map<String, Gathered<String, Map<String, String>>> byType = new ConcurrentHashMap<>();
    private final Set<String> told = ConcurrentHashMap.newKeySet();

    /**
     * @param rest reads the fields
     * @param urgent looks up the objects, without which no work item can be handed to a queue
     */
    WorkItemFields(SalesforceRest rest, SalesforceRest urgent, Set<String> wanted, ClientResources on) {
        this.rest = rest;
        this.on = on;
        this.wanted = new TreeSet<>(wanted);
        this.types = new Cached<>(urgent::keyPrefixes);
    }

    /** The API name of the object that a work item is of; fails when the org has none with this prefix. */
    CompletableFuture<String> type(String workItemId) {
        String prefix = SalesforceId.of(workItemId).keyPrefix();
        return types.get().thenApply(known -> {
            String type = known.get(prefix);
            if (type == null) {
                throw new PeerRefusedException(
                        "finding the object of " + workItemId,
                        "INVALID_TYPE",
                        "no object has ids with " + prefix,
                        false);
            }
            return type;
        });
    }

    /** The values that there are, as text. Empty when the record cannot be seen. */
    CompletableFuture<Map<String, String>> read(String workItemId) {
        if (wanted.isEmpty()) {
            return CompletableFuture.completedFuture(Map.of());
        }
        String id = SalesforceId.of(workItemId).value();
        return type(id).thenCompose(
                        type -> byType.computeIfAbsent(type, this::reading).get(id))
                .exceptionallyCompose(failure -> unseen(id, Cached.cause(failure)));
    }

    void close() {
        byType.values().forEach(Gathered::close);
    }

    private Gathered<String, Map<String, String>> reading(String type) {
        var fields = new Described<>(
                () -> rest.describe(type).thenApply(this::selectable).thenCompose(found -> tried(type, found)));
        return new Gathered<>(PsrReads.MOST, on, ids -> fields.ask(known -> find(type, known, ids)));
    }

    private CompletableFuture<Function<String, Map<String, String>>> find(
            String type, List<String> fields, List<String> ids) {
        if (fields.isEmpty()) {
            return CompletableFuture.completedFuture(id -> Map.of());
        }
        var selected = new LinkedHashSet<>(List.of("Id"));
        selected.addAll(fields);
        return rest.query(Soql.select(selected, type, Soql.idIn(ids))).thenApply(records -> {
            var byId = new LinkedHashMap<String, Map<String, String>>();
            records.forEach(record -> byId.put(record.id(), texts(fields, record)));
            return id -> byId.getOrDefault(id, Map.of());
        });
    }

    private List<String> selectable(SObjectDescription described) {
        List<String> missing =
                wanted.stream().filter(field -> !described.selectable(field)).toList();
        if (!missing.isEmpty() && told.add(described.type())) {
            log.warn("salesforce object={} lacks or hides the fields {}: they stay empty", described.type(), missing);
        }
        return wanted.stream().filter(described::selectable).toList();
    }

    /** Without the fields of parents that Salesforce refuses. */
    private CompletableFuture<List<String>> tried(String type, List<String> fields) {
        CompletableFuture<List<String>> good = CompletableFuture.completedFuture(
                fields.stream().filter(field -> field.indexOf('.') < 0).toList());
        for (String path :
                fields.stream().filter(field -> field.indexOf('.') >= 0).toList()) {
            good = good.thenCombine(readable(type, path), (before, readable) -> readable ? plus(before, path) : before);
        }
        return good;
    }

    private CompletableFuture<Boolean> readable(String type, String path) {
        return rest.query("SELECT Id, " + path + " FROM " + type + " LIMIT 1")
                .thenApply(found -> true)
                .exceptionallyCompose(failure -> {
                    if (!Described.fieldIsGone(failure)) {
                        return CompletableFuture.failedFuture(Cached.cause(failure));
                    }
                    if (told.add(type + " " + path)) {
                        log.warn("salesforce object={} has or shows no {}: it stays empty", type, path);
                    }
                    return CompletableFuture.completedFuture(false);
                });
    }

    private static List<String> plus(List<String> fields, String one) {
        return Stream.concat(fields.stream(), Stream.of(one)).toList();
    }

    private CompletableFuture<Map<String, String>> unseen(String workItemId, Throwable failure) {
        if (failure instanceof PeerRefusedException refused && !refused.retryable()) {
            String key = workItemId.substring(0, 3) + " " + refused.code();
            if (told.add(key)) {
                log.warn("salesforce workItem={} fields=unreadable reason=\"{}\"", workItemId, refused.getMessage());
            }
            return CompletableFuture.completedFuture(Map.of());
        }
        return CompletableFuture.failedFuture(failure);
    }

    private static Map<String, String> texts(List<String> fields, SObject record) {
        var texts = new LinkedHashMap<String, String>();
        for (String field : fields) {
            Object value = record.fields();
            for (String step : field.split("\\.", -1)) {
                Map<String, @Nullable Object> parent = Json.object(value);
                value = parent == null ? null : parent.get(step);
            }
            if (value != null && !(value instanceof Map) && !value.equals("")) {
                texts.put(field, value.toString());
            }
        }
        return texts;
    }
}
