package io.connects.benchmarks.salesforce;

import com.sun.management.GarbageCollectionNotificationInfo;
import io.connects.benchmarks.LiveHeap;
import io.connects.benchmarks.PacedTime;
import io.connects.core.routing.RoutingOptions;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryType;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import javax.management.NotificationEmitter;
import javax.management.openmbean.CompositeData;

/** The client's side of {@link ColdCommand}. */
final class ColdProgram {
    private ColdProgram() {}

    /** Arguments: URL, client id, queue id, how many PSRs there are, seconds allowed; the client secret comes over standard input. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        var out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        String secret = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)).readLine();
        int expected = Integer.parseInt(arguments[3]);
        int limit = Integer.parseInt(arguments[4]);
        AtomicLong peak = peakAfterCollections();
        long begin = System.nanoTime();
        var options = CountedClient.options(URI.create(arguments[0]), arguments[1], secret)
                .build();
        try (var client = new CountedClient(options, new PacedTime(1));
                // Cisco is not there yet: what is measured is the snapshot alone.
                var route = new BenchRoute(
                        client, arguments[2], List.of(), FixedRouter::down, RoutingOptions.DEFAULTS, decision -> {})) {
            route.start();
            double seconds = (System.nanoTime() - begin) / 1e9;
            int found = route.items().size();
            long live = LiveHeap.bytes();
            out.printf(
                    "%d of %d PSRs in the engine %.1f s after the start (%d allowed), with %d MiB of heap at most: %.0f MiB in use after a collection at most while reading, %.0f MiB live at the end, %.0f bytes for each PSR; REST calls: %s%n",
                    found,
                    expected,
                    seconds,
                    limit,
                    Runtime.getRuntime().maxMemory() / (1024 * 1024),
                    LiveHeap.mebibytes(peak.get()),
                    LiveHeap.mebibytes(live),
                    (double) live / Math.max(1, found),
                    client.calls.rest());
            System.exit(found == expected && seconds < limit ? 0 : 1);
        }
    }

    /** What was in use after each collection, at most; garbage that survived a young collection counts as in use. */
    private static AtomicLong peakAfterCollections() {
        Set<String> heap = ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP)
                .map(pool -> pool.getName())
                .collect(Collectors.toSet());
        var peak = new AtomicLong();
        for (var collector : ManagementFactory.getGarbageCollectorMXBeans()) {
            ((NotificationEmitter) collector)
                    .addNotificationListener(
                            (notification, handback) -> {
                                if (notification.getUserData() instanceof CompositeData data) {
                                    long used =
                                            GarbageCollectionNotificationInfo.from(data)
                                                    .getGcInfo()
                                                    .getMemoryUsageAfterGc()
                                                    .entrySet()
                                                    .stream()
                                                    .filter(pool -> heap.contains(pool.getKey()))
                                                    .mapToLong(pool ->
                                                            pool.getValue().getUsed())
                                                    .sum();
                                    peak.accumulateAndGet(used, Math::max);
                                }
                            },
                            null,
                            null);
        }
        return peak;
    }
}
