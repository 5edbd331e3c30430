package io.connects.simulators.salesforce;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Journal lines: one JSON array per transaction, so that a transaction is either whole or absent. */
final class EntryCodec {
    private static final int MAX_LINE = 64 * 1024 * 1024;
    private final ObjectMapper json = new ObjectMapper(JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(16)
                    .maxDocumentLength(MAX_LINE)
                    .build())
            .build());

    byte[] encode(List<Entry> transaction) {
        ArrayNode line = json.createArrayNode();
        transaction.forEach(entry -> line.add(encode(entry)));
        try {
            return json.writeValueAsBytes(line);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a journal line could not be written", e);
        }
    }

    /** @throws java.io.IOException when the bytes are no journal line */
    List<Entry> decode(byte[] line) throws java.io.IOException {
        JsonNode array = json.readTree(line);
        if (!array.isArray()) {
            throw new java.io.IOException("not a JSON array");
        }
        var entries = new ArrayList<Entry>();
        for (JsonNode node : array) {
            try {
                entries.add(decode(node));
            } catch (IllegalArgumentException | java.time.DateTimeException e) {
                throw new java.io.IOException("not a journal entry: " + e.getMessage(), e);
            }
        }
        return entries;
    }

    private ObjectNode encode(Entry entry) {
        ObjectNode node = json.createObjectNode().put("at", entry.at().toString());
        if (entry instanceof Entry.Saved saved) {
            node.put("e", saved.created() ? "create" : "update").put("cause", saved.cause());
            node.put("type", saved.row().type()).put("id", saved.row().id());
            node.set("row", json.valueToTree(saved.row().fields()));
        } else if (entry instanceof Entry.Removed removed) {
            node.put("e", "delete").put("cause", removed.cause());
            node.put("type", removed.type()).put("id", removed.id());
        } else if (entry instanceof Entry.Published published) {
            StreamEvent event = published.event();
            node.put("e", "event").put("channel", event.channel()).put("replayId", event.replayId());
            node.put("type", event.type());
            node.set("ids", json.valueToTree(event.recordIds()));
            node.set("body", json.valueToTree(event.body()));
        } else if (entry instanceof Entry.Refused refused) {
            node.put("e", "refused").put("code", refused.code()).put("message", refused.message());
            node.put("psr", refused.psrId()).put("item", refused.workItemId()).put("user", refused.userId());
        } else if (entry instanceof Entry.Fenced fenced) {
            node.put("e", "fenced").put("psr", fenced.psrId());
        } else if (entry instanceof Entry.Delivered delivered) {
            node.put("e", "delivered");
            node.set("ids", json.valueToTree(delivered.replayIds()));
        }
        return node;
    }

    private static Entry decode(JsonNode node) {
        Instant at = Instant.parse(text(node, "at"));
        String kind = text(node, "e");
        return switch (kind) {
            case "create", "update" ->
                new Entry.Saved(
                        at,
                        kind.equals("create"),
                        new Row(text(node, "type"), text(node, "id"), values(node.path("row"))),
                        text(node, "cause"));
            case "delete" -> new Entry.Removed(at, text(node, "type"), text(node, "id"), text(node, "cause"));
            case "event" ->
                new Entry.Published(
                        at,
                        new StreamEvent(
                                text(node, "channel"),
                                node.path("replayId").asLong(),
                                at,
                                text(node, "type"),
                                texts(node.path("ids")),
                                values(node.path("body"))));
            case "refused" ->
                new Entry.Refused(
                        at,
                        text(node, "code"),
                        text(node, "message"),
                        text(node, "psr"),
                        text(node, "item"),
                        text(node, "user"));
            case "fenced" -> new Entry.Fenced(at, text(node, "psr"));
            case "delivered" -> {
                var ids = new ArrayList<Long>();
                node.path("ids").forEach(id -> ids.add(id.asLong()));
                yield new Entry.Delivered(at, List.copyOf(ids));
            }
            default -> throw new IllegalArgumentException("unknown kind " + kind);
        };
    }

    private static String text(JsonNode node, String name) {
        JsonNode value = node.path(name);
        if (!value.isTextual()) {
            throw new IllegalArgumentException("no text in \"" + name + "\"");
        }
        return value.textValue();
    }

    /** Values as {@link Row} keeps them. Only events hold nulls, for the selected fields that were empty, and lists and objects of their header. */
    private static Map<String, @Nullable Object> values(JsonNode object) {
        var values = new LinkedHashMap<String, @Nullable Object>();
        object.properties().forEach(field -> {
            Object value = value(field.getValue());
            if (value != null || field.getValue().isNull()) {
                values.put(field.getKey(), value);
            }
        });
        return values;
    }

    private static @Nullable Object value(JsonNode value) {
        if (value.isTextual()) {
            return value.textValue();
        } else if (value.isBoolean()) {
            return value.booleanValue();
        } else if (value.isIntegralNumber()) {
            return value.longValue();
        } else if (value.isNumber()) {
            return value.doubleValue();
        } else if (value.isArray()) {
            return texts(value);
        }
        return value.isObject() ? values(value) : null;
    }

    private static List<String> texts(JsonNode array) {
        var texts = new ArrayList<String>();
        array.forEach(text -> texts.add(text.asText()));
        return List.copyOf(texts);
    }
}
