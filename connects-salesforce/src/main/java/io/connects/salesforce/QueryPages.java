package io.connects.salesforce;

import io.connects.core.ProtocolViolationException;
import io.connects.core.http.HttpReply;
import io.connects.salesforce.internal.Json;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The pages of one query, one after another, until Salesforce says that it is done. Confined to one chain of futures. */
final class QueryPages {
    /** 20 million records of 2,000 a page. */
    private static final int MAX_PAGES = 10_000;

    private final Function<String, CompletableFuture<HttpReply>> following;
    private final Function<List<SObject>, CompletionStage<?>> taker;
    private final int maxRows;
    private final Set<String> seen = new HashSet<>();
    private long received;

    /**
     * @param following gets the page of a {@code nextRecordsUrl}
     * @param maxRows of the whole result, as told or as received
     */
    QueryPages(
            Function<String, CompletableFuture<HttpReply>> following,
            Function<List<SObject>, CompletionStage<?>> taker,
            int maxRows) {
        this.following = following;
        this.taker = taker;
        this.maxRows = maxRows;
    }

    CompletableFuture<Void> from(HttpReply reply) {
        Map<String, @Nullable Object> answer = Replies.object(reply, "query, page " + (seen.size() + 1));
        List<SObject> records = Replies.records(answer);
        received += records.size();
        long told = answer.get("totalSize") instanceof Number total ? total.longValue() : 0;
        if (Math.max(told, received) > maxRows) {
            throw new ProtocolViolationException(
                    "a query result of " + Math.max(told, received) + " records, more than " + maxRows
                            + ": take it page by page",
                    -1,
                    new byte[0]);
        }
        CompletableFuture<?> taken = taker.apply(records).toCompletableFuture();
        if (Boolean.TRUE.equals(answer.get("done"))) {
            return taken.thenAccept(done -> {});
        }
        String next = Json.text(answer.get("nextRecordsUrl"));
        if (next.isEmpty() || !seen.add(next) || seen.size() >= MAX_PAGES) {
            throw new ProtocolViolationException(
                    next.isEmpty()
                            ? "a query result that is not done and has no next page"
                            : "a query result that does not end: page " + seen.size() + " was " + next,
                    -1,
                    new byte[0]);
        }
        return taken.thenCompose(done -> following.apply(next)).thenCompose(this::from);
    }
}
