package io.connects.host.config;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** A piece of a YAML document, with the line on which it begins. */
sealed interface Node {
    Pattern SHOWN_KEY = Pattern.compile("[\\p{L}\\p{N}_. -]{1,60}");

    int line();

    /**
     * The path of a key, for faults. A key that looks like no key is not shown: a slip of a quote makes keys of values, and of secrets.
     *
     * @param parent empty at the top
     */
    static String path(String parent, String key) {
        String shown = SHOWN_KEY.matcher(key).matches() ? key : "?";
        return parent.isEmpty() ? shown : parent + "." + shown;
    }

    /** Keys, each with its line, in the order of the file. */
    record Mapping(int line, Map<String, Entry> entries) implements Node {
        public Mapping {
            entries = Collections.unmodifiableMap(new LinkedHashMap<>(entries));
        }
    }

    /**
     * One key of a mapping.
     *
     * @param line the line of the key
     */
    record Entry(int line, Node value) {}

    /** Items in order. */
    record Sequence(int line, List<Node> items) implements Node {
        public Sequence {
            items = List.copyOf(items);
        }
    }

    /** Anything else: its characters as written, whatever type YAML would give them, so that {@code 15.0} stays a release. */
    record Scalar(int line, String text) implements Node {
        @Override
        public String toString() {
            return "Scalar[line=" + line + "]"; // the text may be a secret
        }
    }

    /** A key without a value, {@code ~} or {@code null}. */
    record Empty(int line) implements Node {}
}
