package io.connects.core.routing;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Which queue and channel goes where. Keys come from the PSR, never from the owner of the record. Immutable.
 */
public final class RouteMap {
    /**
     * One line of the map.
     *
     * @param channelId null for every channel of the queue that has no line of its own
     */
    public record Entry(String queueId, @Nullable String channelId, RouteTarget target) {}

    private record Key(String queueId, @Nullable String channelId) {}

    private final Map<Key, RouteTarget> targets;

    private RouteMap(Map<Key, RouteTarget> targets) {
        this.targets = Map.copyOf(targets);
    }

    /** Where this PSR goes: by queue and channel, or else by queue alone. */
    public Optional<RouteTarget> target(Psr psr) {
        RouteTarget exact = targets.get(new Key(psr.queueId(), psr.channelId()));
        return Optional.ofNullable(exact != null ? exact : targets.get(new Key(psr.queueId(), null)));
    }

    /** Every line, by queue and channel. */
    public List<Entry> entries() {
        return targets.entrySet().stream()
                .map(line -> new Entry(line.getKey().queueId(), line.getKey().channelId(), line.getValue()))
                .sorted(Comparator.comparing(Entry::queueId)
                        .thenComparing(line -> Objects.requireNonNullElse(line.channelId(), "")))
                .toList();
    }

    /** The routers that targets name. */
    public Set<String> routers() {
        return targets.values().stream().map(RouteTarget::router).collect(Collectors.toUnmodifiableSet());
    }

    public static Builder builder() {
        return new Builder();
    }

    /** Collects targets. Not thread-safe. */
    public static final class Builder {
        private final Map<Key, RouteTarget> targets = new LinkedHashMap<>();

        private Builder() {}

        /**
         * Adds one.
         *
         * @param channelId null for every channel of the queue that has no target of its own
         * @throws IllegalArgumentException when the pair has a target already
         */
        public Builder add(String queueId, @Nullable String channelId, RouteTarget target) {
            if (targets.putIfAbsent(new Key(queueId, channelId), target) != null) {
                throw new IllegalArgumentException("queueId: " + queueId + " has two targets"
                        + (channelId == null ? "" : " for channel " + channelId));
            }
            return this;
        }

        public RouteMap build() {
            return new RouteMap(targets);
        }
    }
}
