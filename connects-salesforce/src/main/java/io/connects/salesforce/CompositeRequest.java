package io.connects.salesforce;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/**
 * Up to 25 requests that Salesforce handles in order, as one API request. Later parts refer to what earlier ones answered by {@link #idOf}, or by
 * {@code @{name.field}} in any text. Immutable.
 *
 * @see <a href="https://developer.salesforce.com/docs/atlas.en-us.api_rest.meta/api_rest/resources_composite_composite.htm">Composite</a>
 */
public final class CompositeRequest {
    /** The most parts of one request. */
    public static final int MAX_PARTS = 25;

    private static final HttpUrl NOWHERE = HttpUrl.get("https://salesforce.invalid/");
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_]{1,80}");

    private record Part(
            String name,
            String method,
            String path,
            @Nullable Map<String, ?> body) {}

    private final boolean allOrNone;
    private final List<Part> parts;

    private CompositeRequest(boolean allOrNone, List<Part> parts) {
        this.allOrNone = allOrNone;
        this.parts = List.copyOf(parts);
    }

    /** Parts that are undone together when one of them fails. */
    public static Builder allOrNone() {
        return new Builder(true);
    }

    /** Parts of which each counts by itself; those that refer to a failed one fail too. */
    public static Builder eachByItself() {
        return new Builder(false);
    }

    /** Stands in later parts for the id of the record that this part creates. */
    public static String idOf(String name) {
        return "@{" + name + ".id}";
    }

    /** The names of the parts, in order. */
    List<String> names() {
        return parts.stream().map(Part::name).toList();
    }

    Map<String, Object> json(ApiVersion version) {
        var requests = new ArrayList<Map<String, Object>>();
        for (Part part : parts) {
            var request = new LinkedHashMap<String, Object>();
            request.put("method", part.method());
            request.put("url", "/services/data/v" + version + "/" + part.path());
            request.put("referenceId", part.name());
            if (part.body() != null) {
                request.put("body", part.body());
            }
            requests.add(request);
        }
        return Map.of("allOrNone", allOrNone, "compositeRequest", requests);
    }

    /** Collects parts; names are 1 to 80 letters, digits and underscores, and differ. Not thread-safe. */
    public static final class Builder {
        private final boolean allOrNone;
        private final Map<String, Part> parts = new LinkedHashMap<>();

        private Builder(boolean allOrNone) {
            this.allOrNone = allOrNone;
        }

        public Builder create(String name, String type, Map<String, ?> fields) {
            return add(name, "POST", "sobjects/" + type, new LinkedHashMap<>(fields));
        }

        /** @param id of the record, or {@link #idOf} */
        public Builder retrieve(String name, String type, String id, List<String> fields) {
            return add(name, "GET", "sobjects/" + type + "/" + id + "?fields=" + String.join(",", fields), null);
        }

        /** @param id of the record, or {@link #idOf} */
        public Builder update(String name, String type, String id, Map<String, ?> fields) {
            return add(name, "PATCH", "sobjects/" + type + "/" + id, new LinkedHashMap<>(fields));
        }

        /** @param id of the record, or {@link #idOf} */
        public Builder delete(String name, String type, String id) {
            return add(name, "DELETE", "sobjects/" + type + "/" + id, null);
        }

        /** At most the first page of a query; five at most in one request. */
        public Builder query(String name, String soql) {
            String query =
                    NOWHERE.newBuilder().addQueryParameter("q", soql).build().encodedQuery();
            return add(name, "GET", "query/?" + query, null);
        }

        private Builder add(String name, String method, String path, @Nullable Map<String, ?> body) {
            if (!NAME.matcher(name).matches()) {
                throw new IllegalArgumentException(
                        "name: must be 1 to 80 letters, digits and underscores, was '" + name + "'");
            }
            if (parts.putIfAbsent(name, new Part(name, method, path, body)) != null) {
                throw new IllegalArgumentException("name: there are two parts " + name);
            }
            return this;
        }

        /** @throws IllegalArgumentException when there is no part, or more than {@value #MAX_PARTS} */
        public CompositeRequest build() {
            if (parts.isEmpty() || parts.size() > MAX_PARTS) {
                throw new IllegalArgumentException("parts: must be 1 to " + MAX_PARTS + ", were " + parts.size());
            }
            return new CompositeRequest(allOrNone, new ArrayList<>(parts.values()));
        }
    }
}
