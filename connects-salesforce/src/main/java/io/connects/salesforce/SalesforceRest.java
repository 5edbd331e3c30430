package io.connects.salesforce;

import io.connects.core.ConnectsException;
import io.connects.core.ProtocolViolationException;
import io.connects.salesforce.internal.Deadlines;
import io.connects.salesforce.internal.HttpReply;
import io.connects.salesforce.internal.Json;
import io.connects.salesforce.internal.RestError;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.stream.Collectors;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.Request;
import okhttp3.RequestBody;
import org.jspecify.annotations.Nullable;

/**
 * The REST API of one org. Thread-safe and asynchronous; futures complete on the client's callback executor.
 *
 * <p>Failures: {@code PeerRefusedException} with Salesforce's code and text, {@code NotAuthorisedException} when a new token did not help either,
 * {@code PeerUnreachableException} when the request was certainly not sent, {@code NoAnswerException} when it may have been, {@code
 * ProtocolViolationException} when the answer made no sense. Nothing is repeated, except once after 401 INVALID_SESSION_ID, which is
 * Salesforce's word that it did nothing.
 *
 * @see <a href="https://developer.salesforce.com/docs/atlas.en-us.api_rest.meta/api_rest/">REST API Developer Guide</a>
 */
public final class SalesforceRest {
    private static final MediaType JSON = MediaType.get("application/json");
    private static final int MAX_PAGES = 10_000;

    private final AuthorisedCalls calls;
    private final Duration timeout;

    SalesforceRest(AuthorisedCalls calls, Duration timeout) {
        this.calls = calls;
        this.timeout = timeout;
    }

    /** The version in use: the highest that the org offers, up to the configured one. Asked once. */
    public CompletableFuture<ApiVersion> version() {
        return calls.version();
    }

    /** What the org says about an object. */
    public CompletableFuture<SObjectDescription> describe(String type) {
        return get(url -> url.addPathSegments("sobjects/" + type + "/describe"), "describe " + type)
                .thenApply(described -> description(type, described));
    }

    /** Which object owns which ids: three characters to API name. */
    public CompletableFuture<Map<String, String>> keyPrefixes() {
        return get(url -> url.addPathSegment("sobjects"), "describe global").thenApply(answer -> {
            var prefixes = new LinkedHashMap<String, String>();
            for (Object one : Json.array(answer.get("sobjects"))) {
                Map<String, @Nullable Object> object = Json.object(one);
                if (object != null && object.get("keyPrefix") instanceof String prefix) {
                    prefixes.putIfAbsent(prefix, Json.text(object.get("name")));
                }
            }
            return Map.copyOf(prefixes);
        });
    }

