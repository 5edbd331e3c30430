package io.connects.mri;

import io.connects.core.PeerUnreachableException;
import io.connects.mri.codec.EccMode;
import io.connects.mri.codec.MriDialect;
import io.connects.mri.internal.engine.Effect;
import io.connects.mri.internal.engine.Event;
import io.connects.mri.internal.engine.SessionEngine;
import io.connects.mri.internal.engine.SessionRules;
import io.connects.mri.internal.transport.SkippedFrame;
import io.connects.mri.internal.transport.Transport;
import io.connects.mri.internal.transport.TransportHandler;
import io.connects.mri.message.MriMessage;
import io.connects.mri.message.NewTask;
import io.connects.mri.message.RegisterVariables;
import io.connects.mri.message.SessionState;
import io.connects.mri.message.UnreadableMessage;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.Queue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Owns the engine on the transport's loop: posts events to it and performs its effects. */
final class SessionRunner implements TransportHandler {
    private static final Logger log = LoggerFactory.getLogger(MriSession.class);

    /** So many tasks may wait for the loop to send them. What it has sent is bounded by {@link MriOptions#maxUnsentBytes}. */
    static final int MOST_UNSENT = 10_000;

    private final SessionEngine engine;
    private final Callbacks callbacks;
    private final LongSupplier clock;
    private final SessionReports reports;
    private final Queue<Event> events = new ArrayDeque<>();
    private final AtomicInteger unsent = new AtomicInteger();
    private @Nullable Transport transport;
    private Runnable whenClosed = () -> {};
    private @Nullable ScheduledFuture<?> timer;
    private long timerAt;
    private boolean busy;
    private boolean paused;

    /** @param ownState is told each state after the listener */
    SessionRunner(
            MriOptions options,
            MriListener listener,
            Consumer<SessionState> ownState,
            Callbacks callbacks,
            LongSupplier clock) {
        this.engine = new SessionEngine(rules(options));
        this.callbacks = callbacks;
        this.clock = clock;
        this.reports = new SessionReports(options, listener, ownState, callbacks, clock);
    }

    private static SessionRules rules(MriOptions options) {
        MriDialect dialect = options.dialect();
        boolean register = dialect.eccMode() == EccMode.REGISTERED_TAG;
        OptionalLong noDialogue = dialect.reasonCode("INVALID_DIALOGUEID");
        return new SessionRules(
                register ? RegisterVariables.of(options.eccNames()) : null,
                dialect.routingAfterOpen(),
                dialect.firstSequence(),
                dialect.scriptResultOk(),
                noDialogue.isPresent() ? noDialogue.getAsLong() : null,
                dialect::idleTimeout,
                options.heartbeatInterval(),
                options.openDeadline(),
                options.cancelDeadline(),
                options.closeDeadline());
    }

    /** Runs something on the callback executor whenever so much time has passed, until everything ends. */
    void every(Duration interval, Runnable task) {
        execute(() -> {
            var unused = transport()
                    .schedule(
                            () -> {
                                callbacks.run(task);
                                every(interval, task);
                            },
                            interval.toNanos());
        });
    }

    /** Begins to accept connections. */
    void start(Transport own, Runnable afterClose) {
        transport = own;
        whenClosed = afterClose;
        reports.port(own.address().getPort());
        callbacks.whenFew(() -> execute(this::resumeReading));
        own.start();
    }

    /** Posts an event from any thread. Without effect when everything has ended. */
    void post(Event event) {
        execute(() -> on(event));
    }

    /**
     * Posts a task from any thread.
     *
     * @throws PeerUnreachableException when too many wait to be sent already; nothing was posted then
     */
    MriDialogue submit(NewTask task, DialogueListener own) {
        if (unsent.incrementAndGet() > MOST_UNSENT) {
            unsent.decrementAndGet();
            throw new PeerUnreachableException("MRI session: " + MOST_UNSENT + " tasks wait to be sent", null);
        }
        var dialogue = new SessionDialogue(this, own);
        execute(() -> {
            unsent.decrementAndGet();
            on(new Event.Submit(dialogue, task));
        });
        return dialogue;
    }

    MriDialogue submitUnbounded(NewTask task, DialogueListener own) {
        var dialogue = new SessionDialogue(this, own);
        post(new Event.Submit(dialogue, task));
        return dialogue;
    }

    private Transport transport() {
        return Objects.requireNonNull(transport, "transport");
    }

    private void execute(Runnable task) {
        try {
            transport().execute(task);
        } catch (RejectedExecutionException e) {
            log.debug("The MRI session has ended; nothing left to do", e);
        }
    }

    @Override
    public void connected(long connection, String host) {
        on(new Event.Connected(connection, host));
    }

    @Override
    public void refused(String host, String reason) {
        reports.refused(host, reason);
    }

    @Override
    public void received(long connection, MriMessage message) {
        on(new Event.Received(connection, message));
        pauseReadingIfTooMany();
    }

    /** While no bytes are taken from peers, their silence is ours. */
    private void pauseReadingIfTooMany() {
        if (!paused && callbacks.tooMany()) {
            paused = true;
            log.warn(
                    "Callbacks do not keep up with the PIM: {} wait, reading pauses until half of them are done",
                    Callbacks.MANY);
            transport().pauseReading(true);
            on(new Event.ReadingPaused());
            resumeReading();
        }
    }

    private void resumeReading() {
        if (paused && callbacks.few()) {
            paused = false;
            on(new Event.ReadingResumed());
            transport().pauseReading(false);
        }
    }

    @Override
    public void skipped(long connection, SkippedFrame frame) {
        reports.skipped(frame);
        UnreadableMessage message = frame.message();
        on(message == null ? new Event.Heard(connection) : new Event.Unreadable(connection, message));
        pauseReadingIfTooMany();
    }

    @Override
    public void dropped(String peer, String reason) {
        reports.dropped(peer, reason);
    }

    @Override
    public void disconnected(long connection, String reason) {
        on(new Event.Disconnected(connection, reason));
    }

    /** Performs the effects of one event before the next is looked at, even when performing them causes it. */
    private void on(Event event) {
        events.add(event);
        if (busy) {
            return;
        }
        busy = true;
        try {
            for (Event next = events.poll(); next != null; next = events.poll()) {
                engine.on(next, clock.getAsLong()).forEach(this::performOrLog);
            }
        } finally {
            busy = false;
        }
        setTimer();
    }

    /** One effect that fails takes none of the others with it. */
    private void performOrLog(Effect effect) {
        try {
            perform(effect);
        } catch (RuntimeException e) {
            log.error(
                    "Cannot perform {} of the MRI session; the rest goes on",
                    effect.getClass().getSimpleName(),
                    e);
        }
    }

    private void perform(Effect effect) {
        if (effect instanceof Effect.Send send) {
            transport().send(send.connection(), send.message());
        } else if (effect instanceof Effect.Disconnect disconnect) {
            transport().disconnect(disconnect.connection(), disconnect.reason());
        } else if (effect instanceof Effect.Closed) {
            transport().stop(whenClosed);
        } else {
            reports.tell(effect);
        }
    }

    private void setTimer() {
        OptionalLong next = engine.nextDeadline();
        if (next.isEmpty() || (timer != null && next.getAsLong() - timerAt >= 0)) {
            return; // a timer that is early does no harm
        }
        if (timer != null) {
            timer.cancel(false);
        }
        timerAt = next.getAsLong();
        timer = transport().schedule(this::tick, Math.max(0, timerAt - clock.getAsLong()));
    }

    private void tick() {
        timer = null;
        on(new Event.Tick());
    }
}
