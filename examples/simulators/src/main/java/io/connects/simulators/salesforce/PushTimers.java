package io.connects.simulators.salesforce;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** The push timeout of each AgentWork that is Assigned. Confined to the org's thread; expiry is reported there too. */
final class PushTimers implements AutoCloseable {
    private final OrgCore core;
    private final ScheduledExecutorService scheduler;
    private final Map<String, Future<?>> running = new HashMap<>();

    PushTimers(OrgCore core, ScheduledExecutorService scheduler) {
        this.core = core;
        this.scheduler = scheduler;
    }

    static ScheduledExecutorService newScheduler() {
        return Executors.newSingleThreadScheduledExecutor(task -> {
            var thread = new Thread(task, "salesforce-timers");
            thread.setDaemon(true);
            return thread;
        });
    }

    void start(String agentWorkId, Instant deadline, Consumer<String> expired) {
        long delay = Math.max(0, Duration.between(core.now(), deadline).toNanos());
        running.put(
                agentWorkId,
                scheduler.schedule(
                        () -> core.execute(() -> {
                            if (running.remove(agentWorkId) != null) {
                                expired.accept(agentWorkId);
                            }
                        }),
                        delay,
                        TimeUnit.NANOSECONDS));
    }

    void stop(String agentWorkId) {
        Future<?> timer = running.remove(agentWorkId);
        if (timer != null) {
            timer.cancel(false);
        }
    }

    @Override
    public void close() {
        running.values().forEach(timer -> timer.cancel(false));
        running.clear();
    }
}
