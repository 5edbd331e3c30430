package io.connects.salesforce.streaming;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Keeps where each channel goes on when a stream is started again. What is saved was processed by the listener, so that after a crash events may
 * come again and none is left out. Called on the stream's callback executor, one call at a time; may block there or answer later. A store that
 * fails, or does not answer a load within the client's request timeout, is a warning, and the stream goes on: channels of which nothing is known
 * begin anew, which {@link StreamListener#subscribed} tells, and the next save takes the place of what was there.
 *
 * @see FileReplayStore
 */
public interface ReplayStore {
    /**
     * What was saved last for an org; empty when nothing was.
     *
     * @param org the id of the org, or its login host where Salesforce does not tell the id: positions of one org mean nothing in another
     */
    CompletionStage<Map<String, ReplayId>> load(String org);

    /** Keeps the positions of all channels in the place of those that were saved before. */
    CompletionStage<?> save(String org, Map<String, ReplayId> positions);

    /** Positions that live as long as this store. */
    static ReplayStore inMemory() {
        Map<String, Map<String, ReplayId>> byOrg = new ConcurrentHashMap<>();
        return new ReplayStore() {
            @Override
            public CompletionStage<Map<String, ReplayId>> load(String org) {
                return CompletableFuture.completedFuture(byOrg.getOrDefault(org, Map.of()));
            }

            @Override
            public CompletionStage<?> save(String org, Map<String, ReplayId> positions) {
                byOrg.put(org, Map.copyOf(positions));
                return CompletableFuture.completedFuture(null);
            }
        };
    }
}
