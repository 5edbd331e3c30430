package io.connects.simulators.salesforce;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * {@code /query?q=...} and its further pages. The answer is fixed when the query runs: later pages show records as they were then. The
 * 1,000 latest unfinished answers are kept. Confined to the org's thread.
 */
final class QueryResource {
    private static final int MAX_CURSORS = 1_000;

    private record Cursor(List<ObjectNode> records, int pageSize) {}

    private final SoqlEvaluator soql;
    private final RecordJson json;
    private final int pageSize;
    private long cursorNumber;
    private final Map<String, Cursor> cursors = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Cursor> eldest) {
            return size() > MAX_CURSORS;
        }
    };

    QueryResource(SoqlEvaluator soql, RecordJson json, int pageSize) {
        this.soql = soql;
        this.json = json;
        this.pageSize = pageSize;
    }

    /** {@code tooling} tells which API was asked; each knows its own objects. */
    RestAnswer handle(RestCall call, boolean tooling) {
        if (!call.isGet()) {
            throw call.methodNotAllowed();
        }
        if (call.path().size() == 2) {
            return more(call);
        }
        String text = call.params().get("q");
        if (call.path().size() != 1 || text == null) {
            throw new SalesforceError(400, "MALFORMED_QUERY", "SOQL query parameter q is missing");
        }
        SoqlQuery query = SoqlParser.parse(text);
        ObjectType type = soql.check(query);
        if (type.isTooling() != tooling) {
            throw new SalesforceError(400, "INVALID_TYPE", "sObject type '" + query.from() + "' is not supported.");
        }
        List<ObjectNode> records = soql.rows(query).stream()
                .map(row -> json.selected(query, row, call.version()))
                .toList();
        cursorNumber++;
        String locator = SalesforceId.number("01g", cursorNumber);
        var cursor = new Cursor(records, pageSize);
        if (records.size() > pageSize) {
            cursors.put(locator, cursor);
        }
        return page(call, locator, cursor, 0);
    }

    private RestAnswer more(RestCall call) {
        String[] parts = call.step(1).split("-", 2);
        Cursor cursor = cursors.get(parts[0]);
        if (cursor == null
                || parts.length != 2
                || !parts[1].matches("\\d{1,9}")
                || Integer.parseInt(parts[1]) >= cursor.records().size()) {
            throw new SalesforceError(400, "INVALID_QUERY_LOCATOR", "invalid query locator");
        }
        return page(call, parts[0], cursor, Integer.parseInt(parts[1]));
    }

    private static RestAnswer page(RestCall call, String locator, Cursor cursor, int from) {
        int to = Math.min(from + cursor.pageSize(), cursor.records().size());
        boolean done = to == cursor.records().size();
        ObjectNode out = JsonNodeFactory.instance
                .objectNode()
                .put("totalSize", cursor.records().size())
                .put("done", done);
        if (!done) {
            out.put("nextRecordsUrl", "/services/data/v" + call.version() + "/query/" + locator + "-" + to);
        }
        ArrayNode records = out.putArray("records");
        cursor.records().subList(from, to).forEach(records::add);
        return RestAnswer.of(200, out);
    }
}
