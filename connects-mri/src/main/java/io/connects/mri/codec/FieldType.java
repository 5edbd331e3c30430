package io.connects.mri.codec;

import java.util.Locale;
import java.util.Optional;

/** How a field of a fixed part lies on the wire. */
enum FieldType {
    U8(1),
    U16(2),
    U32(4),
    I32(4),
    TASKID(12);

    private final int bytes;

    FieldType(int bytes) {
        this.bytes = bytes;
    }

    int bytes() {
        return bytes;
    }

    /** Whether this type can hold the number. 32 bits hold signed and unsigned alike, so that a null id fits both. */
    boolean holds(long value) {
        return switch (this) {
            case U8, U16 -> value >= 0 && value < 1L << (8 * bytes);
            case U32, I32 -> value >= Integer.MIN_VALUE && value <= 0xFFFF_FFFFL;
            case TASKID -> false;
        };
    }

    static Optional<FieldType> of(String word) {
        for (FieldType type : values()) {
            if (type.name().toLowerCase(Locale.ROOT).equals(word)) {
                return Optional.of(type);
            }
        }
        return Optional.empty();
    }
}
