package io.connects.simulators.salesforce;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The live records of one object by a key; those whose key is null are left out. Confined to the org's thread. */
final class RowIndex {
    private final Function<Row, @Nullable String> key;
    private final Map<String, Map<String, Row>> rows = new HashMap<>();

    RowIndex(Function<Row, @Nullable String> key) {
        this.key = key;
    }

    void replace(@Nullable Row before, @Nullable Row after) {
        String old = before == null ? null : key.apply(before);
        String now = after == null ? null : key.apply(after);
        if (before != null && old != null && !old.equals(now)) {
            Map<String, Row> some = rows.getOrDefault(old, new HashMap<>());
            some.remove(before.id());
            if (some.isEmpty()) {
                rows.remove(old);
            }
        }
        if (after != null && now != null) {
            rows.computeIfAbsent(now, k -> new LinkedHashMap<>()).put(after.id(), after);
        }
    }

    List<Row> get(String value) {
        return List.copyOf(rows.getOrDefault(value, Map.of()).values());
    }
}
