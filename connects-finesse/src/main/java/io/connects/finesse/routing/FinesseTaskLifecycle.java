package io.connects.finesse.routing;

import io.connects.core.Backoff;
import io.connects.core.http.ClientResources;
import io.connects.core.http.OwnResources;
import io.connects.core.routing.TaskLifecycle;
import io.connects.finesse.FinesseOptions;
import io.connects.finesse.FinesseSession;
import io.connects.finesse.PairReads;
import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What becomes of the tasks that the account itself has. Whether it has media routing domains at all is asked first: of an account that has none, or may
 * not read them, nothing is told, and no session is opened. Thread-safe; closing it ends everything that it started.
 */
public final class FinesseTaskLifecycle implements TaskLifecycle, AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(FinesseTaskLifecycle.class);
    private static final Backoff AFTER_FAILURE = new Backoff(Duration.ofSeconds(10), Duration.ofMinutes(5));

    private final FinesseOptions options;
    private final OwnResources own = new OwnResources("finesse-tasks");
    private final ClientResources resources = own.resources();
    private final PairReads reads;
    private @Nullable FinesseSession session;
    private boolean closed;

    /** @param options as whom, and where */
    public FinesseTaskLifecycle(FinesseOptions options) {
        this.options =
                options.toBuilder().resource("connects-tasks").own(false, true).build();
        this.reads = new PairReads(options, resources);
    }

    @Override
    public void start(Listener listener) {
        probe(listener, 0);
    }

    private void probe(Listener listener, int failures) {
        String account = options.credentials().loginId();
        var unused = reads.ask(node -> node.media(account)).whenComplete((media, failure) -> {
            if (failure == null && !media.media().isEmpty()) {
                open(listener);
            } else if (failure == null) {
                log.info("finesse tasks=unknown account={} reason=\"it has no media routing domain\"", account);
            } else if (Refusals.passes(failure)) {
                log.debug("finesse tasks=waiting account={} failures={}", account, failures + 1, failure);
                again(listener, failures + 1);
            } else {
                log.info(
                        "finesse tasks=unknown account={} reason=\"{}\"",
                        account,
                        Refusals.cause(failure).getMessage());
            }
        });
    }

    private synchronized void open(Listener listener) {
        if (!closed) {
            session = FinesseSession.open(options, new TaskFacts(listener));
        }
    }

    private void again(Listener listener, int failures) {
        long delay = AFTER_FAILURE.delay(failures, resources.random()).toNanos();
        try {
            var unused = resources.timer().schedule(() -> probe(listener, failures), delay, TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException e) {
            log.debug("finesse tasks=unknown reason=\"closed\"");
        }
    }

    @Override
    public synchronized void close() {
        if (!closed) {
            closed = true;
            if (session != null) {
                session.close();
            }
            own.close();
        }
    }
}
