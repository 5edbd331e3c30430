package io.connects.simulators.salesforce;

import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The records, live and deleted, by id. Confined to the org's thread. */
final class RecordStore {
    private final Map<String, Map<String, Row>> live = new HashMap<>();
    private final Map<String, Row> deleted = new HashMap<>();
    /** By object and then by the index's name. */
    private final Map<String, Map<String, RowIndex>> indexes = new HashMap<>();

    private final Map<String, Long> lastNumbers = new HashMap<>();

    @Nullable
    Row find(String type, String id) {
        return table(type).get(id);
    }

    @Nullable
    Row findDeleted(String id) {
        return deleted.get(id);
    }

    Collection<Row> all(String type) {
        return table(type).values();
    }

    /** The live records whose key has this value. The index is made when first asked for and kept; {@code name} stands for {@code key}. */
    List<Row> where(String type, String name, Function<Row, @Nullable String> key, String value) {
        Map<String, RowIndex> known = indexes.computeIfAbsent(type, t -> new HashMap<>());
        RowIndex index = known.get(name);
        if (index == null) {
            index = new RowIndex(key);
            for (Row row : all(type)) {
                index.replace(null, row);
            }
            known.put(name, index);
        }
        return index.get(value);
    }

    /** The live records with this value of a text or reference field. */
    List<Row> where(String type, String field, String value) {
        return where(type, field, row -> row.text(field), value);
    }

    private void reindex(String type, @Nullable Row before, @Nullable Row after) {
        indexes.getOrDefault(type, Map.of()).values().forEach(index -> index.replace(before, after));
    }

    String nextId(ObjectType type) {
        return SalesforceId.number(type.prefix(), lastNumbers.getOrDefault(type.name(), 0L) + 1);
    }

    /** How many records of this type were ever created; the number of the next one follows. */
    long created(String type) {
        return lastNumbers.getOrDefault(type, 0L);
    }

    void put(Row row) {
        Row before = table(row.type()).put(row.id(), row);
        reindex(row.type(), before, row);
        if (before == null && deleted.remove(row.id()) == null) {
            lastNumbers.merge(row.type(), 1L, Long::sum);
        }
    }

    /** The deleted records of a type; SystemModstamp tells since when. */
    Stream<Row> allDeleted(String type) {
        return deleted.values().stream().filter(row -> row.type().equals(type));
    }

    void remove(Row row, Instant at) {
        reindex(row.type(), table(row.type()).remove(row.id()), null);
        deleted.put(row.id(), row.with(Map.of("IsDeleted", true, "SystemModstamp", SalesforceTime.print(at))));
    }

    /** Takes back the latest {@link #put} of a new record; its number is free again, because nobody was told of it. */
    void forget(Row row) {
        reindex(row.type(), table(row.type()).remove(row.id()), null);
        lastNumbers.merge(row.type(), -1L, Long::sum);
    }

    private Map<String, Row> table(String type) {
        return live.computeIfAbsent(type, t -> new LinkedHashMap<>());
    }
}
