package io.connects.mri.internal.engine;

/** One open dialogue. */
final class Dialogue {
    final long ticket;
    final long id;

    private final long firstSequence;
    private long sent;
    private long received;

    Dialogue(long ticket, long id, long firstSequence) {
        this.ticket = ticket;
        this.id = id;
        this.firstSequence = firstSequence;
    }

    /** The sequence number of the next message that we send. */
    long nextToSend() {
        return firstSequence + sent++;
    }

    /** The sequence number that the next message from the peer should have. */
    long nextToReceive() {
        return firstSequence + received++;
    }
}
