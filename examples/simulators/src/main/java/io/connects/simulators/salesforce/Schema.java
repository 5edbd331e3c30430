package io.connects.simulators.salesforce;

import io.connects.simulators.salesforce.ObjectType.Field;
import io.connects.simulators.salesforce.ObjectType.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Every object of the org, read from {@code schema.txt} and the definitions an embedder adds. It grows and is read on the org's thread. */
final class Schema {
    private static final List<String> SYSTEM = List.of(
            "Id id -",
            "IsDeleted boolean -",
            "CreatedDate datetime -",
            "LastModifiedDate datetime -",
            "SystemModstamp datetime -");
    private final Map<String, ObjectType> types = new LinkedHashMap<>();
    private final Map<String, ObjectType> byName = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    private final Map<String, ObjectType> byPrefix = new LinkedHashMap<>();

    private Schema() {}

    static Schema of(List<String> further) {
        var schema = new Schema();
        schema.read(builtIn());
        further.forEach(schema::read);
        return schema;
    }

    private static String builtIn() {
        try (InputStream in = Objects.requireNonNull(Schema.class.getResourceAsStream("schema.txt"), "schema.txt")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("schema.txt", e);
        }
    }

    /** Adds the objects of a definition in the words of {@code schema.txt}. */
    void read(String text) {
        List<String> block = new ArrayList<>();
        for (String line : text.split("\n", -1)) {
            String trimmed = line.strip();
            if (trimmed.startsWith("object ")) {
                define(block);
                block.clear();
            }
            if (!trimmed.isEmpty() && !trimmed.startsWith("#")) {
                block.add(trimmed);
            }
        }
        define(block);
    }

    private void define(List<String> block) {
        if (block.isEmpty()) {
            return;
        }
        String[] head = words(block.get(0), 5);
        var fields = new LinkedHashMap<String, Field>();
        SYSTEM.forEach(line -> add(fields, line));
        block.subList(1, block.size()).forEach(line -> add(fields, line));
        var type = new ObjectType(head[1], head[2], head[3], head[4], fields);
        if (type.prefix().length() != 3 || types.containsKey(type.name()) || byPrefix.containsKey(type.prefix())) {
            throw new IllegalArgumentException("objects: name or prefix taken or malformed: " + block.get(0));
        }
        types.put(type.name(), type);
        byName.put(type.name(), type);
        byPrefix.put(type.prefix(), type);
    }

    private static void add(Map<String, Field> fields, String line) {
        String[] words = line.split("\\s+", -1);
        if (words.length != 3 && words.length != 5) {
            throw new IllegalArgumentException("objects: not a field definition: " + line);
        }
        Kind kind = Kind.valueOf(words[1].toUpperCase(Locale.ROOT));
        List<String> targets = words.length == 5 ? List.of(words[3].split(",", -1)) : List.of();
        fields.put(words[0], new Field(words[0], kind, words[2], targets, words.length == 5 ? words[4] : ""));
    }

    private static String[] words(String line, int count) {
        String[] words = line.split("\\s+", count);
        if (words.length != count || !words[0].equals("object")) {
            throw new IllegalArgumentException("objects: not an object definition: " + line);
        }
        return words;
    }

    Collection<ObjectType> all() {
        return types.values();
    }

    @Nullable
    ObjectType find(String name) {
        return byName.get(name);
    }

    /** The object whose records have ids that begin like this one. */
    @Nullable
    ObjectType ofId(String id) {
        return byPrefix.get(id.substring(0, 3));
    }

    ObjectType require(String name) {
        ObjectType type = find(name);
        if (type == null) {
            throw new SalesforceError(404, "NOT_FOUND", "The requested resource does not exist");
        }
        return type;
    }
}
