package io.connects.simulators.cce;

import java.time.Duration;
import java.util.Collection;
import java.util.Collections;
import java.util.Set;

/** How long a task will probably wait: its place in the queue, times how long tasks take, by how many may be worked on at once. */
final class ExpectedWait {
    /** Taken for how long a task takes, until some have ended. */
    private static final Duration FIRST_GUESS = Duration.ofMinutes(1);
    /** A later task counts for this share of the mean. */
    private static final int MEMORY = 8;

    private long meanSeconds = FIRST_GUESS.toSeconds();

    void taskTook(Duration time) {
        meanSeconds += (time.toSeconds() - meanSeconds) / MEMORY;
    }

    Duration of(Task task, Collection<Task> queue, Collection<Seat> seats) {
        Set<Integer> groups = task.groups();
        long place = queue.stream()
                .takeWhile(other -> other != task)
                .filter(other -> !Collections.disjoint(other.groups(), groups))
                .count();
        int slots = seats.stream()
                .filter(seat -> seat.signedIn && seat.ready)
                .filter(seat -> !Collections.disjoint(seat.agent.skillGroups(), groups))
                .mapToInt(seat -> seat.agent.taskLimits().getOrDefault(task.domain.id(), 0))
                .sum();
        return Duration.ofSeconds((long) Math.ceil((place + 1.0) * meanSeconds / Math.max(1, slots)));
    }
}
