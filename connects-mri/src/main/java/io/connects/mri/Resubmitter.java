package io.connects.mri;

import io.connects.core.ClosedException;
import io.connects.mri.message.DialogueOutcome;
import io.connects.mri.message.NewTask;
import io.connects.mri.message.SessionState;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * A session of its own that keeps tasks: those that Cisco dropped are submitted again, in the order in which they were handed in, as soon as
 * tasks can be sent. For integrators without a routing engine. <b>Not</b> under one (such as that of connects-core): two who submit again offer
 * every lost task twice.
 *
 * <p>What is kept is bounded by a number of tasks, and by half of {@link MriOptions#maxUnsentBytes}, because all of it may have to be sent at
 * once. Each task counts there with its frame and 128 bytes more. Thread-safe; no method blocks.
 */
public final class Resubmitter implements AutoCloseable {
    /** What a message that waits to be sent counts beyond its frame: 96 bytes of Netty's for the entry, and what a TLS record adds. */
    static final int ENTRY_BYTES = 128;

    private final MriSession session;
    private final int maxTasks;
    private final int maxBytes;
    /** Those that Cisco does not have, by the order in which they were handed in. */
    private final NavigableMap<Long, Kept> waiting = new TreeMap<>();

    private long last;
    private int tasks;
    private long bytes;
    private boolean routing;
    private boolean closing;

    /**
     * Does nothing before {@link #start}.
     *
     * @param maxTasks how many tasks may be open at once, from 1 on; one more ends at once as {@link DialogueOutcome.SessionLost}
     */
    public Resubmitter(MriOptions options, MriListener listener, int maxTasks) {
        if (maxTasks < 1) {
            throw new IllegalArgumentException("maxTasks: must be at least 1, was " + maxTasks);
        }
        this.session = new MriSession(options, listener, this::state);
        this.maxTasks = maxTasks;
        this.maxBytes = options.maxUnsentBytes() / 2;
    }

    /** Begins to listen; see {@link MriSession#start}. */
    public void start() {
        session.start();
    }

    /** Where it listens, with the port that was given where 0 was asked for. */
    public InetSocketAddress address() {
        return session.address();
    }

    /**
     * Sends a task, now or as soon as tasks can be sent, and again whenever Cisco has dropped it. Its end is
     * {@link DialogueOutcome.SessionLost} only when it cannot be kept, or after {@link #close}.
     *
     * @throws IllegalArgumentException naming the field that does not fit the dialect
     * @throws IllegalStateException before {@link #start}
     * @throws ClosedException after {@link #close}
     */
    public synchronized MriDialogue submit(NewTask task, DialogueListener listener) {
        Objects.requireNonNull(listener, "listener");
        int size = session.frameBytes(task) + ENTRY_BYTES;
        if (closing) {
            throw new ClosedException("MRI session");
        }
        session.checkStarted();
        var kept = new Kept(++last, task, size, listener);
        if (tasks >= maxTasks || bytes + kept.size > maxBytes) {
            kept.overflow = true;
            endLater(kept, new DialogueOutcome.SessionLost("tasks=" + tasks + " bytes=" + bytes + " are kept already"));
            return kept;
        }
        tasks++;
        bytes += kept.size;
        if (routing && waiting.isEmpty()) {
            offer(kept);
        } else {
            waiting.put(kept.number, kept);
        }
        return kept;
    }

    private void offer(Kept kept) {
        kept.dialogue = session.submitKept(kept.task, kept);
    }

    private void endLater(Kept kept, DialogueOutcome outcome) {
        session.callback(() -> kept.end(outcome));
    }

    /** Called in order with the ends of dialogues: whatever was lost before is waiting when tasks can be sent again. */
    private synchronized void state(SessionState state) {
        routing = state == SessionState.ROUTING;
        if (routing && !closing) {
            List<Kept> again = new ArrayList<>(waiting.values());
            waiting.clear();
            again.forEach(this::offer);
        }
    }

    private synchronized boolean keep(Kept kept) {
        kept.dialogue = null;
        if (closing || kept.cancelled) {
            return false;
        }
        waiting.put(kept.number, kept);
        return true;
    }

    private synchronized void cancel(Kept kept) {
        kept.cancelled = true;
        if (waiting.remove(kept.number) != null) {
            endLater(kept, new DialogueOutcome.Cancelled());
        } else if (kept.dialogue != null) {
            kept.dialogue.cancel();
        }
    }

    private synchronized void release(Kept kept) {
        if (!kept.overflow) {
            tasks--;
            bytes -= kept.size;
        }
    }

    /** Ends the session in good order; see {@link MriSession#close}. Every task that is open ends as {@link DialogueOutcome.SessionLost}. */
    @Override
    public void close() {
        try {
            synchronized (this) {
                closing = true;
                waiting.values().forEach(kept -> endLater(kept, new DialogueOutcome.SessionLost("closed by us")));
                waiting.clear();
            }
        } finally {
            session.close();
        }
    }

    /** Completes when everything that {@link #close} ends has ended, and the last callback was made. */
    public CompletableFuture<Void> closed() {
        return session.closed();
    }

    /** One task, whatever number of dialogues it takes. Its fields that change are guarded by the resubmitter. */
    private final class Kept implements MriDialogue, DialogueListener {
        private final long number;
        private final NewTask task;
        private final int size;
        private final DialogueListener own;
        private @Nullable MriDialogue dialogue;
        private boolean cancelled;
        private boolean overflow;

        Kept(long number, NewTask task, int size, DialogueListener own) {
            this.number = number;
            this.task = task;
            this.size = size;
            this.own = own;
        }

        @Override
        public void cancel() {
            Resubmitter.this.cancel(this);
        }

        @Override
        public void queued(QueueReport report) {
            own.queued(report);
        }

        @Override
        public void ended(DialogueOutcome outcome) {
            if (!(outcome instanceof DialogueOutcome.SessionLost)) {
                end(outcome);
            } else if (!keep(this)) {
                end(cancelled ? new DialogueOutcome.Cancelled() : outcome);
            }
        }

        void end(DialogueOutcome outcome) {
            release(this);
            own.ended(outcome);
        }
    }
}
