package io.connects.finesse.xml;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One element with everything in it. Comments, processing instructions and the white space between elements are gone. Immutable.
 *
 * @param name without a prefix
 * @param namespace empty for none
 * @param attributes by name, with its prefix if it has one ({@code xml:lang}); without namespace declarations
 * @param text the element's own text, all of it together and unescaped; empty when it has only elements in it
 * @param children in their order
 */
public record XmlElement(
        String name, String namespace, Map<String, String> attributes, String text, List<XmlElement> children) {

    public XmlElement {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(namespace, "namespace");
        Objects.requireNonNull(text, "text");
        attributes = attributes.size() < 2
                ? Map.copyOf(attributes)
                : Collections.unmodifiableMap(new LinkedHashMap<>(attributes));
        children = List.copyOf(children);
    }

    /** An element with text and nothing else, in no namespace. */
    public static XmlElement text(String name, String text) {
        return new XmlElement(name, "", Map.of(), text, List.of());
    }

    /** An element of elements, in no namespace. */
    public static XmlElement of(String name, List<XmlElement> children) {
        return new XmlElement(name, "", Map.of(), "", children);
    }

    /** The attribute's value; empty when there is none. */
    public String attribute(String attribute) {
        return attributes.getOrDefault(attribute, "");
    }

    /** The first child of this name, in whatever namespace. */
    public Optional<XmlElement> child(String childName) {
        return Optional.ofNullable(first(childName));
    }

    /** All children of this name, in whatever namespace. */
    public List<XmlElement> children(String childName) {
        return children.stream().filter(child -> child.name.equals(childName)).toList();
    }

    /** The text of the first child of this name; empty when there is none. */
    public String childText(String childName) {
        XmlElement child = first(childName);
        return child == null ? "" : child.text;
    }

    private @Nullable XmlElement first(String childName) {
        for (XmlElement child : children) {
            if (child.name.equals(childName)) {
                return child;
            }
        }
        return null;
    }

    /** Begins an element; see {@link Builder}. */
    public static Builder named(String name) {
        return new Builder(name, "");
    }

    /** Begins an element in a namespace; children begun without one are in none. */
    public static Builder named(String name, String namespace) {
        return new Builder(name, namespace);
    }

    /** Puts an element together. Not thread-safe. */
    public static final class Builder {
        private final String name;
        private final String namespace;
        private final Map<String, String> attributes = new LinkedHashMap<>();
        private final List<XmlElement> children = new ArrayList<>();
        private String text = "";

        private Builder(String name, String namespace) {
            this.name = name;
            this.namespace = namespace;
        }

        /** Sets an attribute. */
        public Builder attribute(String attribute, String value) {
            attributes.put(attribute, value);
            return this;
        }

        /** Sets the element's own text. */
        public Builder text(String value) {
            text = value;
            return this;
        }

        /** Adds a child. */
        public Builder add(XmlElement child) {
            children.add(child);
            return this;
        }

        /** Adds a child with this text, in the namespace of this element. */
        public Builder add(String child, String value) {
            return add(new XmlElement(child, namespace, Map.of(), value, List.of()));
        }

        /** Adds a child with this text, unless the text is null. */
        public Builder addIfSet(String child, @Nullable String value) {
            return value == null ? this : add(child, value);
        }

        public XmlElement build() {
            return new XmlElement(name, namespace, attributes, text, children);
        }
    }
}
