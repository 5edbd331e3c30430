package io.connects.simulators.salesforce;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.Map;

/** {@code /tooling}: the channels of Change Data Capture and their members, one at a time and by query. Confined to the org's thread. */
final class ToolingResource {
    private static final Map<String, String> CHANNEL_METADATA =
            Map.of("ChannelType", "channelType", "MasterLabel", "label");
    private static final Map<String, String> MEMBER_METADATA = Map.of(
            "EventChannel", "eventChannel",
            "SelectedEntity", "selectedEntity",
            "FilterExpression", "filterExpression");
    private final Schema schema;
    private final ChangeChannels channels;
    private final QueryResource queries;
    private final SobjectsResource sobjects;

    ToolingResource(Schema schema, ChangeChannels channels, QueryResource queries, SobjectsResource sobjects) {
        this.schema = schema;
        this.channels = channels;
        this.queries = queries;
        this.sobjects = sobjects;
    }

    RestAnswer handle(Transaction tx, RestCall call) {
        RestCall inner = new RestCall(
                call.method(),
                call.version(),
                call.path().subList(1, call.path().size()),
                call.params(),
                call.body());
        if (inner.step(0).equals("query")) {
            return queries.handle(inner, true);
        }
        ObjectType type = inner.step(0).equals("sobjects") ? schema.find(inner.step(1)) : null;
        if (type == null || !type.isTooling()) {
            throw RestCall.notFound();
        }
        if (inner.path().size() == 2 && inner.method().equals("POST")) {
            return create(tx, type, inner);
        }
        String id = inner.step(2);
        Row row = SalesforceId.isWellFormed(id) ? tx.store().find(type.name(), SalesforceId.of18(id)) : null;
        if (row == null || inner.path().size() != 3) {
            throw RestCall.notFound();
        }
        return switch (inner.method()) {
            case "GET" -> RestAnswer.of(200, print(row));
            case "DELETE" -> {
                sobjects.writable();
                channels.delete(tx, row);
                yield RestAnswer.noContent();
            }
            default -> throw inner.methodNotAllowed();
        };
    }

    private RestAnswer create(Transaction tx, ObjectType type, RestCall call) {
        sobjects.writable();
        String name = call.body().path("FullName").asText();
        var metadata = new HashMap<String, String>();
        for (Map.Entry<String, JsonNode> given : call.body().path("Metadata").properties()) {
            if (!given.getValue().isNull()) {
                metadata.put(given.getKey(), given.getValue().asText());
            }
        }
        Row row = type.name().equals(ChangeChannels.CHANNEL)
                ? channels.createChannel(tx, name, metadata)
                : channels.createMember(tx, name, metadata);
        ObjectNode out =
                JsonNodeFactory.instance.objectNode().put("id", row.id()).put("success", true);
        out.putArray("errors");
        return RestAnswer.of(201, out);
    }

    private static ObjectNode print(Row row) {
        ObjectNode out = JsonNodeFactory.instance
                .objectNode()
                .put("Id", row.id())
                .put("DeveloperName", row.text("DeveloperName"))
                .put("FullName", ChangeChannels.fullName(row));
        ObjectNode metadata = out.putObject("Metadata");
        (row.type().equals(ChangeChannels.CHANNEL) ? CHANNEL_METADATA : MEMBER_METADATA)
                .forEach((field, name) -> metadata.put(name, row.text(field)));
        return out;
    }
}
