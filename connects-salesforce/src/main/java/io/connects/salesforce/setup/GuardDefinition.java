package io.connects.salesforce.setup;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The object of guarded assignments and its permission set, as the Metadata API takes them: elements in the order of its WSDL.
 *
 * @see <a href="https://developer.salesforce.com/docs/atlas.en-us.api_meta.meta/api_meta/customobject.htm">CustomObject</a>
 * @see <a href="https://developer.salesforce.com/docs/atlas.en-us.api_meta.meta/api_meta/meta_permissionset.htm">PermissionSet</a>
 */
final class GuardDefinition {
    static final String PERMISSION_SET = "Connects_Assignment";

    private static final String LABEL = "Connects Assignment";

    /** A required field is seen and set by whoever may create a row, and takes no permission of its own. */
    static final Map<String, Object> OBJECT = elements(
            "fullName",
            GuardObject.TYPE,
            "deploymentStatus",
            "Deployed",
            "fields",
            elements(
                    "fullName",
                    "Key__c",
                    "caseSensitive",
                    true,
                    "externalId",
                    true,
                    "label",
                    "Key",
                    "length",
                    40,
                    "required",
                    true,
                    "type",
                    "Text",
                    "unique",
                    true),
            "label",
            LABEL,
            "nameField",
            elements("displayFormat", "CA-{0000000000}", "label", "Number", "type", "AutoNumber"),
            "pluralLabel",
            LABEL + "s",
            "sharingModel",
            "ReadWrite");

    /** Who may delete has to be able to edit. */
    static final Map<String, Object> PERMISSIONS = elements(
            "fullName", PERMISSION_SET,
            "label", LABEL,
            "objectPermissions",
                    elements(
                            "allowCreate", true,
                            "allowDelete", true,
                            "allowEdit", true,
                            "allowRead", true,
                            "modifyAllRecords", false,
                            "object", GuardObject.TYPE,
                            "viewAllRecords", false));

    private GuardDefinition() {}

    private static Map<String, Object> elements(Object... namesAndValues) {
        var elements = new LinkedHashMap<String, Object>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            elements.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        return Collections.unmodifiableMap(elements);
    }
}
