package io.connects.mri;

import io.connects.core.ClosedException;
import io.connects.core.PeerUnreachableException;
import io.connects.mri.codec.EccMode;
import io.connects.mri.codec.MriCodec;
import io.connects.mri.internal.engine.Event;
import io.connects.mri.internal.transport.MriTransport;
import io.connects.mri.message.DialogueOutcome;
import io.connects.mri.message.NewTask;
import io.connects.mri.message.RegisterVariables;
import java.net.InetSocketAddress;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The application's side of MRI on one port: it listens, the MR PIM connects and opens the session, tasks go out and answers come back. It
 * survives any number of connections; a newer one replaces the older. When the session or routing is lost, every open dialogue ends, in the
 * order of submission; the session keeps no task and sends none again.
 *
 * <p>Thread-safe. No method blocks. Callbacks come one at a time, in order, on the executor of the options or, without one, on a thread that
 * ends with the session.
 */
public final class MriSession implements AutoCloseable {
    private final MriOptions options;
    private final MriListener listener;
    private final MriCodec codec;
    private final AtomicLong tickets = new AtomicLong();
    private final CompletableFuture<Void> closed = new CompletableFuture<>();
    private @Nullable MriTransport transport;
    private @Nullable SessionRunner runner;
    private boolean closing;

    public MriSession(MriOptions options, MriListener listener) {
        this.options = Objects.requireNonNull(options, "options");
        this.listener = Objects.requireNonNull(listener, "listener");
        MriCodec bare = MriCodec.of(options.dialect());
        codec = options.dialect().eccMode() == EccMode.REGISTERED_TAG
                ? bare.with(RegisterVariables.of(options.eccNames()))
                : bare;
    }

    /**
     * Begins to listen and to report. Called once.
     *
     * @throws PeerUnreachableException naming address and port when they cannot be had; nothing was started then
     */
    public synchronized void start() {
        if (transport != null || closing) {
            throw new IllegalStateException("the session was started already, or closed");
        }
        ExecutorService own = options.callbacks() == null ? callbackThread() : null;
        Executor threads = own == null ? Objects.requireNonNull(options.callbacks()) : own;
        var callbacks = new Callbacks(threads);
        var started = new SessionRunner(options, listener, callbacks, System::nanoTime);
        try {
            transport = new MriTransport(options.address(), codec, options.maxUnsentBytes(), started);
        } catch (PeerUnreachableException e) {
            if (own != null) {
                own.shutdown();
            }
            throw e;
        }
        runner = started;
        Runnable end = () -> {
            if (own != null) {
                own.shutdown();
            }
            closed.complete(null);
        };
        started.start(transport, () -> {
            if (!callbacks.run(end)) {
                end.run();
            }
        });
    }

    private static ExecutorService callbackThread() {
        return Executors.newSingleThreadExecutor(task -> new Thread(task, "connects-mri-callbacks"));
    }

    /**
     * Where it listens, with the port that was given where 0 was asked for.
     *
     * @throws IllegalStateException before {@link #start}
     */
    public synchronized InetSocketAddress address() {
        return started().address();
    }

    private MriTransport started() {
        if (transport == null) {
            throw new IllegalStateException("the session was not started");
        }
        return transport;
    }

    /**
     * Sends a task in a dialogue of its own. While Cisco takes no tasks it ends at once as {@link DialogueOutcome.SessionLost}.
     *
     * @param task its dialogue id and sequence number are ignored; the session gives it others
     * @param ended is told the outcome, exactly once, in order with the listener's calls
     * @throws IllegalArgumentException naming the field that does not fit the dialect; nothing was sent then
     * @throws ClosedException after {@link #close}
     */
    public MriDialogue submit(NewTask task, Consumer<DialogueOutcome> ended) {
        Objects.requireNonNull(ended, "ended");
        codec.write(task);
        long ticket = tickets.incrementAndGet();
        SessionRunner own;
        synchronized (this) {
            started();
            if (closing) {
                throw new ClosedException("MRI session");
            }
            own = Objects.requireNonNull(runner);
            own.submit(ticket, task, ended);
        }
        return new MriDialogue(() -> own.post(new Event.Cancel(ticket)));
    }

    /**
     * Ends the session in good order: open dialogues end as {@link DialogueOutcome.SessionLost}, CLOSE_REQ is sent, and after CLOSE_CONF or the
     * close deadline the connection, the port and every thread of the session end. Does not wait for that; see {@link #closed}.
     */
    @Override
    public synchronized void close() {
        if (closing) {
            return;
        }
        closing = true;
        if (runner == null) {
            closed.complete(null);
        } else {
            runner.post(new Event.CloseAsked());
        }
    }

    /** Completes when everything that {@link #close} ends has ended, and the last callback was made. */
    public CompletableFuture<Void> closed() {
        return closed.copy();
    }
}
