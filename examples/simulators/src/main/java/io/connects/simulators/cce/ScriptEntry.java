package io.connects.simulators.cce;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What the ledger knows about one request to run an external script.
 *
 * @param taskId {@code day:key:sequence} of the task that waits
 * @param name name of the network VRU script
 * @param expectedWait what the application was told
 * @param over when it was answered or given up; null as long as it is under way
 * @param outcome null as long as it is under way
 */
public record ScriptEntry(
        String taskId,
        String name,
        Duration expectedWait,
        Instant asked,
        @Nullable Instant over,
        @Nullable Outcome outcome) {

    /** How a request ended. */
    public enum Outcome {
        /** The application said that it does so. */
        ANSWERED,
        /** The application said anything else. */
        REFUSED,
        /** The application said nothing in time, and the script went on. */
        NO_ANSWER,
        /** The task left the queue first. */
        STOPPED
    }
}
