package io.connects.simulators.finesse;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;

/**
 * Finesse's queue for each object: a request runs only after the one before was confirmed or refused, which takes its time. Guarded by the
 * pair's monitor.
 */
final class ObjectQueue {
    private final Map<String, Queue<Runnable>> waiting = new HashMap<>();
    private final Timers timers;
    private final Duration confirmation;

    ObjectQueue(Timers timers, Duration confirmation) {
        this.timers = timers;
        this.confirmation = confirmation;
    }

    /** @param outcome changes the state, or refuses, and tells of it */
    void add(String object, Runnable outcome) {
        Queue<Runnable> queue = waiting.computeIfAbsent(object, name -> new ArrayDeque<>());
        queue.add(outcome);
        if (queue.size() == 1) {
            var unused = timers.after(confirmation, () -> next(object, queue));
        }
    }

    private void next(String object, Queue<Runnable> queue) {
        try {
            queue.element().run();
        } finally {
            queue.remove();
            if (queue.isEmpty()) {
                waiting.remove(object);
            } else {
                var unused = timers.after(confirmation, () -> next(object, queue));
            }
        }
    }
}
