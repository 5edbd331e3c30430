package io.connects.mri.codec;

import io.connects.core.routing.TaskId;
import io.connects.mri.message.TaskVariables;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What a frame says, by the dialect's names: between a message and its bytes, in both directions. */
final class Body {
    private static final long U32 = 0xFFFF_FFFFL;

    private final long nullId;
    private final Map<String, Long> numbers = new HashMap<>();
    private final Map<String, TaskId> tasks = new HashMap<>();
    private final Map<String, String> texts = new HashMap<>();
    private final TaskVariables.Builder received = TaskVariables.builder();
    private final SortedMap<Integer, String> registered = new TreeMap<>();
    private TaskVariables sent = TaskVariables.NONE;

    Body(long nullId) {
        this.nullId = nullId;
    }

    void number(String name, long value) {
        numbers.put(name, value);
    }

    void id(String name, @Nullable Integer value) {
        numbers.put(name, value == null ? nullId : value);
    }

    void task(String name, TaskId value) {
        tasks.put(name, value);
    }

    void text(String name, @Nullable String value) {
        if (value != null && !value.isEmpty()) {
            texts.put(name, value);
        }
    }

    /** The number as it is to be written; 0 for a name that the message does not know. */
    long number(String name) {
        return numbers.getOrDefault(name, 0L);
    }

    long u32(String name) {
        return number(name) & U32;
    }

    int i32(String name) {
        return (int) number(name);
    }

    /** The id, or null when it is the null id or the dialect leaves the field out. */
    @Nullable
    Integer id(String name) {
        Long value = numbers.get(name);
        return value == null || (value & U32) == nullId ? null : Integer.valueOf(value.intValue());
    }

    TaskId task(String name) {
        return tasks.getOrDefault(name, TaskId.NONE);
    }

    @Nullable
    String text(String name) {
        return texts.get(name);
    }

    void variables(TaskVariables variables) {
        sent = variables;
    }

    TaskVariables sent() {
        return sent;
    }

    TaskVariables variables() {
        return received.build();
    }

    TaskVariables.Builder received() {
        return received;
    }

    /** ECC tag to name. */
    SortedMap<Integer, String> registered() {
        return registered;
    }
}
