package io.connects.core.routing;

/**
 * The port that tells what became of the agent's side of a task, as far as somebody may know: after an agent was chosen the agent's desktop
 * owns the task, not the adapter.
 */
public interface TaskLifecycle {
    /** Begins to report. Called once. */
    void start(Listener listener);

    /** Is told, in order for each task, what happened. */
    interface Listener {
        /** The agent has begun to work on the task. */
        void started(TaskId task);

        /**
         * The task is over at Cisco.
         *
         * @param disposition Cisco's own word for how it ended
         */
        void ended(TaskId task, String disposition);
    }

    /** Knows nothing and so reports nothing. Routing needs none of it: it is for the account and for operators. */
    static TaskLifecycle unknown() {
        return listener -> {};
    }
}
