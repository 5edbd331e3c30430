package io.connects.simulators.mri;

import io.connects.core.routing.TaskId;
import java.nio.ByteBuffer;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Makes an {@link MrPg} misbehave, at once; without a side given, its active side. Every method waits until it is done (at the PG, not at the
 * application) and must not be called on the PG's own thread. Those that need a session answer false, and do nothing, when there is none.
 * Thread-safe.
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
        return withActive(session -> session.sendBytes(copy));
    }

    /** Sends a frame of good length and known type, DO_THIS_WITH_TASK, with random content. */
    public boolean sendGarbage(long seed) {
        byte[] random = new byte[GARBAGE_BYTES];
        new SplittableRandom(seed).nextBytes(random);
        return withActive(session -> session.sendBytes(session.framed("DO_THIS_WITH_TASK", random)));
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

    /** Stops reading and sending, heartbeats included, and leaves the connection up. The other side does not take over. */
    public boolean stall() {
        return withActive(session -> session.stall(true));
    }

    /** Reads again, and sends what was held back. */
    public boolean resume() {
        return withActive(session -> session.stall(false));
    }

    /**
     * Freezes a side: it reads and sends nothing, and its connection stays up, half-open. When it was active, and the other side has a session, that
     * one takes over; the frozen one cannot say so.
     */
    public boolean freeze(PgSide side) {
        return withSession(side, session -> {
            session.stall(true);
            pg.froze(side);
            return true;
        });
    }

    /** Lets a frozen side go on, with what it held back first. It is active again only if no other side is. */
    public boolean thaw(PgSide side) {
        return withSession(side, session -> {
            session.stall(false);
            pg.thawed(side);
            return true;
        });
    }

    /** Cuts the connection of the active side without a word; the PG connects again after its reconnect interval. */
    public boolean cut() {
        return withActive(PgSession::cut);
    }

    /** Cuts the connection of a side without a word; when it was active, the other one takes over. */
    public boolean cut(PgSide side) {
        return withSession(side, session -> {
            session.cut();
            return true;
        });
    }

    /** Cuts every side; true when at least one had a session. */
    public boolean cutAll() {
        return pg.cutAll();
    }

    /**
     * Sends ROUTING_DISABLED on every side and has everything discarded that is in queue, in these sessions and those after them, as when the PG
     * loses the central controller.
     */
    public void disableRouting() {
        setRouting(false);
    }

    /** Sends ROUTING_ENABLED on the active side. */
    public void enableRouting() {
        setRouting(true);
    }

    private void setRouting(boolean enabled) {
        pg.routingEnabled = enabled;
        withActive(session -> pg.announceRouting());
    }

    /** Whether TERMINATE_DIALOGUE is read and forgotten, so that a task that was taken back gets an agent all the same. */
    public void ignoreTerminates(boolean ignore) {
        pg.ignoringTerminates = ignore;
    }

    /** Answers a dialogue that is over, or never was, with an agent: a DO_THIS_WITH_TASK that the router knows nothing of. */
    public boolean sendLateAnswer(long dialogue, TaskId task, int skillTargetId, int mrdId) {
        return withActive(session -> session.sendAnswer(dialogue, task, skillTargetId, mrdId));
    }

    private boolean withActive(Consumer<PgSession> action) {
        return withSession(null, session -> {
            action.accept(session);
            return true;
        });
    }

    private boolean withSession(@Nullable PgSide side, Predicate<PgSession> action) {
        return pg.withSession(side, action);
    }
}
