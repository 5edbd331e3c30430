package io.connects.core.routing;

import io.connects.core.NoAnswerException;
import io.connects.core.SerialExecutor;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs one route: owns the {@link RoutingEngine} on one serial executor, performs its effects at the four ports and posts their answers back.
 * Thread-safe. It decides nothing.
 */
public final class RoutingRunner implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(RoutingRunner.class);
    /** No port may take longer to answer; work sources have shorter time limits of their own. */
    private static final Duration LONGEST_ANSWER = Duration.ofSeconds(90);

    private static final long LOOK_AGAIN_MILLIS = 50;
    private static final Duration LONGEST_CLOSE = Duration.ofSeconds(5);

    /**
     * The four ports of a route.
     *
     * @param routers by the names that {@link RouteTarget#router} uses
     */
    public record Ports(
            WorkSource source, Map<String, TaskRouter> routers, AgentDirectory directory, TaskLifecycle lifecycle) {
        public Ports {
            routers = Collections.unmodifiableMap(new LinkedHashMap<>(routers));
        }

        /** With one router. */
        public Ports(WorkSource source, TaskRouter router, AgentDirectory directory, TaskLifecycle lifecycle) {
            this(source, Map.of(RouteTarget.ONLY, router), directory, lifecycle);
        }
    }

    /**
     * What the runner borrows; closing the runner closes none of it.
     *
     * @param threads run the engine and the listener
     * @param scheduler wakes the engine
     * @param nanos the monotonic clock
     * @param clock the wall clock, for the age of what is read
     */
    public record Environment(
            Executor threads, ScheduledExecutorService scheduler, LongSupplier nanos, InstantSource clock) {}

    private final RoutingEngine engine;
    private final Ports ports;
    private final Environment environment;
    private final RoutingListener listener;
    private final SerialExecutor executor;

    // Touched on the serial executor only.
    private @Nullable Future<?> wakeUp;
    private long wakeUpAt;
    private boolean closed;

    public RoutingRunner(RoutingEngine engine, Ports ports, Environment environment, RoutingListener listener) {
        this.engine = Objects.requireNonNull(engine, "engine");
        this.ports = Objects.requireNonNull(ports, "ports");
        this.environment = Objects.requireNonNull(environment, "environment");
        this.listener = Objects.requireNonNull(listener, "listener");
        this.executor = new SerialExecutor(environment.threads());
        if (!ports.routers().keySet().containsAll(engine.routers())) {
            throw new IllegalArgumentException("ports: targets name the routers " + engine.routers() + ", there are "
                    + ports.routers().keySet());
        }
    }

    /**
     * Starts the ports: who is who first, then Cisco, then Salesforce. Called once.
     *
     * @throws io.connects.core.ConnectsException when a port cannot start
     */
    public void start() {
        var inbox = new PortListeners(this::post, environment.nanos());
        ports.directory().start(agents -> post(new Event.AgentsKnown(agents)));
        ports.lifecycle().start(inbox);
        ports.routers().forEach((name, router) -> router.start(inbox.router(name)));
        ports.source().start(inbox);
    }

    /** Answers how every work item stands. */
    public CompletableFuture<List<ItemView>> items() {
        return CompletableFuture.supplyAsync(engine::items, executor);
    }

    private void post(Event event) {
        executor.execute(() -> {
            if (!closed) {
                if (event instanceof Event.Tick) {
                    wakeUp = null;
                }
                decide(event).forEach(this::perform);
                sleep();
            }
        });
    }

    /** What the engine answers; a fault of its own is an error for an operator, and the route goes on with what it knows. */
    private List<Effect> decide(Event event) {
        try {
            return engine.on(event, environment.nanos().getAsLong());
        } catch (RuntimeException e) {
            log.error("The routing engine failed on {}; restart the adapter if work items stand still", event, e);
            return List.of();
        }
    }

    private void sleep() {
        OptionalLong next = engine.nextDeadline();
        if (wakeUp != null && (next.isEmpty() || next.getAsLong() != wakeUpAt || wakeUp.isDone())) {
            wakeUp.cancel(false);
            wakeUp = null;
        }
        if (next.isPresent() && wakeUp == null) {
            wakeUpAt = next.getAsLong();
            long delay = Math.max(0, wakeUpAt - environment.nanos().getAsLong());
            wakeUp = environment.scheduler().schedule(() -> post(new Event.Tick()), delay, TimeUnit.NANOSECONDS);
        }
    }

    private void perform(Effect effect) {
        if (effect instanceof Effect.Report report) {
            tell(report.decision());
        } else if (effect instanceof Effect.Submit submit) {
            submit(submit);
        } else if (effect instanceof Effect.Cancel cancel) {
            cancel(cancel);
        } else if (effect instanceof Effect.Read read) {
            String id = read.known().id();
            ask(
                    () -> ports.source().read(read.known()),
                    (item, from) -> new Event.ItemRead(id, item, from, wallClock()),
                    reason -> new Event.ReadFailed(id, reason));
        } else if (effect instanceof Effect.ReadAgain again) {
            ask(
                    () -> ports.source().readAgain(again.psrIds()),
                    (found, from) -> new Event.ReadAgainAnswered(again.psrIds(), found, from, wallClock()),
                    reason -> new Event.ReadAgainFailed(again.psrIds(), reason));
        } else if (effect instanceof Effect.Inspect inspect) {
            ask(
                    () -> ports.source().inspect(inspect.psrId()),
                    (standing, from) -> new Event.Inspected(inspect.psrId(), standing, from, wallClock()),
                    reason -> new Event.InspectFailed(inspect.psrId(), reason));
        } else if (effect instanceof Effect.Assign assign) {
            ask(
                    () -> ports.source().assign(assign.psr(), assign.agent(), assign.toSend(), assign.toAnswer()),
                    (result, from) -> new Event.AssignmentAnswered(assign.key(), result, wallClock()),
                    reason -> new Event.AssignmentAnswered(
                            assign.key(), new AssignmentResult.Unanswered(reason), wallClock()));
        } else if (effect instanceof Effect.HandToQueue hand) {
            String id = hand.psr().id();
            ask(
                    () -> ports.source().handToQueue(hand.psr(), hand.queueId()).thenApply(done -> id),
                    (done, from) -> new Event.HandedToQueue(id),
                    reason -> new Event.HandFailed(id, reason));
        }
    }

    private TaskRouter router(String name) {
        return Objects.requireNonNull(ports.routers().get(name), name);
    }

    private void submit(Effect.Submit submit) {
        try {
            router(submit.router()).submit(submit.key(), submit.request());
        } catch (RuntimeException e) {
            log.error("The router failed on submission {}", submit.key(), e);
            var outcome = new TaskOutcome.Failed(false, e.getClass().getSimpleName(), words(e));
            post(new Event.DialogueEnded(
                    submit.key(), outcome, environment.nanos().getAsLong()));
        }
    }

    private void cancel(Effect.Cancel cancel) {
        try {
            router(cancel.router()).cancel(cancel.key());
        } catch (RuntimeException e) {
            log.error("The router failed on taking back {}", cancel.key(), e);
        }
    }

    /** A question to the work source. */
    private interface Question<T> {
        CompletableFuture<T> ask();
    }

    private <T> void ask(Question<T> question, BiFunction<T, Instant, Event> answer, Function<String, Event> failure) {
        Instant from = wallClock();
        var asked = new CompletableFuture<T>();
        Future<?> limit = environment
                .scheduler()
                .schedule(
                        () -> asked.completeExceptionally(new NoAnswerException(
                                "the work source did not answer in " + LONGEST_ANSWER.toSeconds() + " s", null)),
                        LONGEST_ANSWER.toSeconds(),
                        TimeUnit.SECONDS);
        var unused = asked.whenComplete((value, error) -> {
            limit.cancel(false);
            post(
                    error != null
                            ? failure.apply(words(error))
                            : value == null ? failure.apply("the answer is missing") : answer.apply(value, from));
        });
        try {
            var unusedToo = question.ask().whenComplete((value, error) -> {
                if (error == null) {
                    asked.complete(value);
                } else {
                    asked.completeExceptionally(error);
                }
            });
        } catch (RuntimeException e) {
            asked.completeExceptionally(e);
        }
    }

    private Instant wallClock() {
        return environment.clock().instant();
    }

    private static String words(Throwable error) {
        Throwable cause = error instanceof CompletionException && error.getCause() != null ? error.getCause() : error;
        return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
    }

    private void tell(Decision decision) {
        try {
            listener.decided(decision);
        } catch (RuntimeException e) {
            log.error("A routing listener failed on {}", decision, e);
        }
    }

    /**
     * Stops routing in good order: nothing more is submitted, the session with Cisco is closed (so Cisco drops what waits), and assignments that
     * were under way may still be answered, for {@code grace} at most. Does not wait longer than that.
     */
    public void close(Duration grace) {
        var quiet = new CompletableFuture<Void>();
        // The engine hears first that nothing can be submitted, so that nothing is submitted to a closed router.
        ports.routers().keySet().forEach(name -> post(new Event.RouterState(name, TaskRouter.State.DOWN, "closing")));
        executor.execute(() -> {
            ports.routers().forEach(RoutingRunner::close);
            long latest = environment.nanos().getAsLong() + grace.toNanos();
            if (grace.isZero()) {
                whenQuiet(quiet, latest);
            } else {
                // An agent who was chosen in the last moment is still to be heard of.
                lookAgain(quiet, latest);
            }
        });
        try {
            // Whatever becomes of threads and scheduler meanwhile, closing ends.
            quiet.get(grace.plus(LONGEST_CLOSE).toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException e) {
            log.warn("The route did not come to rest before it was closed", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        ports.source().close();
    }

    private static void close(String name, TaskRouter router) {
        try {
            router.close();
        } catch (RuntimeException e) {
            log.error("The router {} did not close in good order", name, e);
        }
    }

    private void lookAgain(CompletableFuture<Void> quiet, long latest) {
        try {
            var unused = environment
                    .scheduler()
                    .schedule(
                            () -> executor.execute(() -> whenQuiet(quiet, latest)),
                            LOOK_AGAIN_MILLIS,
                            TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            log.debug("The scheduler has ended before the route", e);
            quiet.complete(null);
        }
    }

    private void whenQuiet(CompletableFuture<Void> quiet, long latest) {
        boolean busy = engine.items().stream()
                .anyMatch(item -> item.phase() == Phase.ASSIGNING || item.phase() == Phase.INSPECTING);
        if (busy && environment.nanos().getAsLong() < latest) {
            lookAgain(quiet, latest);
            return;
        }
        closed = true;
        if (wakeUp != null) {
            wakeUp.cancel(false);
        }
        quiet.complete(null);
    }

    /** Like {@link #close(Duration)} with five seconds. */
    @Override
    public void close() {
        close(Duration.ofSeconds(5));
    }
}
