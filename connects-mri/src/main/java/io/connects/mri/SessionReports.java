package io.connects.mri;

import io.connects.mri.internal.engine.Effect;
import io.connects.mri.internal.engine.Switches;
import io.connects.mri.internal.transport.SkippedFrame;
import io.connects.mri.message.Cancel;
import io.connects.mri.message.DialogueMessage;
import io.connects.mri.message.DoThisWithTask;
import io.connects.mri.message.FailureConf;
import io.connects.mri.message.FailureEvent;
import io.connects.mri.message.MriMessage;
import io.connects.mri.message.SessionState;
import io.connects.mri.message.Unrecognised;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells the log and the listeners what happens in a session. Owned by the transport's loop; listeners are called on the callback executor. */
final class SessionReports {
    private static final Logger log = LoggerFactory.getLogger(MriSession.class);

    private final MriListener listener;
    private final Consumer<SessionState> ownState;
    private final Callbacks callbacks;
    /** Faults of messages, and faults of connections: nobody who only connects can spend the former. */
    private final WarningBudget warnings;

    private final WarningBudget connectionWarnings;
    private final QueueVariables variables;
    private int port;

    SessionReports(
            MriOptions options,
            MriListener listener,
            Consumer<SessionState> ownState,
            Callbacks callbacks,
            LongSupplier clock) {
        this.listener = listener;
        this.ownState = ownState;
        this.callbacks = callbacks;
        this.warnings = new WarningBudget(clock);
        this.connectionWarnings = new WarningBudget(clock);
        this.variables = new QueueVariables(options.queuePositionVariable(), options.expectedWaitVariable());
    }

    void port(int listening) {
        port = listening;
    }

    void tell(Effect effect) {
        if (effect instanceof Effect.Ended end) {
            DialogueListener own = ((SessionDialogue) end.dialogue()).listener;
            callbacks.run(() -> own.ended(end.outcome()));
        } else if (effect instanceof Effect.Queued queued) {
            DialogueListener own = ((SessionDialogue) queued.dialogue()).listener;
            QueueReport report = variables.read(queued.request());
            callbacks.run(() -> own.queued(report));
        } else if (effect instanceof Effect.StateChanged changed) {
            log.info("MRI session port={} state={} reason=\"{}\"", port, changed.state(), changed.reason());
            callbacks.run(() -> state(changed));
        } else if (effect instanceof Effect.LateAnswer late) {
            late(late.answer());
        } else if (effect instanceof Effect.UnknownDialogue unknown) {
            warn(
                    "MRI message of no open dialogue dialogueId={} message={}",
                    unknown.message().dialogueId(),
                    unknown.message().getClass().getSimpleName());
            callbacks.run(() -> listener.unknownDialogue(unknown.message()));
        } else if (effect instanceof Effect.OutOfSequence out) {
            warn(
                    "MRI message out of sequence dialogueId={} sendSeqNo={} expected={}",
                    out.message().dialogueId(),
                    out.message().sendSeqNo(),
                    out.expected());
            callbacks.run(() -> listener.outOfSequence(out.message(), out.expected()));
        } else if (effect instanceof Effect.SwitchedTooOften often) {
            log.warn(
                    "MRI routing goes to and fro, between the PIM's sides or between connections of one host (several PIMs behind one"
                            + " address?) port={} switches={} within={}",
                    port,
                    often.switches(),
                    Switches.WINDOW);
            callbacks.run(() -> listener.switchedTooOften(often.switches(), Switches.WINDOW));
        } else if (effect instanceof Effect.Ignored ignored) {
            ignored(ignored.message(), ignored.reason());
        } else {
            throw new IllegalArgumentException("effect: nothing to tell: " + effect);
        }
    }

    private void state(Effect.StateChanged changed) {
        try {
            listener.state(changed.state(), changed.reason());
        } finally {
            ownState.accept(changed.state());
        }
    }

    /** Only an agent who was chosen in vain is worth an operator's while. */
    private void late(DialogueMessage answer) {
        if (answer instanceof DoThisWithTask) {
            warn(
                    "Late MRI answer dialogueId={} DoThisWithTask: the dialogue is not open any more",
                    answer.dialogueId());
        } else {
            log.debug(
                    "Late MRI answer dialogueId={} {}",
                    answer.dialogueId(),
                    answer.getClass().getSimpleName());
        }
        callbacks.run(() -> listener.lateAnswer(answer));
    }

    private void ignored(MriMessage message, String reason) {
        String name = message.getClass().getSimpleName();
        if (message instanceof Unrecognised unknown) {
            warn("Skipped an MRI message of unknown type: {}", unknown);
            callbacks.run(() -> listener.unrecognised(unknown));
        } else if (message instanceof FailureConf || message instanceof FailureEvent) {
            warn("The PIM reports a failure: {}", message);
        } else if (message instanceof Cancel) {
            log.debug("Ignored an MRI message that {}: {}", reason, name);
        } else {
            warn("Ignored an MRI message that {}: {}", reason, name);
        }
    }

    void skipped(SkippedFrame frame) {
        warn("Skipped an MRI message that cannot be read: {}", frame.loggable());
        callbacks.run(() -> listener.violation(frame.violation()));
    }

    /** Anybody can connect, as often as he likes: when callbacks do not keep up, they are not made to wait for that too. */
    void refused(String host, String reason) {
        connectionWarning("Refused an MRI connection host={} reason=\"{}\"", host, reason);
        if (!callbacks.tooMany()) {
            callbacks.run(() -> listener.connectionRefused(host, reason));
        }
    }

    void dropped(String peer, String reason) {
        connectionWarning("Dropping an MRI connection peer={} reason=\"{}\"", peer, reason);
    }

    private void connectionWarning(String format, Object... arguments) {
        log.atLevel(connectionWarnings.spend()).log(format, arguments);
    }

    private void warn(String format, Object... arguments) {
        log.atLevel(warnings.spend()).log(format, arguments);
    }
}
