package io.connects.simulators.salesforce;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Components that the Metadata API creates: custom objects with text fields, and permission sets. Used on the org's thread. */
final class MetadataComponents {
    private MetadataComponents() {}

    static void create(Transaction tx, Schema schema, String type, Map<String, Object> component) {
        if (type.equals("CustomObject")) {
            object(schema, component);
        } else if (type.equals("PermissionSet")) {
            permissionSet(tx, schema, component);
        } else {
            throw new SalesforceError(500, "INVALID_TYPE", "the simulated org makes no " + type);
        }
    }

    private static void object(Schema schema, Map<String, Object> component) {
        String name = text(component, "fullName");
        for (String part : List.of("deploymentStatus", "label", "nameField", "pluralLabel", "sharingModel")) {
            required(component, part);
        }
        if (!name.matches("[A-Za-z]\\w{0,39}__c")) {
            throw invalid("fullName: a custom object's name ends with __c");
        }
        if (schema.find(name) != null) {
            throw new SalesforceError(400, "DUPLICATE_DEVELOPER_NAME", "There is already an object named " + name);
        }
        var definition =
                new StringBuilder("object " + name + " " + freePrefix(schema) + " cud " + text(component, "label"));
        definition.append("\nName string -");
        Object fields = component.getOrDefault("fields", List.of());
        for (Object field : fields instanceof List<?> list ? list : List.of(fields)) {
            definition.append('\n').append(field(field));
        }
        schema.read(definition.toString());
    }

    private static String field(Object given) {
        if (!(given instanceof Map<?, ?> field) || !"Text".equals(field.get("type")) || !field.containsKey("length")) {
            throw invalid("fields: only text fields with a length are simulated");
        }
        String name = String.valueOf(field.get("fullName"));
        if (!name.matches("[A-Za-z]\\w{0,39}__c")) {
            throw invalid("fields: a custom field's name ends with __c");
        }
        return name + " string cu" + ("true".equals(field.get("required")) ? "r" : "")
                + ("true".equals(field.get("unique")) ? "x" : "");
    }

    private static String freePrefix(Schema schema) {
        return IntStream.range(0, 100)
                .mapToObj(i -> "a" + i / 10 + (char) ('A' + i % 10))
                .filter(prefix -> schema.ofId(prefix) == null)
                .findFirst()
                .orElseThrow(() -> new SalesforceError(400, "LIMIT_EXCEEDED", "too many custom objects"));
    }

    private static void permissionSet(Transaction tx, Schema schema, Map<String, Object> component) {
        String name = text(component, "fullName");
        required(component, "label");
        if (component.get("objectPermissions") instanceof Map<?, ?> permissions) {
            String object = String.valueOf(permissions.get("object"));
            if (schema.find(object) == null) {
                throw invalid("objectPermissions: no object named " + object);
            }
            if ("true".equals(permissions.get("allowDelete")) && !"true".equals(permissions.get("allowEdit"))) {
                throw invalid("objectPermissions: Delete depends on Edit");
            }
        }
        if (tx.store().all("PermissionSet").stream().anyMatch(set -> name.equals(set.text("Name")))) {
            throw new SalesforceError(
                    400, "DUPLICATE_DEVELOPER_NAME", "There is already a permission set named " + name);
        }
        tx.insert("PermissionSet", Map.of("Name", name, "Label", text(component, "label")), "setup");
    }

    private static String text(Map<String, Object> component, String part) {
        required(component, part);
        return String.valueOf(component.get(part));
    }

    private static void required(Map<String, Object> component, String part) {
        if (!component.containsKey(part)) {
            throw new SalesforceError(400, "REQUIRED_FIELD_MISSING", part + " is required");
        }
    }

    private static SalesforceError invalid(String message) {
        return new SalesforceError(400, "FIELD_INTEGRITY_EXCEPTION", message);
    }
}
