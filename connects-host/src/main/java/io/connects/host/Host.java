package io.connects.host;

import io.connects.core.ClosedException;
import io.connects.core.routing.RoutingRunner;
import io.connects.host.config.HostConfig;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The whole adapter in one object: every route of a configuration, started together and stopped together. Thread-safe.
 *
 * <p>{@link #start}, {@link #close} and {@link #awaitStopped} block; call them from a thread of your own.
 */
public final class Host implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Host.class);

    private final List<Route> routes = new ArrayList<>();
    private final ExecutorService threads = Executors.newCachedThreadPool(named("connects-route"));
    private final ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1, named("connects-timer"));
    // Starts and stops one after the other, so that a stop in the middle of a start finds it done.
    private final ExecutorService lifecycle = Executors.newSingleThreadExecutor(named("connects-lifecycle"));
    private final AtomicBoolean closing = new AtomicBoolean();
    private final CountDownLatch stopped = new CountDownLatch(1);
    private volatile HostState state = HostState.IDLE;

    private Host(HostConfig config, HostListener listener, RoutePorts.Factory ports) {
        timer.setRemoveOnCancelPolicy(true);
        timer.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        var environment = new RoutingRunner.Environment(threads, timer, System::nanoTime, InstantSource.system());
        config.routes().forEach(route -> routes.add(new Route(route, ports, environment, listener)));
    }

    /** An adapter for a configuration, which it will route as soon as it is started. */
    public static Host of(HostConfig config) {
        return of(config, (route, decision) -> {});
    }

    /** An adapter whose decisions are told to somebody else too; they are logged in any case. */
    public static Host of(HostConfig config, HostListener listener) {
        return new Host(config, listener, new ProtocolPorts());
    }

    /** An adapter on other ports, for tests of the lifecycle. */
    static Host of(HostConfig config, HostListener listener, RoutePorts.Factory ports) {
        return new Host(config, listener, ports);
    }

    /**
     * Starts every route: who is who, then Cisco, then Salesforce. Returns when every MRI port listens; neither peer need be there yet.
     *
     * @throws StartFailedException when a route cannot start; whatever was started has been closed by then
     * @throws IllegalStateException when it was started before
     * @throws ClosedException when it was closed
     */
    public void start() {
        CompletableFuture<Void> started;
        try {
            started = CompletableFuture.runAsync(this::startRoutes, lifecycle);
        } catch (RejectedExecutionException e) {
            throw new ClosedException("The host");
        }
        try {
            started.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof StartFailedException failure) {
                close();
                throw failure;
            }
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    private void startRoutes() {
        if (closing.get()) {
            throw new ClosedException("The host");
        }
        if (state != HostState.IDLE) {
            throw new IllegalStateException("The host was started before");
        }
        routes.forEach(Route::start);
        become(HostState.ACTIVE);
    }

    public HostState state() {
        return state;
    }

    /** Every route, in the order of the configuration. */
    public List<Route> routes() {
        return List.copyOf(routes);
    }

    /** Waits until the host is stopped. */
    public void awaitStopped() throws InterruptedException {
        stopped.await();
    }

    /**
     * Stops in good order: nothing more is submitted, sessions with Cisco are closed, assignments under way may be answered for {@link
     * Route#GRACE}, and then everything ends. Returns when it has. May be called any number of times.
     */
    @Override
    public void close() {
        if (closing.compareAndSet(false, true)) {
            // Its own last task shuts it down: a pool that is shut down from outside while another thread brings its
            // first task can keep
            // what was handed over in between for ever.
            lifecycle.execute(this::stopRoutes);
        }
        try {
            stopped.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void stopRoutes() {
        try {
            CompletableFuture.allOf(routes.stream()
                            .map(route -> CompletableFuture.runAsync(route::close, threads))
                            .toArray(CompletableFuture[]::new))
                    .join();
        } catch (CompletionException e) {
            log.error("A route did not stop in good order", e.getCause());
        } finally {
            timer.shutdownNow();
            threads.shutdown();
            lifecycle.shutdown();
            become(HostState.STOPPED);
            stopped.countDown();
        }
    }

    private void become(HostState next) {
        state = next;
        log.info("host={} routes={}", next, routes.size());
    }

    private static ThreadFactory named(String name) {
        var count = new AtomicInteger();
        return task -> new Thread(task, name + "-" + count.incrementAndGet());
    }
}
