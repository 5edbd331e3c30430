package io.connects.salesforce.streaming;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** What a server has answered to the subscriptions of one connection. Not thread-safe. */
final class Subscriptions {
    private final Set<String> wanted;
    private final Set<String> accepted = new LinkedHashSet<>();
    private final Map<String, String> refused = new LinkedHashMap<>();
    private final Set<String> missed = new HashSet<>();

    /** @param wanted channels */
    Subscriptions(Set<String> wanted) {
        this.wanted = wanted;
    }

    /** Nothing is known of where this channel was left: events may be missing. */
    void missed(String channel) {
        missed.add(channel);
    }

    /** Whether no event can be missing. */
    boolean gapless() {
        return missed.isEmpty();
    }

    void accepted(String channel) {
        refused.remove(channel);
        accepted.add(channel);
    }

    /** Answers whether this is the first refusal of the channel. */
    boolean refused(String channel, String reason) {
        return refused.put(channel, reason) == null;
    }

    /** Whether every channel has its answer. */
    boolean answered() {
        return accepted.size() + refused.size() >= wanted.size();
    }

    /** Whether every channel was accepted. */
    boolean complete() {
        return answered() && refused.isEmpty();
    }

    Set<String> accepted() {
        return Set.copyOf(accepted);
    }

    /** Why channels were refused. */
    String reason() {
        return String.join("; ", refused.values());
    }
}
