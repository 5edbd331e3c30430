package io.connects.salesforce;

import io.connects.core.http.Deadlines;
import io.connects.core.http.HttpReply;
import io.connects.salesforce.internal.Json;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.stream.Collectors;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.Request;
import okhttp3.RequestBody;

/**
 * The REST API of one org. Immutable, thread-safe and asynchronous; futures complete on the client's callback executor.
 *
 * <p>Failures: {@code PeerRefusedException} with Salesforce's code and text, {@code NotAuthorisedException} when a new token did not help either,
 * {@code PeerUnreachableException} when the request was certainly not sent (the budget refused it, for example), {@code NoAnswerException} when it
 * may have been, {@code ProtocolViolationException} when the answer made no sense; {@link RetryClass#of} says what can be done. Nothing is
 * repeated, except once where the server's answer is its word that it did nothing: after 401 INVALID_SESSION_ID with a new token, and after
 * a redirect at the host that a new token names.
 *
 * @see <a href="https://developer.salesforce.com/docs/atlas.en-us.api_rest.meta/api_rest/">REST API Developer Guide</a>
 */
public final class SalesforceRest {
    /** The most records of one request for a collection. */
    public static final int MAX_COLLECTION = 200;

    /** The most records that {@link #query(String)} gathers. */
    public static final int MAX_GATHERED = 50_000;

    private static final MediaType JSON = MediaType.get("application/json");
    private static final HttpUrl NOWHERE = HttpUrl.get("https://salesforce.invalid/");

    /** Salesforce takes 16,384 bytes of URL and headers together; a token has up to 2,000 of them. */
    private static final int MAX_URI = 14_000;

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ssxxx").withZone(ZoneOffset.UTC);

    private final AuthorisedCalls calls;
    private final ApiBudget budget;
    private final ApiBudget.Priority priority;
    private final Duration toSend;
    private final Duration toAnswer;
    /** What stands between the version and the resources; ends with a slash unless it is empty. */
    private final String below;

    SalesforceRest(
            AuthorisedCalls calls, ApiBudget budget, ApiBudget.Priority priority, Duration toSend, Duration toAnswer) {
        this(calls, budget, priority, toSend, toAnswer, "");
    }

    private SalesforceRest(
            AuthorisedCalls calls,
            ApiBudget budget,
            ApiBudget.Priority priority,
            Duration toSend,
            Duration toAnswer,
            String below) {
        this.calls = calls;
        this.budget = budget;
        this.priority = priority;
        this.toSend = toSend;
        this.toAnswer = toAnswer;
        this.below = below;
    }

    /**
     * The same for the Tooling API, where set-up is kept: records and queries work alike.
     *
     * @see <a href="https://developer.salesforce.com/docs/atlas.en-us.api_tooling.meta/api_tooling/intro_api_tooling.htm">Tooling API</a>
     */
    public SalesforceRest tooling() {
        return new SalesforceRest(calls, budget, priority, toSend, toAnswer, "tooling/");
    }

    /** The same with requests of this priority; {@link ApiBudget.Priority#READ} unless said. */
    public SalesforceRest at(ApiBudget.Priority value) {
        return new SalesforceRest(calls, budget, value, toSend, toAnswer, below);
    }

    /**
     * The same with times of its own for each request; the client's request timeout unless said.
     *
     * @param sending how long it may take from a call on until its request is sent, waiting for a token or for other requests included;
     *     nothing is sent after it
     * @param answering how long all of it may take, from the call on
     */
    public SalesforceRest within(Duration sending, Duration answering) {
        return new SalesforceRest(calls, budget, priority, sending, answering, below);
    }

    /** The version in use: the highest that the org offers, up to the configured one. Asked once for each instance. */
    public CompletableFuture<ApiVersion> version() {
        return calls.version();
    }

    /** What the org says about an object. */
    public CompletableFuture<SObjectDescription> describe(String type) {
        return get(url -> url.addPathSegments("sobjects/" + type + "/describe"))
                .thenApply(reply -> Replies.description(type, Replies.object(reply, "describe " + type)));
    }

    /** Which object owns which ids: three characters to API name. */
    public CompletableFuture<Map<String, String>> keyPrefixes() {
        return get(url -> url.addPathSegment("sobjects"))
                .thenApply(reply -> Replies.keyPrefixes(Replies.object(reply, "describe global")));
    }

