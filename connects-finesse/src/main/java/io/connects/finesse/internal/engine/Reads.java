package io.connects.finesse.internal.engine;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;

/** Reads in turn: at a pace, a few at once, each path once at a time, and again a few times when they fail. Not thread-safe. */
final class Reads {
    private static final int TRIES = 3;

    private final long pace;
    private final Deque<String> waiting = new ArrayDeque<>();
    private final Set<String> underWay = new LinkedHashSet<>();
    private final Map<String, Integer> failures = new HashMap<>();
    private long next;
    private boolean began;

    Reads(Duration pace) {
        this.pace = pace.toNanos();
    }

    void want(String path) {
        if (!waiting.contains(path)) {
            waiting.add(path);
        }
    }

    void forgetAll() {
        waiting.clear();
        underWay.clear();
        failures.clear();
    }

    /** Those to send now. */
    List<String> due(long now) {
        List<String> due = new ArrayList<>();
        while (!waiting.isEmpty() && underWay.size() < SessionRules.READS_AT_ONCE && (!began || now - next >= 0)) {
            String path = waiting.remove();
            if (underWay.add(path)) {
                due.add(path);
                next = now + pace;
                began = true;
            }
        }
        return due;
    }

    /** Whether it was asked for. */
    boolean answered(String path) {
        failures.remove(path);
        return underWay.remove(path);
    }

    /** Whether to go without it: it has failed too often. Otherwise it waits again. */
    boolean failed(String path, boolean mayRepeat) {
        if (!underWay.remove(path)) {
            return false;
        }
        if (mayRepeat && failures.merge(path, 1, Integer::sum) < TRIES) {
            waiting.add(path);
            return false;
        }
        failures.remove(path);
        return true;
    }

    boolean isEmpty() {
        return waiting.isEmpty() && underWay.isEmpty();
    }

    OptionalLong nextDeadline() {
        return waiting.isEmpty() || underWay.size() >= SessionRules.READS_AT_ONCE
                ? OptionalLong.empty()
                : OptionalLong.of(next);
    }
}
