package io.connects.mri.internal.engine;

/**
 * One task's conversation. Its owner makes it, hands it in with the task and gets it back in effects; only the engine reads and writes what it
 * holds. One small object a dialogue, whose own is all that is kept of it: the task itself is not. Not thread-safe.
 */
public class Dialogue {
    private int id;
    private int nextToSend;
    private int nextToReceive;
    private long cancelDeadline;
    private boolean open;
    private boolean cancelling;

    /** Opens it under an id that no other open dialogue has. */
    final void open(long newId, long firstSequence) {
        id = (int) newId;
        nextToSend = (int) firstSequence;
        nextToReceive = (int) firstSequence;
        open = true;
    }

    final boolean isOpen() {
        return open;
    }

    final void end() {
        open = false;
    }

    /** Names it on the wire. */
    final long id() {
        return Integer.toUnsignedLong(id);
    }

    /** The sequence number of the next message that we send. */
    final long nextToSend() {
        return Integer.toUnsignedLong(nextToSend++);
    }

    /** Takes note of a sequence number from the peer and answers which one was expected. Its next should be one more, whatever this one was. */
    final long received(long seqNo) {
        long expected = Integer.toUnsignedLong(nextToReceive);
        nextToReceive = (int) seqNo + 1;
        return expected;
    }

    final void cancel(long deadline) {
        cancelling = true;
        cancelDeadline = deadline;
    }

    final boolean isCancelling() {
        return cancelling;
    }

    final long cancelDeadline() {
        return cancelDeadline;
    }
}