    /** The org's limits by name, such as {@code DailyApiRequests}; the budget learns from them. */
    public CompletableFuture<Map<String, OrgLimit>> limits() {
        return get(url -> url.addPathSegment("limits")).thenApply(reply -> {
            Map<String, OrgLimit> limits = Replies.limits(Replies.object(reply, "limits"));
            OrgLimit requests = limits.get("DailyApiRequests");
            if (requests != null) {
                budget.told(requests.max() - requests.remaining(), requests.max());
            }
            return limits;
        });
    }

    /** All records of a query, {@value #MAX_GATHERED} at most; fails when there are more. */
    public CompletableFuture<List<SObject>> query(String soql) {
        var all = Collections.synchronizedList(new ArrayList<SObject>());
        return query(soql, MAX_GATHERED, page -> {
                    all.addAll(page);
                    return CompletableFuture.completedFuture(page);
                })
                .thenApply(done -> List.copyOf(all));
    }

    /**
     * The records of a query, handed over page by page (up to 2,000 records each), in order.
     *
     * @param page called on the callback executor; the next page is asked for when the stage completes, and what it throws fails the future
     */
    public CompletableFuture<Void> query(String soql, Function<List<SObject>, CompletionStage<?>> page) {
        return query(soql, Integer.MAX_VALUE, page);
    }

    private CompletableFuture<Void> query(String soql, int maxRows, Function<List<SObject>, CompletionStage<?>> page) {
        var pages = new QueryPages(
                next -> calls.send(
                        token -> new Request.Builder().url(Urls.given(token.instanceUri(), next)),
                        // What began is brought to its end: without its last pages the first ones were spent in vain.
                        ApiBudget.Priority.ASSIGN,
                        Deadlines.in(toSend, toAnswer)),
                page,
                maxRows);
        return get(url -> url.addPathSegment("query").addQueryParameter("q", soql))
                .thenCompose(pages::from);
    }

    /** One record; empty when there is none with this id. */
    public CompletableFuture<Optional<SObject>> retrieve(String type, SalesforceId id, Collection<String> fields) {
        return get(url -> record(url, type, id).addQueryParameter("fields", String.join(",", fields)))
                .thenApply(reply -> Replies.tellsOfNone(reply)
                        ? Optional.empty()
                        : Optional.of(Replies.record(Replies.object(reply, "retrieve " + type))));
    }

    /**
     * The ids of the records of an object that were created or changed from one minute to another. Salesforce passes over seconds, so {@code to}
     * is at least a minute after {@code from}, which is at most 30 days ago.
     */
    public CompletableFuture<UpdatedRecords> getUpdated(String type, Instant from, Instant to) {
        return get(url -> span(url, type, "updated", from, to))
                .thenApply(reply -> Replies.updated(type, Replies.object(reply, "getUpdated " + type)));
    }

    /** The records of an object that were deleted from one minute to another; rules as for {@link #getUpdated}, and 15 days instead of 30. */
    public CompletableFuture<DeletedRecords> getDeleted(String type, Instant from, Instant to) {
        return get(url -> span(url, type, "deleted", from, to))
                .thenApply(reply -> Replies.deleted(type, Replies.object(reply, "getDeleted " + type)));
    }

    /** Creates a record and gives its id. */
    public CompletableFuture<SalesforceId> create(String type, Map<String, ?> fields) {
        RequestBody body = json(fields);
        return send(url -> url.addPathSegments("sobjects/" + type), request -> request.post(body))
                .thenApply(reply -> Replies.created(reply, type));
    }

    /** Changes fields of a record. */
    public CompletableFuture<Void> update(String type, SalesforceId id, Map<String, ?> fields) {
        RequestBody body = json(fields);
        return send(url -> record(url, type, id), request -> request.patch(body))
                .thenApply(reply -> Replies.done(reply, "update " + type));
    }

    /** Deletes a record. */
    public CompletableFuture<Void> delete(String type, SalesforceId id) {
        return send(url -> record(url, type, id), Request.Builder::delete)
                .thenApply(reply -> Replies.done(reply, "delete " + type));
    }

