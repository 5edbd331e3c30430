package io.connects.mri.routing;

import io.connects.core.ClosedException;
import io.connects.core.PeerUnreachableException;
import io.connects.core.routing.TaskKey;
import io.connects.core.routing.TaskOutcome;
import io.connects.core.routing.TaskRequest;
import io.connects.core.routing.TaskRouter;
import io.connects.mri.DialogueListener;
import io.connects.mri.MriDialogue;
import io.connects.mri.MriListener;
import io.connects.mri.MriOptions;
import io.connects.mri.MriSession;
import io.connects.mri.QueueReport;
import io.connects.mri.codec.MriDialect;
import io.connects.mri.message.DialogueMessage;
import io.connects.mri.message.DialogueOutcome;
import io.connects.mri.message.DoThisWithTask;
import io.connects.mri.message.SessionState;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Routes tasks through an MR PG. Thread-safe; see {@link MriSession} for threads and {@link TaskRouter} for the contract. */
public final class MriTaskRouter implements TaskRouter {
    private static final Logger log = LoggerFactory.getLogger(MriTaskRouter.class);

    private final MriDialect dialect;
    private final TaskText texts;
    private final MriSession session;
    private final Map<TaskKey, MriDialogue> open = new ConcurrentHashMap<>();
    private final Set<String> unknownVariables = ConcurrentHashMap.newKeySet();
    private final LongAdder changedTexts = new LongAdder();
    private final LongAdder lateAnswers = new LongAdder();
    private final CompletableFuture<Void> closed;
    private volatile @Nullable Listener listener;
    private long loggedCounts;
    /** Only callbacks read and write it. */
    private boolean ready;

    /**
     * A router that does nothing before {@link #start}.
     *
     * @param transliterator turns any script into the dialect's charset, as far as it can
     */
    public MriTaskRouter(MriOptions options, UnaryOperator<String> transliterator) {
        this.dialect = options.dialect();
        this.texts = new TaskText(dialect, options.eccNames(), transliterator);
        this.session = new MriSession(options, new SessionListener());
        this.closed = session.closed().thenRun(this::logCounts);
    }

    /** @throws PeerUnreachableException naming address and port when they cannot be had; nothing was started then */
    @Override
    public void start(Listener own) {
        listener = Objects.requireNonNull(own, "listener");
        session.start();
    }

    private Listener listener() {
        return Objects.requireNonNull(listener, "the router was not started");
    }

    /**
     * {@inheritDoc} When 10000 wait to be sent already it ends as a temporary failure.
     *
     * @throws ClosedException after {@link #close}
     */
    @Override
    public void submit(TaskKey key, TaskRequest request) {
        TaskText.Fitted fitted = texts.fit(request);
        changedTexts.add(fitted.changed());
        for (String name : fitted.unknown()) {
            if (unknownVariables.add(name)) {
                log.warn("Left out a variable that is no call variable and not among the ECC names: {}", name);
            }
        }
        // Atomic for this key: the end of the dialogue removes it, and may come before submit returns.
        try {
            open.compute(key, (own, none) -> session.submit(fitted.task(), new TaskListener(own)));
        } catch (PeerUnreachableException e) {
            session.callback(() -> listener().ended(key, notTaken(e)));
        }
    }

    /** Too many wait to be sent. Called in order with the states. */
    private TaskOutcome notTaken(PeerUnreachableException reason) {
        String text = String.valueOf(reason.getMessage());
        return ready ? new TaskOutcome.Failed(false, "TOO_MANY_UNSENT", text) : new TaskOutcome.SessionLost(text);
    }

    @Override
    public void cancel(TaskKey key) {
        MriDialogue dialogue = open.get(key);
        if (dialogue != null) {
            dialogue.cancel();
        }
    }

    /** Begins to close; does not wait. See {@link #closed}. */
    @Override
    public void close() {
        session.close();
    }

