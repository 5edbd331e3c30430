package io.connects.benchmarks.finesse;

import io.connects.benchmarks.LiveHeap;
import io.connects.core.http.OwnResources;
import io.connects.finesse.FinesseListener;
import io.connects.finesse.FinesseSession;
import io.connects.finesse.message.Fact;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** The client's side of {@link TeamsCommand}: sessions of supervisors at two pairs, which are told of over standard input, a line each. */
final class TeamsProgram {
    private static final double MOST_MILLIS = 40;
    private static final long PATIENCE_SECONDS = 120;
    private static final long LATE_SECONDS = 20;
    private static final long LOOK_MILLIS = 50;

    private TeamsProgram() {}

    /** Arguments: sessions at each pair, teams of each session, agents in all, changes of the warm-up. Then the number of changes comes over standard input. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        var out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        var in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        int sessions = Integer.parseInt(arguments[0]);
        int teams = Integer.parseInt(arguments[1]);
        var own = new OwnResources("finesse-load");
        var deliveries = new Deliveries(Integer.parseInt(arguments[3]));
        var stale = new AtomicInteger();
        var live = new CountDownLatch(2 * sessions);
        var open = new ArrayList<FinesseSession>();
        for (int pair = 0; pair < 2; pair++) {
            String line = in.readLine();
            var resources =
                    own.resources().trusting(Supervisor.options(line, 0, teams).trustFiles());
            for (int session = 0; session < sessions; session++) {
                open.add(Supervisor.open(line, session, teams, resources, new FinesseListener() {
                    @Override
                    public void live(URI node, boolean moved) {
                        live.countDown();
                    }

                    @Override
                    public void stale(String why) {
                        stale.incrementAndGet();
                    }

                    @Override
                    public void fact(Fact fact) {
                        if (fact instanceof Fact.UserChanged user) {
                            deliveries.take(user.now(), Instant.now());
                        }
                    }
                }));
            }
        }
        if (!live.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            System.exit(1);
        }
        out.println("live");
        int published = Integer.parseInt(in.readLine());
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(LATE_SECONDS);
        while (deliveries.count() < published && System.nanoTime() - end < 0) {
            TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
        }
        long most = ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP)
                .map(MemoryPoolMXBean::getPeakUsage)
                .mapToLong(usage -> usage.getUsed())
                .sum();
        boolean passed = deliveries.count() == published
                && deliveries.missing() == 0
                && deliveries.disordered() == 0
                && deliveries.percentile(99) < MOST_MILLIS;
        out.printf(
                "%s agents, %d teams, %d sessions: %,d changes published, %,d delivered, %d skipped, %d out of order, %d times stale%n",
                arguments[2],
                2 * sessions * teams,
                open.size(),
                published,
                deliveries.count(),
                deliveries.missing(),
                deliveries.disordered(),
                stale.get());
        out.printf(
                "publishing to listener: half within %.1f ms, 99 %% within %.1f ms (%.0f allowed), all within %.1f ms%n",
                deliveries.percentile(50), deliveries.percentile(99), MOST_MILLIS, deliveries.percentile(100));
        out.printf(
                "heap of the client: %.0f MiB allowed by its Java VM, %.0f MiB at most with what was not collected yet, %.1f MiB live at the end%n",
                LiveHeap.mebibytes(Runtime.getRuntime().maxMemory()),
                LiveHeap.mebibytes(most),
                LiveHeap.mebibytes(LiveHeap.bytes()));
        out.printf("time on processors: %.1f s the client since its start%n", ProcessorTime.seconds());
        out.println(passed ? "PASS" : "FAIL");
        open.forEach(FinesseSession::close);
        System.exit(passed ? 0 : 1);
    }
}
