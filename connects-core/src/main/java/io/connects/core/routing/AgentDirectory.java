package io.connects.core.routing;

import java.util.function.Consumer;

/** The port that says who is who: which Salesforce user is which Cisco agent. */
public interface AgentDirectory {
    /**
     * Begins to report. The listener is given everybody known, as soon as that is known, and again, whole, after every change. Called once.
     */
    void start(Consumer<Agents> listener);

    /** A directory that never changes. */
    static AgentDirectory of(Agents agents) {
        return listener -> listener.accept(agents);
    }
}