    /** Completes when the connection, the port and every thread have ended. */
    public CompletableFuture<Void> closed() {
        return closed.copy();
    }

    /** Where it listens, with the port that was given where 0 was asked for. */
    public InetSocketAddress address() {
        return session.address();
    }

    /** How many texts of tasks were transliterated or cut so far. */
    public long changedTexts() {
        return changedTexts.sum();
    }

    /** How many agents were chosen after their dialogue had ended so far, and so reserved in vain. */
    public long lateAnswers() {
        return lateAnswers.sum();
    }

    /** Tells what operators should know of and nobody asks for: at the end of a session, and at the very end. */
    private synchronized void logCounts() {
        long changed = changedTexts();
        long late = lateAnswers();
        if (changed + late > loggedCounts) {
            loggedCounts = changed + late;
            log.info("MRI texts changed={} late answers={}", changed, late);
        }
    }

    private TaskOutcome outcome(DialogueOutcome outcome) {
        if (outcome instanceof DialogueOutcome.Answered answered) {
            return answer(answered.answer());
        }
        if (outcome instanceof DialogueOutcome.Refused refused) {
            return failure(refused.failure().reasonCode(), "NEW_TASK_FAILURE");
        }
        if (outcome instanceof DialogueOutcome.Released released) {
            long cause = released.release().cause();
            return dialect.cause(cause).filter(MriDialect.Cause::expired).isPresent()
                    ? new TaskOutcome.ExpiredInQueue()
                    : new TaskOutcome.Released((int) cause);
        }
        if (outcome instanceof DialogueOutcome.Failed failed) {
            return failure(failed.failure().errorCode(), "DIALOGUE_FAILURE_CONF");
        }
        if (outcome instanceof DialogueOutcome.Unreadable unreadable) {
            return new TaskOutcome.Failed(
                    false, "UNREADABLE_ANSWER", unreadable.message().name() + " cannot be read");
        }
        if (outcome instanceof DialogueOutcome.SessionLost lost) {
            return new TaskOutcome.SessionLost(lost.reason());
        }
        return new TaskOutcome.Cancelled();
    }

    private static TaskOutcome answer(DoThisWithTask answer) {
        Integer agent = answer.agentSkillTargetId();
        if (agent != null) {
            return new TaskOutcome.AgentChosen(answer.taskId(), agent);
        }
        String label = answer.label();
        return label != null
                ? new TaskOutcome.LabelChosen(label)
                : new TaskOutcome.Failed(false, "NO_ANSWER", "DO_THIS_WITH_TASK names neither agent nor label");
    }

    private TaskOutcome failure(long code, String message) {
        return dialect.reason(code)
                .map(reason -> new TaskOutcome.Failed(reason.permanent(), reason.name(), message))
                .orElseGet(() -> new TaskOutcome.Failed(
                        false, Long.toString(code), message + " of a reason unknown to the dialect"));
    }

    private final class TaskListener implements DialogueListener {
        private final TaskKey key;

        TaskListener(TaskKey key) {
            this.key = key;
        }

        @Override
        public void ended(DialogueOutcome outcome) {
            open.remove(key);
            listener().ended(key, outcome(outcome));
        }

        @Override
        public void queued(QueueReport report) {
            listener().queued(key, report.position(), report.expectedWait());
        }
    }

    private final class SessionListener implements MriListener {
        @Override
        public void state(SessionState state, String reason) {
            ready = state == SessionState.ROUTING;
            if (state == SessionState.DOWN) {
                logCounts();
            }
            listener()
                    .state(
                            switch (state) {
                                case DOWN -> State.DOWN;
                                case DISABLED -> State.DISABLED;
                                case ROUTING -> State.READY;
                            },
                            reason);
        }

        @Override
        public void lateAnswer(DialogueMessage answer) {
            if (answer instanceof DoThisWithTask choice && choice.agentSkillTargetId() != null) {
                lateAnswers.increment();
            }
        }
    }
}
