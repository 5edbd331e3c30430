package io.connects.simulators.finesse;

import java.util.List;

/** The states of a task, which is a dialog of a media routing domain, with what an agent may do in each. What is not documented is inferred. */
public enum TaskState {
    /** Offered to the agent. */
    OFFERED,
    /** Accepted and not started. */
    ACCEPTED,
    /** Worked on. */
    ACTIVE,
    /** Put aside. */
    PAUSED,
    /** Being wrapped up. */
    WRAPPING_UP,
    /** Put aside by CCE. */
    INTERRUPTED,
    /** Not known to Finesse, which can only end it. */
    UNKNOWN,
    /** Gone. */
    CLOSED;

    /** What an agent may do. */
    public List<TaskAction> actions() {
        return switch (this) {
            case OFFERED -> List.of(TaskAction.ACCEPT);
            case ACCEPTED -> List.of(TaskAction.START, TaskAction.TRANSFER);
            case ACTIVE -> List.of(TaskAction.PAUSE, TaskAction.TRANSFER, TaskAction.WRAP_UP, TaskAction.CLOSE);
            case PAUSED -> List.of(TaskAction.RESUME, TaskAction.TRANSFER, TaskAction.WRAP_UP, TaskAction.CLOSE);
            case WRAPPING_UP, UNKNOWN -> List.of(TaskAction.CLOSE);
            case INTERRUPTED, CLOSED -> List.of();
        };
    }
}
