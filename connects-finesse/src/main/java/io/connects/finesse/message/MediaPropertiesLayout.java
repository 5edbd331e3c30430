package io.connects.finesse.message;

import java.util.List;

/**
 * Which variables desktops show, where.
 *
 * @param columns each a list of entries from top to bottom
 */
public record MediaPropertiesLayout(String id, String name, Entry header, List<List<Entry>> columns) {
    public MediaPropertiesLayout {
        columns = columns.stream().map(List::copyOf).toList();
    }

    /** A variable and what it is called on the desktop. */
    public record Entry(String displayName, String mediaProperty) {}
}
