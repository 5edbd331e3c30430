package io.connects.simulators.salesforce;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The retained events of every channel. Replay ids grow over all channels and are not contiguous. Confined to the org's thread. */
final class ReplayLog {
    private final int maxEvents;
    private final Duration maxAge;
    private final Duration maxChangeAge;
    private final Map<String, ArrayDeque<StreamEvent>> channels = new HashMap<>();
    private final Map<String, Long> lastEvicted = new HashMap<>();
    private long last;

    ReplayLog(int maxEvents, Duration maxAge, Duration maxChangeAge) {
        this.maxEvents = maxEvents;
        this.maxChangeAge = maxChangeAge;
        this.maxAge = maxAge;
    }

    /** An id never given out before; gaps of 1 to 3 keep clients from counting. */
    long nextId() {
        last += 1 + last % 3;
        return last;
    }

    void add(StreamEvent event) {
        last = Math.max(last, event.replayId());
        log(event.channel()).addLast(event);
        evict(event.channel(), event.at());
    }

    /** Whether events after {@code id} are all still here: an id whose own event has expired, or that was never given out, is invalid. */
    boolean knows(String channel, long id, Instant now) {
        evict(channel, now);
        return id > lastEvicted.getOrDefault(channel, 0L) && id <= last;
    }

    /** The events after {@code id}; -2 for all that are retained. */
    List<StreamEvent> after(String channel, long id, Instant now) {
        evict(channel, now);
        return log(channel).stream().filter(event -> event.replayId() > id).toList();
    }

    /** Lets every retained event expire. */
    void forget() {
        channels.forEach((channel, log) -> {
            if (!log.isEmpty()) {
                lastEvicted.put(channel, log.getLast().replayId());
                log.clear();
            }
        });
    }

    private void evict(String channel, Instant now) {
        ArrayDeque<StreamEvent> log = log(channel);
        Instant oldest = now.minus(StreamEvent.isOfChanges(channel) ? maxChangeAge : maxAge);
        while (!log.isEmpty() && (log.size() > maxEvents || log.getFirst().at().isBefore(oldest))) {
            lastEvicted.put(channel, log.removeFirst().replayId());
        }
    }

    private ArrayDeque<StreamEvent> log(String channel) {
        return channels.computeIfAbsent(channel, c -> new ArrayDeque<>());
    }
}
