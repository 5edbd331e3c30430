package io.connects.simulators.salesforce;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;

/** The REST API behind its servlet: finds the resource of a call. Calls may come from any thread. */
final class RestApi {
    private final OrgCore core;
    private final SobjectsResource sobjects;
    private final QueryResource queries;
    private final CompositeResource composites;
    private final CollectionsResource collections;
    private final ToolingResource tooling;
    private final String runAsUser;
    private final int dailyRequests;
    private final AtomicInteger used = new AtomicInteger();

    RestApi(OrgCore core, RecordWrites writes, OrgFaults faults, OrgOptions options, String runAsUser) {
        this.core = core;
        this.runAsUser = runAsUser;
        dailyRequests = options.dailyRequests();
        var json = new RecordJson(core.schema(), core.soql());
        sobjects = new SobjectsResource(core.schema(), json, writes, faults);
        queries = new QueryResource(core.soql(), json, options.pageSize());
        tooling = new ToolingResource(core.schema(), core.channels(), queries, sobjects);
        composites = new CompositeResource(core, this);
        collections = new CollectionsResource(core, this, faults);
    }

    /** Counts a request against the day's allowance; false when that is used up. */
    boolean admit() {
        return used.getAndUpdate(n -> Math.min(n + 1, dailyRequests)) < dailyRequests;
    }

    /** Counts requests of other clients. */
    void spend(int requests) {
        used.getAndUpdate(n -> Math.min(n + requests, dailyRequests));
    }

    /** The object whose records have such ids; empty when there is none. */
    String typeOf(String id) {
        ObjectType type = SalesforceId.isWellFormed(id) ? core.schema().ofId(id) : null;
        return type == null ? "" : type.name();
    }

    /** How many requests were counted so far. */
    int used() {
        return used.get();
    }

    String usage() {
        return "api-usage=" + used.get() + "/" + dailyRequests;
    }

    /** Answers a call in a transaction of its own; errors become answers. */
    RestAnswer answer(RestCall call) {
        try {
            if (call.step(0).equals("composite")) {
                boolean records = call.step(1).equals("sobjects") && call.path().size() == 2;
                return core.call(() -> records ? collections.handle(call) : composites.handle(call));
            }
            return core.transact(tx -> handle(tx, call));
        } catch (SalesforceError e) {
            if (call.createsAgentWork()) {
                noteRefusal(call, e);
            }
            return RestAnswer.of(e);
        }
    }

    /** Does what a call asks for within a transaction. */
    RestAnswer handle(Transaction tx, RestCall call) {
        return switch (call.step(0)) {
            case "sobjects" -> sobjects.handle(tx, call, runAsUser);
            case "query" -> queries.handle(call, false);
            case "tooling" -> tooling.handle(tx, call);
            case "limits" -> RestAnswer.of(200, limits());
            case "" -> RestAnswer.of(200, resources(call.version()));
            default -> throw RestCall.notFound();
        };
    }

    void noteRefusal(RestCall call, SalesforceError error) {
        core.note(new Entry.Refused(
                core.now(),
                error.code(),
                error.text(),
                id(call, "PendingServiceRoutingId"),
                id(call, "WorkItemId"),
                id(call, "UserId")));
    }

    private static String id(RestCall call, String field) {
        String id = Objects.requireNonNullElse(call.body().path(field).textValue(), "");
        return SalesforceId.isWellFormed(id) ? SalesforceId.of18(id) : "";
    }

    private ObjectNode limits() {
        ObjectNode out = JsonNodeFactory.instance.objectNode();
        out.putObject("DailyApiRequests").put("Max", dailyRequests).put("Remaining", dailyRequests - used.get());
        out.putObject("DailyStreamingApiEvents").put("Max", 1_000_000).put("Remaining", 1_000_000);
        out.putObject("StreamingApiConcurrentClients").put("Max", 2000).put("Remaining", 2000);
        return out;
    }

    private static ObjectNode resources(String version) {
        String root = "/services/data/v" + version;
        return JsonNodeFactory.instance
                .objectNode()
                .put("sobjects", root + "/sobjects")
                .put("query", root + "/query")
                .put("composite", root + "/composite")
                .put("limits", root + "/limits");
    }
}