    /**
     * Creates 1 to {@value #MAX_COLLECTION} records with one request, and gives one result each, in order.
     *
     * @param allOrNone whether one failure undoes all; the others then fail with {@code ALL_OR_NONE_OPERATION_ROLLED_BACK}
     * @see <a href="https://developer.salesforce.com/docs/atlas.en-us.api_rest.meta/api_rest/resources_composite_sobjects_collections.htm">sObject
     *     collections</a>
     */
    public CompletableFuture<List<RecordResult>> createAll(boolean allOrNone, List<SObject> records) {
        RequestBody body = collection(allOrNone, records);
        return send(SalesforceRest::collections, request -> request.post(body))
                .thenApply(reply -> RecordResult.all(reply, "create records", records.size()));
    }

    /** Changes 1 to {@value #MAX_COLLECTION} records, each with its {@code Id} among its fields; results as for {@link #createAll}. */
    public CompletableFuture<List<RecordResult>> updateAll(boolean allOrNone, List<SObject> records) {
        RequestBody body = collection(allOrNone, records);
        return send(SalesforceRest::collections, request -> request.patch(body))
                .thenApply(reply -> RecordResult.all(reply, "update records", records.size()));
    }

    /** Deletes 1 to {@value #MAX_COLLECTION} records; results as for {@link #createAll}. */
    public CompletableFuture<List<RecordResult>> deleteAll(boolean allOrNone, List<SalesforceId> ids) {
        counted("ids", ids.size());
        String list = ids.stream().map(SalesforceId::value).collect(Collectors.joining(","));
        return send(
                        url -> collections(url)
                                .addQueryParameter("ids", list)
                                .addQueryParameter("allOrNone", String.valueOf(allOrNone)),
                        Request.Builder::delete)
                .thenApply(reply -> RecordResult.all(reply, "delete records", ids.size()));
    }

    /** Sends several requests as one. Completes normally when parts failed; fails when Salesforce took none. */
    public CompletableFuture<CompositeResult> composite(CompositeRequest parts) {
        return calls.sendVersioned(
                        (base, version) -> new Request.Builder()
                                .url(base.addPathSegment("composite").build())
                                .post(json(parts.json(version))),
                        priority,
                        Deadlines.in(toSend, toAnswer))
                .thenApply(reply -> CompositeResult.of(Replies.object(reply, "composite"), parts.names()));
    }

    private static HttpUrl.Builder record(HttpUrl.Builder url, String type, SalesforceId id) {
        return url.addPathSegments("sobjects/" + type + "/" + id);
    }

    private static HttpUrl.Builder collections(HttpUrl.Builder url) {
        return url.addPathSegments("composite/sobjects");
    }

    private static HttpUrl.Builder span(HttpUrl.Builder url, String type, String what, Instant from, Instant to) {
        if (Duration.between(from, to).compareTo(Duration.ofMinutes(1)) < 0) {
            throw new IllegalArgumentException("to: must be at least a minute after from, " + from + ", was " + to);
        }
        return url.addPathSegments("sobjects/" + type + "/" + what + "/")
                .addQueryParameter("start", TIME.format(from))
                .addQueryParameter("end", TIME.format(to));
    }

    private static RequestBody collection(boolean allOrNone, List<SObject> records) {
        counted("records", records.size());
        var json = new ArrayList<Map<String, Object>>();
        for (SObject record : records) {
            var fields = new LinkedHashMap<String, Object>();
            fields.put("attributes", Map.of("type", record.type()));
            fields.putAll(record.fields());
            json.add(fields);
        }
        return json(Map.of("allOrNone", allOrNone, "records", json));
    }

    private static void counted(String name, int count) {
        if (count < 1 || count > MAX_COLLECTION) {
            throw new IllegalArgumentException(name + ": must be 1 to " + MAX_COLLECTION + ", were " + count);
        }
    }

    private static RequestBody json(Map<String, ?> object) {
        return RequestBody.create(Json.write(object), JSON);
    }

    private interface Path {
        HttpUrl.Builder of(HttpUrl.Builder versioned);
    }

    private interface Method {
        Request.Builder of(Request.Builder request);
    }

    private CompletableFuture<HttpReply> get(Path path) {
        return send(path, request -> request);
    }

    private CompletableFuture<HttpReply> send(Path path, Method method) {
        int length = path.of(NOWHERE.newBuilder()).build().toString().length();
        if (length > MAX_URI) {
            throw new IllegalArgumentException(
                    "soql: the URL would have " + length + " characters; Salesforce takes some " + MAX_URI);
        }
        return calls.sendVersioned(
                (base, version) -> method.of(new Request.Builder()
                        .url(path.of(base.addPathSegments(below)).build())),
                priority,
                Deadlines.in(toSend, toAnswer));
    }
}
