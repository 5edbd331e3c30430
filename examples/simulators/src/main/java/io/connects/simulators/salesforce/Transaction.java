package io.connects.simulators.salesforce;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Changes to records that are kept or undone together. Reads see the changes. Confined to the org's thread. */
final class Transaction {
    /** A record before and after; before is empty for a new one, after for a deleted one. */
    record Change(Optional<Row> before, Optional<Row> after) {}

    private final RecordStore store;
    private final Schema schema;
    private final Instant now;
    private final List<Change> changes = new ArrayList<>();
    private final List<Entry> entries = new ArrayList<>();
    private final List<Runnable> afterwards = new ArrayList<>();
    private final Deque<Runnable> undo = new ArrayDeque<>();

    Transaction(RecordStore store, Schema schema, Instant now) {
        this.store = store;
        this.schema = schema;
        this.now = now;
    }

    Instant now() {
        return now;
    }

    RecordStore store() {
        return store;
    }

    /** The live record with this id, of whatever object. */
    Optional<Row> find(String id) {
        ObjectType type = SalesforceId.isWellFormed(id) ? schema.ofId(id) : null;
        return type == null ? Optional.empty() : Optional.ofNullable(store.find(type.name(), SalesforceId.of18(id)));
    }

    Row insert(String type, Map<String, ? extends @Nullable Object> fields, String cause) {
        String id = store.nextId(schema.require(type));
        String time = SalesforceTime.print(now);
        Row row = new Row(type, id, Map.of())
                .with(fields)
                .with(Map.of(
                        "IsDeleted", false, "CreatedDate", time, "LastModifiedDate", time, "SystemModstamp", time));
        store.put(row);
        undo.push(() -> store.forget(row));
        changes.add(new Change(Optional.empty(), Optional.of(row)));
        entries.add(new Entry.Saved(now, true, row, cause));
        return row;
    }

    Row update(Row before, Map<String, ? extends @Nullable Object> fields, String cause) {
        String time = SalesforceTime.print(now);
        var stamped = new HashMap<String, @Nullable Object>(fields);
        stamped.put("LastModifiedDate", time);
        stamped.put("SystemModstamp", time);
        Row after = before.with(stamped);
        store.put(after);
        undo.push(() -> store.put(before));
        changes.add(new Change(Optional.of(before), Optional.of(after)));
        entries.add(new Entry.Saved(now, false, after, cause));
        return after;
    }

    void delete(Row row, String cause) {
        store.remove(row, now);
        undo.push(() -> store.put(row));
        changes.add(new Change(Optional.of(row), Optional.empty()));
        entries.add(new Entry.Removed(now, row.type(), row.id(), cause));
    }

    /** Runs {@code task} on the org's thread once the changes are kept. */
    void afterwards(Runnable task) {
        afterwards.add(task);
    }

    List<Change> changes() {
        return changes;
    }

    List<Entry> entries() {
        return entries;
    }

    List<Runnable> afterwards() {
        return afterwards;
    }

    /** Undoes every change, newest first. */
    void rollback() {
        while (!undo.isEmpty()) {
            undo.pop().run();
        }
    }
}
