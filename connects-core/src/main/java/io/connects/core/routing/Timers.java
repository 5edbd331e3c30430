package io.connects.core.routing;

import java.util.Comparator;
import java.util.OptionalLong;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The items that wait for a time. Not thread-safe. */
final class Timers {
    private final TreeSet<Item> byTime =
            new TreeSet<>(Comparator.<Item>comparingLong(item -> item.until).thenComparing(item -> item.workItemId));

    void set(Item item, long until) {
        cancel(item);
        item.until = until;
        item.timed = true;
        byTime.add(item);
    }

    void cancel(Item item) {
        if (item.timed) {
            byTime.remove(item);
            item.timed = false;
        }
    }

    /** Takes out the next item whose time has come. */
    @Nullable
    Item poll(long now) {
        if (byTime.isEmpty() || byTime.first().until > now) {
            return null;
        }
        Item item = byTime.first();
        cancel(item);
        return item;
    }

    OptionalLong next() {
        return byTime.isEmpty() ? OptionalLong.empty() : OptionalLong.of(byTime.first().until);
    }
}
