package io.connects.benchmarks.salesforce;

import io.connects.benchmarks.LiveHeap;
import io.connects.benchmarks.PacedTime;
import io.connects.core.Backoff;
import io.connects.core.routing.ItemView;
import io.connects.core.routing.RoutingOptions;
import io.connects.salesforce.SalesforceClient;
import io.connects.salesforce.streaming.EventStream;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The client's side of {@link FaultsCommand}: a whole route, and a stream of numbered events beside it. Answers what it is asked over standard
 * input: {@code sample}, {@code items}, {@code stream N}; ends when that ends.
 */
final class FaultsProgram {
    static final String TOPIC = "BenchCases";
    private static final File DESCRIPTORS = new File("/proc/self/fd");
    /** Ten minutes' worth of removed PSRs, the default, would still be filling up while heap is measured. */
    private static final Duration TOMBSTONES = Duration.ofSeconds(30);

    private FaultsProgram() {}

    /** Arguments: URL, client id, queue id, the most numbered events; the client secret comes over standard input. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        var out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        var in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        var options = CountedClient.options(URI.create(arguments[0]), arguments[1], in.readLine())
                .maxNetworkDelay(Duration.ofSeconds(5))
                .requestTimeout(Duration.ofSeconds(10))
                .reconnect(new Backoff(Duration.ofMillis(200), Duration.ofSeconds(5)))
                .reconnectSlowly(new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(10)))
                .build();
        var account = new StreamAccount(Integer.parseInt(arguments[3]));
        RoutingOptions routing =
                RoutingOptions.builder().tombstonesFor(TOMBSTONES).build();
        try (var client = new CountedClient(options, new PacedTime(1));
                var own = SalesforceClient.open(options, client.client.resources());
                var stream = new EventStream(own, List.of("/topic/" + TOPIC), account, client.callbacks);
                var route = new BenchRoute(
                        client, arguments[2], List.of(), FixedRouter::waiting, routing, decision -> {})) {
            stream.start();
            route.start();
            out.println("started");
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                out.println(answer(line.split(" ", 2), account, route));
            }
        }
        System.exit(0);
    }

    private static String answer(String[] words, StreamAccount account, BenchRoute route) {
        return switch (words[0]) {
            case "sample" ->
                LiveHeap.bytes() + " " + ManagementFactory.getThreadMXBean().getThreadCount() + " " + descriptors();
            case "items" ->
                route.items().stream()
                        .filter(item -> !item.gone())
                        .map(FaultsProgram::known)
                        .sorted()
                        .collect(Collectors.joining(" "));
            case "stream" -> account.line(Integer.parseInt(words[1]));
            default -> throw new IllegalArgumentException("a question that nobody asks: " + words[0]);
        };
    }

    private static String known(ItemView item) {
        return item.psr().id() + ":" + item.psr().serial();
    }

    /** How many are open; 0 where the system does not tell. */
    private static int descriptors() {
        @Nullable String[] open = DESCRIPTORS.list();
        return open == null ? 0 : open.length;
    }
}
