package io.connects.host.config;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/** Keys and values. Whoever reads a section asks for every key it may have, and then calls {@link #end}. */
final class Section {
    private static final Pattern NEXT_OBJECTION = Pattern.compile("(?:\\n|; )(?=[a-zA-Z]+: )");

    final String path;
    final int line;
    private final Node.Mapping mapping;
    private final Environment environment;
    private final Faults faults;
    private final Set<String> asked = new LinkedHashSet<>();

    Section(String path, int line, Node.Mapping mapping, Environment environment, Faults faults) {
        this.path = path;
        this.line = line;
        this.mapping = mapping;
        this.environment = environment;
        this.faults = faults;
    }

    /** Reports something wrong with the section as a whole. */
    void fault(String message) {
        faults.add(path, line, message);
    }

    /** Reports something wrong with one of its keys. */
    void fault(String key, String message) {
        Node.Entry entry = mapping.entries().get(key);
        faults.add(pathOf(key), entry == null ? line : entry.line(), message);
    }

    /**
     * Reports a value that another section has already.
     *
     * @param seen the values so far, and where each stands
     */
    <T> void differs(String key, T value, Map<T, String> seen) {
        String first = seen.putIfAbsent(value, pathOf(key));
        if (first != null) {
            fault(key, value + " is used by " + first + " already");
        }
    }

    /** The value of a key that may be missing. */
    Optional<Value> value(String key) {
        asked.add(key);
        Node.Entry entry = mapping.entries().get(key);
        return entry == null
                ? Optional.empty()
                : Optional.of(new Value(pathOf(key), entry.line(), entry.value(), environment, faults));
    }

    /** The value of a key that must be there. */
    Optional<Value> required(String key) {
        Optional<Value> value = value(key);
        if (value.isEmpty()) {
            fault(key, "is missing");
        }
        return value;
    }

    /** Every value by its key, for sections whose keys are free. */
    Map<String, Value> values() {
        var values = new LinkedHashMap<String, Value>();
        for (String key : mapping.entries().keySet()) {
            value(key).ifPresent(value -> values.put(key, value));
        }
        return values;
    }

    /** What a parser makes of a key's text; the fallback when the key is missing. Empty after a fault. */
    <T> Optional<T> optional(String key, Function<String, T> parser, T fallback) {
        Optional<Value> value = value(key);
        return value.isEmpty() ? Optional.of(fallback) : value.get().as(parser);
    }

    /** What a parser makes of the text of a key that must be there. Empty after a fault. */
    <T> Optional<T> required(String key, Function<String, T> parser) {
        return required(key).flatMap(value -> value.as(parser));
    }

    /** Hands what a parser makes of a key's text to a setter, if the key is there. */
    <T> void set(String key, Function<String, T> parser, Consumer<T> setter) {
        value(key).flatMap(value -> value.as(parser)).ifPresent(setter);
    }

    /** Reports the keys that nobody asked for. */
    void end() {
        mapping.entries().forEach((key, entry) -> {
            if (!asked.contains(key)) {
                fault(key, "is not a known key; known here: " + String.join(", ", asked));
            }
        });
    }

    /**
     * Makes something of what was read, and reports its objections at the keys they name.
     *
     * @param made throws {@link IllegalArgumentException} with messages of the form {@code key: what is wrong}, several of them parted by
     *     semicolons or lines
     */
    <T> Optional<T> build(Supplier<T> made) {
        try {
            return Optional.of(made.get());
        } catch (IllegalArgumentException e) {
            NEXT_OBJECTION.splitAsStream(Value.readable(e)).forEach(this::object);
            return Optional.empty();
        }
    }

    private void object(String message) {
        int end = message.indexOf(": ");
        String key = end < 0 ? "" : message.substring(0, end);
        Node.Entry entry = mapping.entries().get(key);
        if (entry == null) {
            fault(message);
        } else {
            String text = message.substring(end + 2);
            value(key).ifPresent(value -> value.object(text));
        }
    }

    private String pathOf(String key) {
        return Node.path(path, key);
    }
}
