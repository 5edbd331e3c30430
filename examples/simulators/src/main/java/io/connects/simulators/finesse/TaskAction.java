package io.connects.simulators.finesse;

import java.util.Optional;

/** What an agent can do with a task. */
public enum TaskAction {
    /** Takes an offered task. */
    ACCEPT,
    /** Begins to work on it. */
    START,
    /** Puts it aside. */
    PAUSE,
    /** Goes on. */
    RESUME,
    /** Begins the work after it. */
    WRAP_UP,
    /** Ends it. */
    CLOSE,
    /** Gives it to a script selector. */
    TRANSFER;

    static Optional<TaskAction> of(String text) {
        for (TaskAction action : values()) {
            if (action.name().equals(text)) {
                return Optional.of(action);
            }
        }
        return Optional.empty();
    }
}
