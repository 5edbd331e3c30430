package io.connects.mri.codec;

import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The floating fields of one dialect: their rows, and which tag stands for which. Immutable. */
final class FloatTable {
    private final Framing framing;
    private final Map<FloatName, FloatRow> rows = new EnumMap<>(FloatName.class);
    private final @Nullable FloatName[] byTag;

    FloatTable(MriDialect dialect) {
        framing = dialect.framing();
        int last = 0;
        for (FloatName name : FloatName.values()) {
            FloatRow row = dialect.floating(name.key());
            rows.put(name, row);
            last = Math.max(last, row.tag() + row.count() - 1);
        }
        byTag = new FloatName[last + 1];
        for (FloatName name : FloatName.values()) {
            for (int i = 0; i < row(name).count(); i++) {
                byTag[row(name).tag() + i] = name;
            }
        }
    }

    Framing framing() {
        return framing;
    }

    FloatRow row(FloatName name) {
        return Objects.requireNonNull(rows.get(name));
    }

    /** Null for a tag that the dialect does not list. */
    @Nullable
    FloatName name(int tag) {
        return tag < byTag.length ? byTag[tag] : null;
    }
}
