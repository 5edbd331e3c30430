package io.connects.simulators.salesforce;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An object's definition: its key prefix, what REST may do with its records and its fields. Field names are matched without regard to case. */
record ObjectType(String name, String prefix, String rights, String label, Map<String, Field> fields) {
    ObjectType {
        fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
    }

    /** A field. {@code targets} holds {@code *} for a reference to any object; {@code relationship} is empty when it refers to nothing. */
    record Field(String name, Kind kind, String flags, List<String> targets, String relationship) {
        boolean createable() {
            return flags.contains("c");
        }

        boolean updateable() {
            return flags.contains("u");
        }

        boolean required() {
            return flags.contains("r");
        }

        boolean unique() {
            return flags.contains("x");
        }

        boolean polymorphic() {
            return targets.size() > 1 || targets.contains("*");
        }
    }

    /** Field types, named as describe prints them. */
    enum Kind {
        ID,
        STRING,
        PICKLIST,
        REFERENCE,
        BOOLEAN,
        INT,
        DOUBLE,
        PERCENT,
        DATETIME;

        String soapName() {
            return switch (this) {
                case ID, REFERENCE -> "tns:ID";
                case STRING, PICKLIST -> "xsd:string";
                case BOOLEAN -> "xsd:boolean";
                case INT -> "xsd:int";
                case DOUBLE, PERCENT -> "xsd:double";
                case DATETIME -> "xsd:dateTime";
            };
        }
    }

    /** Whether the Tooling API has its records and REST has not. */
    boolean isTooling() {
        return may('t');
    }

    boolean may(char right) {
        return rights.indexOf(right) >= 0;
    }

    @Nullable
    Field field(String wanted) {
        Field exact = fields.get(wanted);
        if (exact != null) {
            return exact;
        }
        for (Field field : fields.values()) {
            if (field.name().equalsIgnoreCase(wanted)) {
                return field;
            }
        }
        return null;
    }

    @Nullable
    Field relationship(String wanted) {
        for (Field field : fields.values()) {
            if (!field.relationship().isEmpty() && field.relationship().equalsIgnoreCase(wanted)) {
                return field;
            }
        }
        return null;
    }
}
