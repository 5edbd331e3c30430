package io.connects.host;

import io.connects.core.Backoff;
import io.connects.core.directory.AgentJoin;
import io.connects.core.directory.JoinFinding;
import io.connects.core.directory.JoinMemory;
import io.connects.core.routing.Agent;
import io.connects.core.routing.AgentDirectory;
import io.connects.core.routing.Agents;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who is who, as Finesse and the org tell: read again every {@link #EVERY}, and sooner after a failure. What was found last holds until something else
 * is found. Nothing is told before the first reading has come to an end, since work would be submitted then for agents who are not known yet; when it fails,
 * those who are configured are told alone. Thread-safe; closing it stops the reading.
 */
final class FoundAgents implements AgentDirectory, AutoCloseable {
    static final Duration EVERY = Duration.ofMinutes(15);

    private static final Logger log = LoggerFactory.getLogger(FoundAgents.class);
    private static final Backoff AFTER_FAILURE = new Backoff(Duration.ofSeconds(10), EVERY);
    private static final int MOST_LINES = 50;

    private final String route;
    private final AgentSources sources;
    private final KnownAgents known;
    private final ScheduledExecutorService timer;
    private final RandomGenerator random;

    private Consumer<Agents> listener = agents -> {};
    private JoinMemory memory = JoinMemory.NONE;
    private Set<Agent> told = Set.of();
    private Set<JoinFinding> warned = Set.of();
    private int failures;
    private @Nullable Future<?> next;
    private boolean closed;

    /**
     * @param route for the log
     * @param timer runs nothing long; stays the caller's
     */
    FoundAgents(
            String route,
            AgentSources sources,
            KnownAgents known,
            ScheduledExecutorService timer,
            RandomGenerator random) {
        this.route = route;
        this.sources = sources;
        this.known = known;
        this.timer = timer;
        this.random = random;
    }

    @Override
    public void start(Consumer<Agents> to) {
        synchronized (this) {
            listener = to;
        }
        read();
    }

    private void read() {
        var unused = CompletableFuture.completedFuture(route)
                .thenCompose(begun -> sources.salesforce())
                .thenCompose(users ->
                        sources.finesse(known.logins(users)).thenApply(finesse -> known.join(finesse, users, memory())))
                .whenComplete((joined, failure) -> {
                    if (failure == null) {
                        found(joined);
                    } else {
                        Throwable cause = failure instanceof CompletionException ? failure.getCause() : null;
                        failed(cause == null ? failure : cause);
                    }
                });
    }

    private synchronized JoinMemory memory() {
        return memory;
    }

    private synchronized void found(AgentJoin.Joined joined) {
        if (closed) {
            return;
        }
        failures = 0;
        memory = joined.memory();
        warn(joined.findings());
        tell(joined.joined());
        again(EVERY);
    }

    private synchronized void failed(Throwable failure) {
        if (closed) {
            return;
        }
        failures++;
        if (told.isEmpty()) {
            tell(List.of());
        }
        Duration delay = AFTER_FAILURE.delay(failures, random);
        if (failures == 1) {
            log.warn(
                    "route={} agents=KEPT count={} reason=\"{}\" remedy=\"see to Finesse, its account and the org; tried again until it works\"",
                    route,
                    told.size(),
                    failure.getMessage());
        } else {
            log.debug("route={} agents=KEPT failures={}", route, failures, failure);
        }
        again(delay);
    }

    private void tell(List<Agent> found) {
        Agents agents = known.with(found);
        Set<Agent> all = Set.copyOf(agents.all());
        if (!all.equals(told)) {
            told = all;
            log.info("route={} agents={}", route, agents.size());
            listener.accept(agents);
        }
    }

    /** Each once, for as long as it lasts. */
    private void warn(List<JoinFinding> findings) {
        int lines = 0;
        for (JoinFinding finding : findings) {
            if (!warned.contains(finding) && lines++ < MOST_LINES) {
                log.warn(
                        "route={} agent={} finding=\"{}\" remedy=\"{}\"",
                        route,
                        finding.kind(),
                        finding.what(),
                        finding.remedy());
            }
        }
        if (lines > MOST_LINES) {
            log.warn("route={} findings={} more: ./connects agents lists all", route, lines - MOST_LINES);
        }
        warned = new HashSet<>(findings);
    }

    private void again(Duration delay) {
        try {
            next = timer.schedule(this::read, delay.toNanos(), TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException e) {
            log.debug("route={} agents=KEPT reason=\"the timer has ended\"", route);
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        if (next != null) {
            next.cancel(false);
        }
    }
}
