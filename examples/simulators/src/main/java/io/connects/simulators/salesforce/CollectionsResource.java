package io.connects.simulators.salesforce;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** {@code /composite/sobjects}: up to 200 records created, changed or deleted by one request, with a result each. Confined to the org's thread. */
final class CollectionsResource {
    private static final int MAX_RECORDS = 200;
    private static final int MAX_CHUNKS = 10;

    private final OrgCore core;
    private final RestApi api;
    private final OrgFaults faults;

    CollectionsResource(OrgCore core, RestApi api, OrgFaults faults) {
        this.faults = faults;
        this.core = core;
        this.api = api;
    }

    RestAnswer handle(RestCall call) {
        List<RestCall> parts = parts(call);
        boolean allOrNone = call.method().equals("DELETE")
                ? Boolean.parseBoolean(call.params().get("allOrNone"))
                : call.body().path("allOrNone").asBoolean(false);
        ArrayNode results = JsonNodeFactory.instance.arrayNode();
        boolean failing = faults.triggerFails(
                parts.stream().filter(RestCall::createsAgentWork).count());
        if (allOrNone) {
            together(parts, failing).forEach(results::add);
        } else {
            parts.forEach(part -> results.add(result(part, answer(part, failing))));
        }
        return RestAnswer.of(200, results);
    }

    private RestAnswer answer(RestCall part, boolean failing) {
        if (failing && part.createsAgentWork()) {
            api.noteRefusal(part, SobjectsResource.triggerFailed());
            return RestAnswer.of(SobjectsResource.triggerFailed());
        }
        return api.answer(part);
    }

    private List<RestCall> parts(RestCall call) {
        List<RestCall> parts = new ArrayList<>();
        if (call.method().equals("DELETE")) {
            for (String id : call.params().getOrDefault("ids", "").split(",", -1)) {
                parts.add(part(call, List.of("sobjects", api.typeOf(id), id), MissingNode.getInstance()));
            }
        } else if (call.method().equals("POST") || call.method().equals("PATCH")) {
            call.body().path("records").forEach(entry -> parts.add(write(call, entry)));
        } else {
            throw call.methodNotAllowed();
        }
        if (parts.isEmpty() || parts.size() > MAX_RECORDS || chunks(parts) > MAX_CHUNKS) {
            throw new SalesforceError(
                    400, "INVALID_INPUT", "1 to 200 records in at most 10 runs of one object are expected");
        }
        return parts;
    }

    private static RestCall write(RestCall call, JsonNode entry) {
        String type = entry.path("attributes").path("type").asText();
        ObjectNode fields = entry.isObject() ? ((ObjectNode) entry).deepCopy() : JsonNodeFactory.instance.objectNode();
        fields.remove("attributes");
        if (call.method().equals("POST")) {
            return part(call, List.of("sobjects", type), fields);
        }
        JsonNode id = fields.has("Id") ? fields.remove("Id") : fields.path("id");
        fields.remove("id");
        return part(call, List.of("sobjects", type, id.asText()), fields);
    }

    private static RestCall part(RestCall call, List<String> path, JsonNode body) {
        return new RestCall(call.method(), call.version(), path, Map.of(), body);
    }

    private static int chunks(List<RestCall> parts) {
        int chunks = 1;
        for (int i = 1; i < parts.size(); i++) {
            chunks += parts.get(i).step(1).equals(parts.get(i - 1).step(1)) ? 0 : 1;
        }
        return chunks;
    }

    private List<ObjectNode> together(List<RestCall> parts, boolean failing) {
        try {
            return core.transact(tx -> {
                var results = new ArrayList<ObjectNode>();
                for (RestCall part : parts) {
                    try {
                        if (failing && part.createsAgentWork()) {
                            throw SobjectsResource.triggerFailed();
                        }
                        results.add(result(part, api.handle(tx, part)));
                    } catch (SalesforceError e) {
                        throw new Undone(results.size(), e);
                    }
                }
                return results;
            });
        } catch (Undone undone) {
            RestCall failed = parts.get(undone.failed());
            if (failed.createsAgentWork()) {
                api.noteRefusal(failed, undone.error());
            }
            var halted = new SalesforceError(
                    400,
                    "ALL_OR_NONE_OPERATION_ROLLED_BACK",
                    "Record rolled back because not all records were valid and the request was using AllOrNone header");
            var results = new ObjectNode[parts.size()];
            Arrays.setAll(
                    results, i -> result(parts.get(i), RestAnswer.of(i == undone.failed() ? undone.error() : halted)));
            return List.of(results);
        }
    }

    private static ObjectNode result(RestCall part, RestAnswer answer) {
        ObjectNode result = JsonNodeFactory.instance.objectNode();
        ArrayNode errors = JsonNodeFactory.instance.arrayNode();
        if (answer.ok()) {
            result.put("id", answer.body().map(body -> body.path("id").asText()).orElse(part.step(2)));
        } else {
            answer.body().ifPresent(body -> body.forEach(error -> errors.add(error(error))));
        }
        result.put("success", answer.ok());
        result.set("errors", errors);
        return result;
    }

    /** What REST calls errorCode is statusCode here. */
    private static ObjectNode error(JsonNode said) {
        ObjectNode out = JsonNodeFactory.instance
                .objectNode()
                .put("statusCode", said.path("errorCode").asText())
                .put("message", said.path("message").asText());
        ArrayNode fields = out.putArray("fields");
        said.path("fields").forEach(fields::add);
        return out;
    }
}
