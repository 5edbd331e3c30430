package io.connects.salesforce.routing;

import io.connects.salesforce.SalesforceId;
import java.util.Collection;
import java.util.stream.Collectors;

/** The queries of External Routing. Values come from ids and configuration that were checked, so nothing needs quoting. */
final class Soql {
    static final String EXTERNAL = "RoutingModel = 'ExternalRouting'";

    private Soql() {}

    static String select(Collection<String> fields, String type, String where) {
        return "SELECT " + String.join(", ", fields) + " FROM " + type + " WHERE " + where;
    }

    static String idIn(Collection<String> ids) {
        return in("Id", ids);
    }

    static String in(String field, Collection<String> ids) {
        return ids.stream()
                .map(id -> "'" + SalesforceId.of(id) + "'")
                .collect(Collectors.joining(", ", field + " IN (", ")"));
    }
}
