package io.connects.simulators.mri;

import io.connects.simulators.cce.CceOptions;
import io.connects.simulators.cce.LittleCce;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Gives every test a fresh little CCE, and MR PGs that connect it to the application under test.
 *
 * <pre>{@code
 * @RegisterExtension
 * final MrPgExtension cisco = new MrPgExtension(() -> CceOptions.builder()...build());
 *
 * @Test
 * void a_task_finds_its_agent() {
 *     MrPg pg = cisco.connect(new InetSocketAddress("127.0.0.1", port));
 *     ...
 *     assertThat(cisco.cce().ledger().tasks()).hasSize(1);
 * }
 * }</pre>
 *
 * After the test the PGs are closed, then the threads end. Used by one test at a time.
 */
public final class MrPgExtension implements BeforeEachCallback, AfterEachCallback {
    private static final Duration HEARTBEAT = Duration.ofMillis(500);
    private static final Duration RECONNECT = Duration.ofMillis(100);

    private final Supplier<CceOptions> options;
    private final List<MrPg> pgs = new ArrayList<>();
    private @Nullable ScheduledThreadPoolExecutor scheduler;
    private @Nullable LittleCce cce;

    /**
     * An extension for CCEs of this configuration.
     *
     * @param options asked once for every test
     */
    public MrPgExtension(Supplier<CceOptions> options) {
        this.options = Objects.requireNonNull(options, "options");
    }

    /** This test's CCE. */
    public LittleCce cce() {
        return during(cce);
    }

    /** What desktops may run on; it is shut down after the test. */
    public ScheduledThreadPoolExecutor scheduler() {
        return during(scheduler);
    }

    /** Starts a PG that connects to this application, with a heartbeat of 500 ms, and again 100 ms after a loss. */
    public MrPg connect(InetSocketAddress application) {
        return connect(quickly(application));
    }

    /** What {@link #connect(InetSocketAddress)} starts a PG with, to be given a name, two sides or another dialect. */
    public static MrPgOptions quickly(InetSocketAddress application) {
        return MrPgOptions.connectingTo(application).every(HEARTBEAT, RECONNECT);
    }

    /** Starts a PG. */
    public MrPg connect(MrPgOptions pgOptions) {
        MrPg pg = new MrPg(pgOptions, cce()).start();
        pgs.add(pg);
        return pg;
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        scheduler = newScheduler();
        cce = new LittleCce(options.get(), InstantSource.system(), scheduler);
    }

    @Override
    public void afterEach(ExtensionContext context) {
        pgs.forEach(MrPg::close);
        pgs.clear();
        scheduler().shutdownNow();
        scheduler = null;
        cce = null;
    }

    static ScheduledThreadPoolExecutor newScheduler() {
        var scheduler = new ScheduledThreadPoolExecutor(2, task -> {
            Thread thread = new Thread(task, "little-cce");
            thread.setDaemon(true);
            return thread;
        });
        scheduler.setRemoveOnCancelPolicy(true);
        return scheduler;
    }

    private static <T> T during(@Nullable T value) {
        if (value == null) {
            throw new IllegalStateException("No test is running");
        }
        return value;
    }
}
