package io.connects.core.routing.contract;

import io.connects.core.routing.TaskId;
import java.time.Duration;
import java.util.Map;

/**
 * The other end of a {@code TaskRouter} under test, doing only what the test says. Its methods wait until what they do has been done, or fail
 * after some seconds.
 */
public interface ScriptedPeer extends AutoCloseable {
    /**
     * A submission as it arrived.
     *
     * @param handle whatever the peer needs to answer it
     * @param variables by the names of {@code TaskRequest}; those that the wire does not carry are missing
     */
    record Submission(Object handle, String scriptSelector, Map<String, String> variables) {}

    /** Brings a session up, with routing enabled. */
    void connect();

    /** The next submission, in the order of arrival. */
    Submission nextSubmission();

    /** Waits until the router has taken this submission back. */
    void awaitCancel(Submission submission);

    void answerAgent(Submission submission, TaskId task, int skillTargetId);

    void answerLabel(Submission submission, String label);

    void fail(Submission submission, boolean permanent);

    /** Whether this wire knows releases. */
    default boolean canRelease() {
        return false;
    }

    default void release(Submission submission, int cause) {
        throw new UnsupportedOperationException("this wire knows no release");
    }

    /** Whether this wire tells what becomes of a submission in Cisco's queue. */
    default boolean canTellTheQueue() {
        return false;
    }

    default void tellTheQueue(Submission submission, int position, Duration expectedWait) {
        throw new UnsupportedOperationException("this wire does not tell the queue");
    }

    void disableRouting();

    void enableRouting();

    /** Ends the session without good manners. */
    void dropSession();

    @Override
    void close();
}
