package io.connects.simulators.salesforce;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code /composite} (ordered, with references, all or none by wish) and {@code /composite/batch}. Confined to the org's thread. */
final class CompositeResource {
    private static final int MAX_PARTS = 25;
    private static final Pattern REFERENCE = Pattern.compile("@\\{([A-Za-z0-9_]{1,80})\\.([A-Za-z0-9_.]{1,255})\\}");
    private static final String HALTED =
            "The transaction was rolled back since another operation in the same transaction failed.";

    private final OrgCore core;
    private final RestApi api;

    CompositeResource(OrgCore core, RestApi api) {
        this.core = core;
        this.api = api;
    }

    RestAnswer handle(RestCall call) {
        if (!call.method().equals("POST")) {
            throw call.methodNotAllowed();
        }
        if (call.path().size() == 1) {
            return composite(call);
        }
        if (call.step(1).equals("batch") && call.path().size() == 2) {
            return batch(call);
        }
        throw RestCall.notFound();
    }

    private RestAnswer composite(RestCall call) {
        List<JsonNode> parts = parts(call.body().path("compositeRequest"));
        List<RestAnswer> answers = call.body().path("allOrNone").asBoolean(false) ? allOrNone(parts) : oneByOne(parts);
        ObjectNode out = JsonNodeFactory.instance.objectNode();
        ArrayNode responses = out.putArray("compositeResponse");
        for (int i = 0; i < parts.size(); i++) {
            RestAnswer answer = answers.get(i);
            ObjectNode response = responses.addObject();
            response.set("body", answer.body().orElseGet(JsonNodeFactory.instance::nullNode));
            response.putObject("httpHeaders");
            response.put("httpStatusCode", answer.status());
            response.put("referenceId", parts.get(i).path("referenceId").asText());
        }
        return RestAnswer.of(200, out);
    }

    private List<RestAnswer> oneByOne(List<JsonNode> parts) {
        Map<String, JsonNode> known = new HashMap<>();
        List<RestAnswer> answers = new ArrayList<>();
        for (JsonNode part : parts) {
            RestAnswer answer;
            try {
                answer = api.answer(resolved(part, known));
            } catch (SalesforceError e) {
                answer = RestAnswer.of(e);
            }
            remember(known, part, answer);
            answers.add(answer);
        }
        return answers;
    }

    private List<RestAnswer> allOrNone(List<JsonNode> parts) {
        try {
            return core.transact(tx -> together(tx, parts));
        } catch (Undone undone) {
            fence(parts, undone);
            List<RestAnswer> answers = new ArrayList<>();
            for (int i = 0; i < parts.size(); i++) {
                answers.add(RestAnswer.of(
                        i == undone.failed() ? undone.error() : new SalesforceError(400, "PROCESSING_HALTED", HALTED)));
            }
            return answers;
        }
    }

    private List<RestAnswer> together(Transaction tx, List<JsonNode> parts) {
        Map<String, JsonNode> known = new HashMap<>();
        List<RestAnswer> answers = new ArrayList<>();
        for (JsonNode part : parts) {
            try {
                RestAnswer answer = api.handle(tx, resolved(part, known));
                remember(known, part, answer);
                answers.add(answer);
            } catch (SalesforceError e) {
                throw new Undone(answers.size(), e);
            }
        }
        return answers;
    }

    /** A refused assignment goes to the ledger: as fenced when another part's unique key stopped it. */
    private void fence(List<JsonNode> parts, Undone undone) {
        for (int i = 0; i < parts.size(); i++) {
            RestCall part;
            try {
                part = call(parts.get(i), Function.identity());
            } catch (SalesforceError e) {
                continue; // it was refused as malformed, and is no assignment
            }
            if (part.createsAgentWork()) {
                if (i == undone.failed()) {
                    api.noteRefusal(part, undone.error());
                } else if (undone.error().code().equals("DUPLICATE_VALUE")) {
                    core.note(new Entry.Fenced(
                            core.now(),
                            part.body().path("PendingServiceRoutingId").asText()));
                }
            }
        }
    }

    private RestAnswer batch(RestCall call) {
        boolean halt = call.body().path("haltOnError").asBoolean(false);
        ObjectNode out = JsonNodeFactory.instance.objectNode();
        ArrayNode results = JsonNodeFactory.instance.arrayNode();
        boolean errors = false;
        for (JsonNode part : parts(call.body().path("batchRequests"))) {
            RestAnswer answer;
            if (errors && halt) {
                answer = RestAnswer.of(
                        new SalesforceError(412, "BATCH_PROCESSING_HALTED", "Batch processing halted per request."));
            } else {
                answer = batched(part);
            }
            errors |= !answer.ok();
            ObjectNode result = results.addObject().put("statusCode", answer.status());
            result.set("result", answer.body().orElseGet(JsonNodeFactory.instance::nullNode));
        }
        out.put("hasErrors", errors);
        out.set("results", results);
        return RestAnswer.of(200, out);
    }

    private RestAnswer batched(JsonNode part) {
        try {
            String url = part.path("url").asText();
            String full = url.startsWith("/") ? url : "/services/data/" + url;
            return api.answer(RestCall.of(part.path("method").asText("GET"), full, part.path("richInput")));
        } catch (SalesforceError e) {
            return RestAnswer.of(e);
        }
    }

    private static List<JsonNode> parts(JsonNode array) {
        if (!array.isArray() || array.isEmpty() || array.size() > MAX_PARTS) {
            throw new SalesforceError(400, "INVALID_INPUT", "a list of 1 to " + MAX_PARTS + " requests is expected");
        }
        List<JsonNode> parts = new ArrayList<>();
        array.forEach(parts::add);
        return parts;
    }

    private static void remember(Map<String, JsonNode> known, JsonNode part, RestAnswer answer) {
        String name = part.path("referenceId").asText();
        answer.body().filter(body -> answer.ok()).ifPresent(body -> known.put(name, body));
    }

    private static RestCall resolved(JsonNode part, Map<String, JsonNode> known) {
        return call(
                part,
                text -> REFERENCE.matcher(text).replaceAll(match -> {
                    JsonNode at = known.getOrDefault(match.group(1), MissingNode.getInstance());
                    for (String step : match.group(2).split("\\.", -1)) {
                        at = at.path(step);
                    }
                    if (at.isMissingNode()) {
                        throw new SalesforceError(
                                400, "PROCESSING_HALTED", "Invalid reference specified. No value for " + match.group());
                    }
                    return Matcher.quoteReplacement(at.asText());
                }));
    }

    private static RestCall call(JsonNode part, Function<String, String> text) {
        RestCall call = RestCall.of(
                part.path("method").asText(), text.apply(part.path("url").asText()), resolve(part.path("body"), text));
        if (call.step(0).equals("composite")) {
            throw new SalesforceError(400, "INVALID_INPUT", "a composite request cannot contain another");
        }
        return call;
    }

    private static JsonNode resolve(JsonNode body, Function<String, String> text) {
        if (!body.isObject()) {
            return body;
        }
        ObjectNode out = JsonNodeFactory.instance.objectNode();
        body.properties().forEach(field -> {
            JsonNode value = field.getValue();
            out.set(
                    field.getKey(),
                    value.isTextual() ? JsonNodeFactory.instance.textNode(text.apply(value.textValue())) : value);
        });
        return out;
    }
}
