package io.connects.salesforce.setup;

import io.connects.salesforce.SObject;
import io.connects.salesforce.SalesforceId;
import io.connects.salesforce.SalesforceRest;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;

/** Queries for records by many ids, {@value #AT_ONCE} at a time because a URL has a limit. Immutable. */
final class Lookups {
    private static final int AT_ONCE = 200;

    private final SalesforceRest rest;

    Lookups(SalesforceRest rest) {
        this.rest = rest;
    }

    /**
     * The records whose field holds one of the ids.
     *
     * @param select ends before the condition on the field
     */
    CompletableFuture<List<SObject>> byId(String select, String field, Collection<String> ids) {
        var all = ids.stream().distinct().sorted().toList();
        var chunks = new ArrayList<List<String>>();
        for (int from = 0; from < all.size(); from += AT_ONCE) {
            chunks.add(all.subList(from, Math.min(all.size(), from + AT_ONCE)));
        }
        return InTurn.all(chunks, chunk -> rest.query(select + " " + field + " IN (" + quoted(chunk) + ")"));
    }

    private static String quoted(List<String> ids) {
        return ids.stream().map(id -> "'" + SalesforceId.of(id) + "'").collect(Collectors.joining(", "));
    }
}
