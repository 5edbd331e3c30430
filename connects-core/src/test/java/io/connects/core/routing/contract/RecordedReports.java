package io.connects.core.routing.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.connects.core.routing.TaskKey;
import io.connects.core.routing.TaskOutcome;
import io.connects.core.routing.TaskRouter;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Keeps what a router reports, in order, and notices calls that overlap. */
public final class RecordedReports implements TaskRouter.Listener {
    private static final int PATIENCE_SECONDS = 10;

    private sealed interface Report {
        record StateIs(TaskRouter.State state) implements Report {}

        record Queued(
                TaskKey key,
                @Nullable Integer position,
                @Nullable Duration expectedWait) implements Report {}

        record Ended(TaskKey key, TaskOutcome outcome) implements Report {}
    }

    private final BlockingQueue<Report> reports = new LinkedBlockingQueue<>();
    private final AtomicInteger inside = new AtomicInteger();
    private volatile boolean overlapped;

    @Override
    public void state(TaskRouter.State state, String reason) {
        add(new Report.StateIs(state));
    }

    @Override
    public void ended(TaskKey key, TaskOutcome outcome) {
        add(new Report.Ended(key, outcome));
    }

    @Override
    public void queued(TaskKey key, @Nullable Integer position, @Nullable Duration expectedWait) {
        add(new Report.Queued(key, position, expectedWait));
    }

    private void add(Report report) {
        overlapped |= inside.incrementAndGet() > 1;
        reports.add(report);
        inside.decrementAndGet();
    }

    /** The next report is this state. */
    public void expectState(TaskRouter.State state) {
        assertThat(next()).isEqualTo(new Report.StateIs(state));
    }

    /** The next report is READY; a session may come up disabled first. */
    public void expectReady() {
        Report report = next();
        assertThat(report.equals(new Report.StateIs(TaskRouter.State.DISABLED)) ? next() : report)
                .isEqualTo(new Report.StateIs(TaskRouter.State.READY));
    }

    /** The next report is this of a submission that waits. */
    public void expectQueued(TaskKey key, @Nullable Integer position, @Nullable Duration expectedWait) {
        assertThat(next()).isEqualTo(new Report.Queued(key, position, expectedWait));
    }

    /** The next report is the end of this submission; answers how it ended. */
    public TaskOutcome expectEnd(TaskKey key) {
        Report report = next();
        if (report instanceof Report.Ended ended && ended.key().equals(key)) {
            return ended.outcome();
        }
        return fail("expected the end of %s, was %s", key, report);
    }

    /** Nothing was reported that no expectation has taken, and no two calls overlapped. */
    public void expectNothingElse() {
        assertThat(reports).isEmpty();
        assertThat(overlapped).as("calls to the listener overlapped").isFalse();
    }

    private Report next() {
        try {
            Report report = reports.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
            return report == null ? fail("nothing was reported within %d s", PATIENCE_SECONDS) : report;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return fail("interrupted");
        }
    }
}
