package io.connects.mri;

import io.connects.core.ProtocolViolationException;
import io.connects.mri.codec.EccMode;
import io.connects.mri.internal.engine.Effect;
import io.connects.mri.internal.engine.Event;
import io.connects.mri.internal.engine.SessionEngine;
import io.connects.mri.internal.engine.SessionRules;
import io.connects.mri.internal.transport.Transport;
import io.connects.mri.internal.transport.TransportHandler;
import io.connects.mri.message.DialogueOutcome;
import io.connects.mri.message.FailureConf;
import io.connects.mri.message.FailureEvent;
import io.connects.mri.message.MriMessage;
import io.connects.mri.message.NewTask;
import io.connects.mri.message.RegisterVariables;
import io.connects.mri.message.Unrecognised;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.Queue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Owns the engine on the transport's loop: posts events to it and performs its effects. */
final class SessionRunner implements TransportHandler {
    private static final Logger log = LoggerFactory.getLogger(MriSession.class);

    private final SessionEngine engine;
    private final MriListener listener;
    private final Callbacks callbacks;
    private final LongSupplier clock;
    private final WarningBudget warnings;
    private final Map<Long, Consumer<DialogueOutcome>> ended = new HashMap<>();
    private final Queue<Event> events = new ArrayDeque<>();
    private @Nullable Transport transport;
    private Runnable whenClosed = () -> {};
    private @Nullable ScheduledFuture<?> timer;
    private long timerAt;
    private boolean busy;
    private boolean paused;

    SessionRunner(MriOptions options, MriListener listener, Callbacks callbacks, LongSupplier clock) {
        this.engine = new SessionEngine(rules(options));
        this.listener = listener;
        this.callbacks = callbacks;
        this.clock = clock;
        this.warnings = new WarningBudget(clock);
    }

    private static SessionRules rules(MriOptions options) {
        boolean register = options.dialect().eccMode() == EccMode.REGISTERED_TAG;
        return new SessionRules(
                register ? RegisterVariables.of(options.eccNames()) : null,
                options.dialect().routingAfterOpen(),
                options.dialect().firstSequence(),
                options.dialect()::idleTimeout,
                options.heartbeatInterval(),
                options.openDeadline(),
                options.cancelDeadline(),
                options.closeDeadline());
    }

    /** Begins to accept connections. */
    void start(Transport own, Runnable afterClose) {
        transport = own;
        whenClosed = afterClose;
        callbacks.whenFew(() -> execute(this::resumeReading));
        own.start();
    }

    /** Posts an event from any thread. Without effect when everything has ended. */
    void post(Event event) {
        execute(() -> on(event));
    }

    void submit(long ticket, NewTask task, Consumer<DialogueOutcome> whenEnded) {
        execute(() -> {
            ended.put(ticket, whenEnded);
            on(new Event.Submit(ticket, task));
        });
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
    public void connected(long connection, String peer) {
        warnings.renew();
        log.debug("A PIM connected peer={}", peer);
        on(new Event.Connected(connection));
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
    public void skipped(long connection, ProtocolViolationException violation) {
        warn(
                "Skipped an MRI message that cannot be read: {}, bytes {}",
                String.valueOf(violation.getMessage()),
                violation.hex());
        callbacks.run(() -> listener.violation(violation));
        on(new Event.Heard(connection));
        pauseReadingIfTooMany();
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
        } else if (effect instanceof Effect.Ended end) {
            Consumer<DialogueOutcome> whenEnded = Objects.requireNonNull(ended.remove(end.ticket()));
            callbacks.run(() -> whenEnded.accept(end.outcome()));
        } else if (effect instanceof Effect.StateChanged changed) {
            log.info(
                    "MRI session port={} state={} reason=\"{}\"",
                    transport().address().getPort(),
                    changed.state(),
                    changed.reason());
            callbacks.run(() -> listener.state(changed.state(), changed.reason()));
        } else if (effect instanceof Effect.LateAnswer late) {
            log.warn(
                    "Late MRI answer dialogueId={} {}: the dialogue is not open any more",
                    late.answer().dialogueId(),
                    late.answer().getClass().getSimpleName());
            callbacks.run(() -> listener.lateAnswer(late.answer()));
        } else if (effect instanceof Effect.OutOfSequence out) {
            warn(
                    "MRI message out of sequence dialogueId={} sendSeqNo={} expected={}",
                    out.message().dialogueId(),
                    out.message().sendSeqNo(),
                    out.expected());
            callbacks.run(() -> listener.outOfSequence(out.message(), out.expected()));
        } else if (effect instanceof Effect.Ignored ignored) {
            ignored(ignored.message(), ignored.reason());
        } else {
            transport().stop(whenClosed);
        }
    }

    private void ignored(MriMessage message, String reason) {
        if (message instanceof Unrecognised unknown) {
            warn("Skipped an MRI message of unknown type: {}", unknown);
            callbacks.run(() -> listener.unrecognised(unknown));
        } else if (message instanceof FailureConf || message instanceof FailureEvent) {
            warn("The PIM reports a failure: {}", message);
        } else {
            warn(
                    "Ignored an MRI message that {}: {}",
                    reason,
                    message.getClass().getSimpleName());
        }
    }

    private void warn(String format, Object... arguments) {
        log.atLevel(warnings.spend()).log(format, arguments);
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
