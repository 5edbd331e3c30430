package io.connects.mri;

import io.connects.core.ClosedException;
import io.connects.core.PeerUnreachableException;
import io.connects.mri.codec.EccMode;
import io.connects.mri.codec.MriCodec;
import io.connects.mri.internal.engine.Event;
import io.connects.mri.internal.transport.Admission;
import io.connects.mri.internal.transport.MriTransport;
import io.connects.mri.internal.transport.TlsGate;
import io.connects.mri.message.DialogueOutcome;
import io.connects.mri.message.NewTask;
import io.connects.mri.message.RegisterVariables;
import io.connects.mri.message.SessionState;
import io.connects.mri.tls.MriTls;
import java.net.InetSocketAddress;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The application's side of MRI on one port, which is one MR PIM: it listens, the PIM connects and opens the session, tasks go out and answers
 * come back. It survives any number of connections. Of one host the newest connection replaces the older; the PIM's two sides, which are on two
 * hosts, both stay connected, and tasks go to the one that routes: whose PIM last sent ROUTING_ENABLED, else the last to open. When the session
 * or routing is lost or goes to the other side, every open dialogue ends, in the order of submission; the session keeps no task and sends none
 * again.
 *
 * <p>Thread-safe. No method blocks. Callbacks come one at a time, in order, on the executor of the options or, without one, on a thread that
 * ends with the session.
 */
public final class MriSession implements AutoCloseable {
    private final MriOptions options;
    private final MriListener listener;
    private final Consumer<SessionState> ownState;
    private final MriCodec codec;
    private final CompletableFuture<Void> closed = new CompletableFuture<>();
    private @Nullable MriTransport transport;
    private @Nullable SessionRunner runner;
    private @Nullable Callbacks callbacks;
    private boolean closing;

    public MriSession(MriOptions options, MriListener listener) {
        this(options, listener, state -> {});
    }

    /** @param ownState is told each state after the listener */
    MriSession(MriOptions options, MriListener listener, Consumer<SessionState> ownState) {
        this.ownState = ownState;
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
     * @throws IllegalArgumentException when there is no key material that can be used, though TLS is asked for; nothing was started then
     */
    public synchronized void start() {
        if (transport != null || closing) {
            throw new IllegalStateException("the session was started already, or closed");
        }
        TlsGate gate = null;
        MriTls tls = options.tls();
        if (tls != null) {
            gate = new TlsGate(tls.handshakeDeadline());
        }
        TlsKeeper keeper = tls == null || gate == null ? null : new TlsKeeper(tls, gate, listener);
        ExecutorService own = options.callbacks() == null ? callbackThread() : null;
        Executor threads = own == null ? Objects.requireNonNull(options.callbacks()) : own;
        var ordered = new Callbacks(threads);
        var started = new SessionRunner(options, listener, ownState, ordered, System::nanoTime);
        try {
            transport = new MriTransport(
                    options.address(),
                    codec,
                    options.maxUnsentBytes(),
                    new Admission(options.allowedHosts(), gate),
                    started);
        } catch (PeerUnreachableException e) {
            if (own != null) {
                own.shutdown();
            }
            throw e;
        }
        runner = started;
        callbacks = ordered;
        Runnable end = () -> {
            if (own != null) {
                own.shutdown();
            }
            closed.complete(null);
        };
        started.start(transport, () -> {
            if (!ordered.run(end)) {
                end.run();
            }
        });
        if (tls != null && keeper != null) {
            Runnable check = () -> keeper.check(ordered::run);
            ordered.run(check);
            started.every(tls.checkInterval(), check);
        }
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

    /** @throws IllegalStateException before {@link #start}, also when that failed */
    synchronized void checkStarted() {
        started();
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
     * @param own is told what becomes of it, in order with the listener's calls
     * @throws IllegalArgumentException naming the field that does not fit the dialect; nothing was sent then
     * @throws PeerUnreachableException when 10000 tasks were submitted faster than they could be sent and still wait for it; this one was not
     *     taken, and is told to nobody
     * @throws ClosedException after {@link #close}
     */
    public MriDialogue submit(NewTask task, DialogueListener own) {
        Objects.requireNonNull(own, "own");
        codec.write(task);
        synchronized (this) {
            return open().submit(task, own);
        }
    }

    /** The same for a task that fits, of somebody who has a bound of his own for all his tasks. */
    synchronized MriDialogue submitKept(NewTask task, DialogueListener own) {
        return open().submitUnbounded(task, own);
    }

    private SessionRunner open() {
        started();
        if (closing) {
            throw new ClosedException("MRI session");
        }
        return Objects.requireNonNull(runner);
    }

    /**
     * How long the frame of a task is.
     *
     * @throws IllegalArgumentException naming the field that does not fit the dialect
     */
    int frameBytes(NewTask task) {
        return codec.write(task).length;
    }

    /**
     * Runs something on the callback executor, in order with the listener's calls.
     *
     * @throws IllegalStateException before {@link #start}
     */
    public synchronized void callback(Runnable action) {
        Objects.requireNonNull(action, "action");
        started();
        Objects.requireNonNull(callbacks).run(action);
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
