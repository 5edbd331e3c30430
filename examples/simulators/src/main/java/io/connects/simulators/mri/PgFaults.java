package io.connects.simulators.mri;

import io.connects.core.routing.TaskId;
import java.nio.ByteBuffer;
import java.util.SplittableRandom;

/**
 * Makes an {@link MrPg} misbehave, at once. Every method waits until it is done (at the PG, not at the application) and must not be called on
 * the PG's own thread. Those that need a session answer false, and do nothing, when there is none. Thread-safe.
 */
public final class PgFaults {
    private static final int UNKNOWN_TYPE = 9_999;
    private static final int GARBAGE_BYTES = 64;

    private final MrPg pg;

    PgFaults(MrPg pg) {
        this.pg = pg;
    }

    /** Sends these bytes as they are. */
    public boolean sendBytes(byte[] bytes) {
        byte[] copy = bytes.clone();
        return pg.withSession(session -> session.sendBytes(copy));
    }

    /** Sends a frame of good length and known type, DO_THIS_WITH_TASK, with random content. */
    public boolean sendGarbage(long seed) {
        byte[] random = new byte[GARBAGE_BYTES];
        new SplittableRandom(seed).nextBytes(random);
        return pg.withSession(session -> session.sendBytes(session.framed("DO_THIS_WITH_TASK", random)));
    }

    /** Sends a frame of a type that no dialect knows. */
    public boolean sendUnknownType() {
        return sendBytes(
                ByteBuffer.allocate(12).putInt(4).putInt(UNKNOWN_TYPE).putInt(1).array());
    }

    /** Sends the head of a frame that is said to have two gigabytes. */
    public boolean sendInsaneLength() {
        return sendBytes(
                ByteBuffer.allocate(8).putInt(Integer.MAX_VALUE).putInt(5).array());
    }

    /** Stops reading and sending, heartbeats included, and leaves the connection up. */
    public boolean stall() {
        return pg.withSession(session -> session.stall(true));
    }

    /** Reads again, and sends what was held back. */
    public boolean resume() {
        return pg.withSession(session -> session.stall(false));
    }

    /** Cuts the connection without a word; the PG connects again after its reconnect interval. */
    public boolean cut() {
        return pg.withSession(PgSession::cut);
    }

    /** Sends ROUTING_DISABLED and has everything discarded that is in queue, in this session and those after it. */
    public void disableRouting() {
        setRouting(false);
    }

    /** Sends ROUTING_ENABLED. */
    public void enableRouting() {
        setRouting(true);
    }

    private void setRouting(boolean enabled) {
        pg.routingEnabled = enabled;
        pg.withSession(PgSession::announceRouting);
    }

    /** Whether TERMINATE_DIALOGUE is read and forgotten, so that a task that was taken back gets an agent all the same. */
    public void ignoreTerminates(boolean ignore) {
        pg.ignoringTerminates = ignore;
    }

    /** Answers a dialogue that is over, or never was, with an agent: a DO_THIS_WITH_TASK that the router knows nothing of. */
    public boolean sendLateAnswer(long dialogue, TaskId task, int skillTargetId, int mrdId) {
        return pg.withSession(session -> session.sendAnswer(dialogue, task, skillTargetId, mrdId));
    }
}
