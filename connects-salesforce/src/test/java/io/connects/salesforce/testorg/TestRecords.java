package io.connects.salesforce.testorg;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The org's records, and as much of its query language as External Routing uses. Thread-safe. */
final class TestRecords {
    static final DateTimeFormatter TIMESTAMP =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSxx").withZone(ZoneOffset.UTC);

    private static final Pattern SELECT = Pattern.compile("(?i)select (.+?) from (\\w+)(?: where (.+))?");
    private static final Pattern IN = Pattern.compile("(?i)(\\w+) in \\((.+)\\)");
    private static final Pattern BEFORE = Pattern.compile("CreatedDate < (\\S+) ORDER BY CreatedDate LIMIT \\d+");
    private static final Pattern SINCE = Pattern.compile("SystemModstamp >= (\\S+)");
    private static final Pattern EQUALS = Pattern.compile("(\\w+) (!?=) '(.*)'");

    private final Map<String, Map<String, Map<String, Object>>> byType = new TreeMap<>();

    synchronized void put(String type, Map<String, Object> record) {
        byType.computeIfAbsent(type, name -> new LinkedHashMap<>())
                .put((String) record.get("Id"), new LinkedHashMap<>(record));
    }

    synchronized Map<String, Object> get(String type, String id) {
        Map<String, Object> record = byType.getOrDefault(type, Map.of()).get(id);
        return record == null ? null : new LinkedHashMap<>(record);
    }

    synchronized Map<String, Object> remove(String type, String id) {
        return byType.getOrDefault(type, new LinkedHashMap<>()).remove(id);
    }

    synchronized List<Map<String, Object>> all(String type) {
        return List.copyOf(byType.getOrDefault(type, Map.of()).values());
    }

    /** Why Salesforce refuses a query: a field that the object lacks, an id that is not of its kind. Null when it does not. */
    static String refusal(String soql, TestSchema schema) {
        Matcher select = SELECT.matcher(soql);
        if (!select.matches()) {
            return "MALFORMED_QUERY";
        }
        String type = select.group(2);
        for (String field : select.group(1).split(", ", -1)) {
            if (!schema.has(type, field)) {
                return "INVALID_FIELD";
            }
        }
        Matcher in = IN.matcher(select.group(3) == null ? "" : select.group(3));
        if (in.matches() && in.group(1).equals("Id")) {
            for (String id : in.group(2).split(", ", -1)) {
                if (!id.startsWith("'" + TestSchema.prefix(type))) {
                    return "INVALID_QUERY_FILTER_OPERATOR";
                }
            }
        }
        return null;
    }

    /** The rows of a query as REST writes them, or null when the query is not understood. */
    synchronized List<Map<String, Object>> query(String soql) {
        Matcher select = SELECT.matcher(soql);
        if (!select.matches()) {
            return null;
        }
        String type = select.group(2);
        var rows = new ArrayList<Map<String, Object>>();
        for (Map<String, Object> record : all(type)) {
            if (matches(record, select.group(3))) {
                var row = new LinkedHashMap<String, Object>();
                row.put("attributes", Map.of("type", type, "url", "/services/data/v66.0/sobjects/" + type));
                for (String field : select.group(1).split(", ", -1)) {
                    row.put(field, record.get(field));
                }
                rows.add(row);
            }
        }
        return rows;
    }

    private static boolean matches(Map<String, Object> record, String where) {
        return where == null || Arrays.stream(where.split(" AND ", -1)).allMatch(condition -> holds(record, condition));
    }

    private static boolean holds(Map<String, Object> record, String where) {
        Matcher since = SINCE.matcher(where);
        if (since.matches()) {
            String stamp = ((String) record.get("SystemModstamp")).replace("+0000", "Z");
            return !Instant.parse(stamp).isBefore(Instant.parse(since.group(1)));
        }
        Matcher in = IN.matcher(where);
        if (in.matches()) {
            return in.group(2).contains("'" + record.get(in.group(1)) + "'");
        }
        Matcher before = BEFORE.matcher(where);
        if (before.matches()) {
            String created = ((String) record.get("CreatedDate")).replace("+0000", "Z");
            return Instant.parse(created).isBefore(Instant.parse(before.group(1)));
        }
        Matcher equals = EQUALS.matcher(where);
        return equals.matches()
                && equals.group(2).equals("=") == equals.group(3).equals(record.get(equals.group(1)));
    }
}
