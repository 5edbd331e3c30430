package io.connects.salesforce;

import java.util.Set;

/**
 * What an org says about one of its objects, as far as it may be seen.
 *
 * @param type the API name
 * @param keyPrefix the first three characters of its ids; empty when it has none
 * @param fields API names of the fields
 * @param createable those of them that the user may set when creating a record
 * @param unique those of them of which no two records may have the same value
 * @param relationships names by which a query reaches the parents, such as {@code Account}
 */
public record SObjectDescription(
        String type,
        String keyPrefix,
        Set<String> fields,
        Set<String> createable,
        Set<String> unique,
        Set<String> relationships) {
    public SObjectDescription {
        fields = Set.copyOf(fields);
        createable = Set.copyOf(createable);
        unique = Set.copyOf(unique);
        relationships = Set.copyOf(relationships);
    }

    /** Whether a query may select this: a field, or a field of a parent such as {@code Account.Name}, whose last part is not checked. */
    public boolean selectable(String path) {
        int dot = path.indexOf('.');
        return dot < 0 ? fields.contains(path) : relationships.contains(path.substring(0, dot));
    }
}
