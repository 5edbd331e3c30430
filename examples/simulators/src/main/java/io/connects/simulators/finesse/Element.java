package io.connects.simulators.finesse;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An XML element that has either text or children. Matched by local name, as Finesse's clients have to. Not thread-safe while it is built. */
final class Element {
    private final String name;
    private final String namespace;
    private final Map<String, String> attributes = new LinkedHashMap<>();
    private final List<Element> children = new ArrayList<>();
    private String text = "";

    /**
     * @param name may have a prefix, which the writer declares when it is {@code stream}
     * @param namespace empty for the parent's
     */
    Element(String name, String namespace) {
        this.name = name;
        this.namespace = namespace;
    }

    static Element of(String name) {
        return new Element(name, "");
    }

    static Element of(String name, String namespace) {
        return new Element(name, namespace);
    }

    Element attribute(String key, String value) {
        attributes.put(key, value);
        return this;
    }

    Element text(String value) {
        text = value;
        return this;
    }

    Element add(Element child) {
        children.add(child);
        return this;
    }

    Element addAll(Iterable<Element> more) {
        more.forEach(children::add);
        return this;
    }

    /** Adds a child with this text; an empty one when the value is null. */
    Element child(String childName, @Nullable Object value) {
        return add(of(childName).text(value == null ? "" : value.toString()));
    }

    String name() {
        return name;
    }

    String namespace() {
        return namespace;
    }

    Map<String, String> attributes() {
        return attributes;
    }

    /** An attribute's value, empty when it is absent. */
    String attribute(String key) {
        return attributes.getOrDefault(key, "");
    }

    List<Element> children() {
        return children;
    }

    List<Element> children(String childName) {
        return children.stream().filter(child -> child.name.equals(childName)).toList();
    }

    Optional<Element> first(String childName) {
        return children.stream().filter(child -> child.name.equals(childName)).findFirst();
    }

    String text() {
        return text;
    }

    /** The trimmed text of a child, empty when it is absent. */
    String textOf(String childName) {
        return first(childName).map(child -> child.text.strip()).orElse("");
    }

    boolean has(String childName) {
        return first(childName).isPresent();
    }

    @Override
    public String toString() {
        return XmlWriter.write(this);
    }
}
