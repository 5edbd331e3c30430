package io.connects.simulators.salesforce;

import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** One record at one moment. Values are String, Boolean, Long or Double; an absent field is null. Names starting with $ are the simulator's own. */
record Row(String type, String id, Map<String, Object> fields) {
    Row {
        fields = Collections.unmodifiableMap(new TreeMap<>(fields));
    }

    @Nullable
    Object get(String field) {
        return field.equals("Id") ? id : fields.get(field);
    }

    @Nullable
    String text(String field) {
        return get(field) instanceof String s ? s : null;
    }

    boolean is(String field) {
        return Boolean.TRUE.equals(get(field));
    }

    double number(String field, double otherwise) {
        return get(field) instanceof Number n ? n.doubleValue() : otherwise;
    }

    @Nullable
    Instant instant(String field) {
        String text = text(field);
        return text == null ? null : SalesforceTime.parse(text);
    }

    boolean refersTo(String field, String id) {
        return id.equals(get(field));
    }

    /** This row with some fields changed; a null value clears the field. */
    Row with(Map<String, ? extends @Nullable Object> changes) {
        var merged = new TreeMap<String, Object>(fields);
        changes.forEach((field, value) -> {
            if (value == null) {
                merged.remove(field);
            } else {
                merged.put(field, value);
            }
        });
        return new Row(type, id, merged);
    }
}