    /** All records of a query, page after page. */
    public CompletableFuture<List<SObject>> query(String soql) {
        var all = Collections.synchronizedList(new ArrayList<SObject>());
        return query(soql, page -> {
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
        return get(url -> url.addPathSegment("query").addQueryParameter("q", soql), "query")
                .thenCompose(answer -> pages(answer, page, 1));
    }

    private CompletableFuture<Void> pages(
            Map<String, @Nullable Object> answer, Function<List<SObject>, CompletionStage<?>> page, int count) {
        if (!(answer.get("records") instanceof List<?> records)) {
            throw new ProtocolViolationException("a query result without records", -1, new byte[0]);
        }
        CompletionStage<?> taken =
                page.apply(records.stream().map(SalesforceRest::record).toList());
        String next = Json.text(answer.get("nextRecordsUrl"));
        if (Boolean.TRUE.equals(answer.get("done")) || next.isEmpty()) {
            return taken.thenAccept(done -> {}).toCompletableFuture();
        }
        if (count >= MAX_PAGES) {
            throw new ProtocolViolationException(
                    "a query result of more than " + MAX_PAGES + " pages", -1, new byte[0]);
        }
        return taken.toCompletableFuture()
                .thenCompose(done ->
                        calls.send(token -> new Request.Builder().url(Urls.given(token.instanceUri(), next)), timeout))
                .thenApply(reply -> object(reply, "query, page " + (count + 1)))
                .thenCompose(following -> pages(following, page, count + 1));
    }

    /** One record; empty when there is none with this id. */
    public CompletableFuture<Optional<SObject>> retrieve(String type, SalesforceId id, Collection<String> fields) {
        String path = "sobjects/" + type + "/" + id;
        return send(
                        url -> url.addPathSegments(path).addQueryParameter("fields", String.join(",", fields)),
                        request -> request,
                        timeout)
                .thenApply(reply -> reply.status() == 404
                        ? Optional.empty()
                        : Optional.of(record(object(reply, "retrieve " + type))));
    }

    /** Creates a record and gives its id. */
    public CompletableFuture<SalesforceId> create(String type, Map<String, ?> fields) {
        return create(type, fields, timeout, timeout);
    }

    /**
     * Creates a record and gives its id. Sent once at most, apart from the repetition after 401 INVALID_SESSION_ID.
     *
     * @param toSend how long it may take from this call on until the request is sent, waiting for a token or for other requests included; nothing
     *     is sent after it
     * @param toAnswer how long all of it may take, from this call on
     */
    public CompletableFuture<SalesforceId> create(
            String type, Map<String, ?> fields, Duration toSend, Duration toAnswer) {
        RequestBody body = RequestBody.create(Json.write(fields), JSON);
        return send(
                        url -> url.addPathSegments("sobjects/" + type),
                        request -> request.post(body),
                        Deadlines.in(toSend, toAnswer))
                .thenApply(reply -> {
                    Map<String, @Nullable Object> result = object(reply, "create " + type);
                    RestError.ofResult(reply, result).ifPresent(error -> {
                        throw error.toException("create " + type);
                    });
                    return SalesforceId.of(new SObject(type, result).requireId("id"));
                });
    }

    /** Changes fields of a record. */
    public CompletableFuture<Void> update(String type, SalesforceId id, Map<String, ?> fields) {
        RequestBody body = RequestBody.create(Json.write(fields), JSON);
        return send(url -> url.addPathSegments("sobjects/" + type + "/" + id), request -> request.patch(body), timeout)
                .thenApply(reply -> done(reply, "update " + type));
    }

    /** Deletes a record. */
    public CompletableFuture<Void> delete(String type, SalesforceId id) {
        return send(url -> url.addPathSegments("sobjects/" + type + "/" + id), Request.Builder::delete, timeout)
                .thenApply(reply -> done(reply, "delete " + type));
    }

    private interface Path {
        HttpUrl.Builder of(HttpUrl.Builder versioned);
    }

    private interface Method {
        Request.Builder of(Request.Builder request);
    }

    private CompletableFuture<Map<String, @Nullable Object>> get(Path path, String what) {
        return send(path, request -> request, timeout).thenApply(reply -> object(reply, what));
    }

    private CompletableFuture<HttpReply> send(Path path, Method method, Duration within) {
        return send(path, method, Deadlines.in(within));
    }

    private CompletableFuture<HttpReply> send(Path path, Method method, Deadlines deadlines) {
        return calls.sendVersioned(
                base -> method.of(new Request.Builder().url(path.of(base).build())), deadlines);
    }

    private static Map<String, @Nullable Object> object(HttpReply reply, String what) {
        done(reply, what);
        Map<String, @Nullable Object> object = Json.object(reply.json());
        if (object == null) {
            throw new ProtocolViolationException("the answer to " + what + " is not a JSON object", 0, reply.body());
        }
        return object;
    }

    private static @Nullable Void done(HttpReply reply, String what) throws ConnectsException {
        if (!reply.successful()) {
            throw RestError.of(reply).toException(what);
        }
        return null;
    }

    private static SObject record(@Nullable Object json) {
        Map<String, @Nullable Object> object = Json.object(json);
        if (object == null) {
            throw new ProtocolViolationException("a record that is not a JSON object", -1, new byte[0]);
        }
        Map<String, @Nullable Object> attributes = Json.object(object.get("attributes"));
        var fields = new LinkedHashMap<>(object);
        fields.remove("attributes");
        return new SObject(attributes == null ? "" : Json.text(attributes.get("type")), fields);
    }

    private static SObjectDescription description(String type, Map<String, @Nullable Object> answer) {
        var fields = new TreeSet<String>();
        var relationships = new TreeSet<String>();
        for (Object one : Json.array(answer.get("fields"))) {
            Map<String, @Nullable Object> field = Json.object(one);
            if (field != null) {
                fields.add(Json.text(field.get("name")));
                relationships.add(Json.text(field.get("relationshipName")));
            }
        }
        Set<String> named =
                relationships.stream().filter(name -> !name.isEmpty()).collect(Collectors.toSet());
        return new SObjectDescription(type, Json.text(answer.get("keyPrefix")), fields, named);
    }
}
