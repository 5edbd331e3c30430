package io.connects.simulators.salesforce;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** The API versions the org serves: Spring '23 to Summer '26; streaming from 37.0, as Salesforce documents. */
final class ApiVersions {
    static final int OLDEST = 57;
    static final int NEWEST = 67;
    private static final int OLDEST_STREAMING = 37;

    private ApiVersions() {}

    static ArrayNode list() {
        ArrayNode out = JsonNodeFactory.instance.arrayNode();
        for (int version = OLDEST; version <= NEWEST; version++) {
            String season = switch (version % 3) {
                case 0 -> "Spring";
                case 1 -> "Summer";
                default -> "Winter";
            };
            int year = 23 + (version + (version % 3 == 2 ? 1 : 0) - OLDEST) / 3;
            ObjectNode node = out.addObject();
            node.put("label", season + " '" + year);
            node.put("url", "/services/data/v" + version + ".0").put("version", version + ".0");
        }
        return out;
    }

    static boolean serves(String version) {
        return in(version, OLDEST);
    }

    static boolean streams(String version) {
        return in(version, OLDEST_STREAMING);
    }

    private static boolean in(String version, int oldest) {
        if (!version.matches("\\d{1,3}\\.0")) {
            return false;
        }
        int number = Integer.parseInt(version.substring(0, version.length() - 2));
        return number >= oldest && number <= NEWEST;
    }
}
