package io.connects.finesse.codec;

import io.connects.finesse.xml.XmlElement;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads an object's children by name and remembers which are left over. Names are compared without regard to case, because Finesse writes some
 * both ways. Not thread-safe.
 */
final class Fields {
    private final List<XmlElement> children;
    private final BitSet taken = new BitSet();

    Fields(XmlElement object) {
        children = object.children();
    }

    /** The next child of this name that was not taken yet. */
    @Nullable
    XmlElement take(String name) {
        for (int i = 0; i < children.size(); i++) {
            if (!taken.get(i) && children.get(i).name().equalsIgnoreCase(name)) {
                taken.set(i);
                return children.get(i);
            }
        }
        return null;
    }

    /** Its text without the space around it; empty when there is none. */
    String text(String name) {
        XmlElement child = take(name);
        return child == null ? "" : child.text().strip();
    }

    /** Null when there is none, or something else than a whole number. */
    @Nullable
    Integer number(String name) {
        return number(take(name));
    }

    static @Nullable Integer number(@Nullable XmlElement element) {
        try {
            return element == null ? null : Integer.valueOf(element.text().strip());
        } catch (NumberFormatException e) {
            return null;
        }
    }

    /** Null when there is none, or none that can be read: some times are empty. */
    @Nullable
    Instant time(String name) {
        String text = text(name);
        try {
            return text.isEmpty()
                    ? null
                    : text.endsWith("Z")
                            ? Instant.parse(text)
                            : OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            return null;
        }
    }

    /** Null when there is none. */
    @Nullable
    Boolean flag(String name) {
        String text = text(name);
        return text.isEmpty() ? null : Boolean.valueOf(text);
    }

    /** The children of a child: of {@code <roles><role/></roles>} the roles. */
    List<XmlElement> list(String name) {
        XmlElement child = take(name);
        return child == null ? List.of() : child.children();
    }

    /** Takes what is of no use to anybody, such as the object's own address. */
    Fields without(String... names) {
        for (String name : names) {
            take(name);
        }
        return this;
    }

    /** What was not taken. */
    List<XmlElement> others() {
        if (taken.cardinality() == children.size()) {
            return List.of();
        }
        var others = new ArrayList<XmlElement>();
        for (int i = taken.nextClearBit(0); i < children.size(); i = taken.nextClearBit(i + 1)) {
            others.add(children.get(i));
        }
        return others;
    }

    /** The last part of a path: the id of what it names. */
    static String lastPart(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }
}
