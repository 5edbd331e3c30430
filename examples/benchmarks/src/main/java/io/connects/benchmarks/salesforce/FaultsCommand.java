package io.connects.benchmarks.salesforce;

import io.connects.benchmarks.LiveHeap;
import io.connects.benchmarks.Machine;
import io.connects.benchmarks.OtherProcess;
import io.connects.simulators.network.TcpProxy;
import io.connects.simulators.salesforce.OrgOptions;
import io.connects.simulators.salesforce.QueueSettings;
import io.connects.simulators.salesforce.SalesforceOrg;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.time.Duration;
import java.util.IntSummaryStatistics;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Random faults and steady events: what is lost, and what piles up in the client, which has a Java VM of its own. */
@Command(
        name = "salesforce-faults",
        mixinStandardHelpOptions = true,
        description = "Breaks an org and the network at random while events flow, and watches the client's heap.")
public final class FaultsCommand implements Callable<Integer> {
    private static final double SECOND = 1e9;
    private static final int WAITING = 200;
    private static final long SAMPLE_NANOS = 5_000_000_000L;
    private static final long POLL_NANOS = 5_000_000;
    private static final Duration TO_RECOVER = Duration.ofSeconds(60);
    private static final double SLOPE_ALLOWED = 1;
    /** In less time than this a slope is mostly noise. */
    private static final int MINUTES_TO_JUDGE = 15;

    private static final double MORE_ALLOWED = 3;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Option(
            names = "--minutes",
            paramLabel = "N",
            description = "How long; default 20. The slope of the heap is judged from 15 on.",
            defaultValue = "20")
    private double minutes;

    @Option(names = "--rate", paramLabel = "N", description = "Events a second; default 50.", defaultValue = "50")
    private int rate;

    @Option(names = "--seed", paramLabel = "S", description = "Of the faults; default 1.", defaultValue = "1")
    private long seed;

    private String expected = "";
    private String found = "";

    @Override
    public Integer call() throws IOException, InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        out.println(Machine.description());
        out.printf("seed %d: %.1f minutes of faults at %d events a second%n", seed, minutes, rate);
        // Polls end sooner than Salesforce's, so that more of them are hit.
        var options =
                OrgOptions.builder().connectTimeout(Duration.ofSeconds(10)).build();
        try (var org = new SalesforceOrg(options)) {
            org.start();
            String queue = org.createQueue(QueueSettings.external("Support", BenchRoute.PUSH_TIMEOUT));
            org.createPushTopic(FaultsProgram.TOPIC, "SELECT Id, Subject FROM Case");
            int most = (int) (minutes * 60 * rate / Publisher.EVENTS_A_STEP) + 10 * WAITING;
            try (var proxy = TcpProxy.to(org.port());
                    var client = new OtherProcess(
                            FaultsProgram.class,
                            OtherProcess.QUIET,
                            List.of(
                                    URI.create("http://127.0.0.1:" + proxy.port())
                                            .toString(),
                                    org.clientId(),
                                    queue,
                                    String.valueOf(most)))) {
                client.say(org.clientSecret());
                if (client.hear() == null) {
                    throw new IllegalStateException("the client ended before it had begun");
                }
                return run(client, new RandomFaults(org, proxy, seed), new Publisher(org, queue, WAITING, seed), out);
            }
        }
    }

    private int run(OtherProcess client, RandomFaults faults, Publisher publisher, PrintWriter out)
            throws IOException, InterruptedException {
        var samples = new Samples();
        long begin = System.nanoTime();
        long end = (long) (minutes * 60 * SECOND);
        long nextFault = 0;
        long nextSample = 0;
        long steps = 0;
        for (long now = 0; now < end; now = System.nanoTime() - begin) {
            faults.tick();
            for (; steps * Publisher.EVENTS_A_STEP < now / SECOND * rate; steps++) {
                publisher.step();
            }
            if (now >= nextFault) {
                faults.strike();
                nextFault = now + faults.pause() * 1_000_000;
            }
            if (now >= nextSample) {
                samples.add(Samples.Sample.of(now / SECOND, ask(client, "sample")));
                nextSample = now + SAMPLE_NANOS;
            }
            LockSupport.parkNanos(POLL_NANOS);
        }
        faults.rest();
        double recovered = recovered(client, publisher);
        out.printf("faults: %s%n", faults);
        out.printf("%d events published%n", steps * Publisher.EVENTS_A_STEP);
        boolean kept = account(ask(client, "stream " + publisher.published()), publisher.published(), recovered, out);
        boolean flat = resources(samples, out);
        return kept && flat ? 0 : 1;
    }

    /** Seconds until the client knows what the org has; negative when it does not in time. */
    private double recovered(OtherProcess client, Publisher publisher) throws IOException {
        long begin = System.nanoTime();
        expected = publisher.waiting();
        while (System.nanoTime() - begin < TO_RECOVER.toNanos()) {
            found = ask(client, "items");
            String[] stream = ask(client, "stream " + publisher.published()).split(" ", -1);
            if (found.equals(expected) && stream[1].equals("0")) {
                return (System.nanoTime() - begin) / SECOND;
            }
            LockSupport.parkNanos(20 * POLL_NANOS);
        }
        return -1;
    }

    private boolean account(String line, int published, double recovered, PrintWriter out) {
        String[] counts = line.split(" ", -1);
        boolean same = found.equals(expected);
        out.printf(
                "numbered events: %d published, %s received, %s lost, %s redelivered; %s gaps that the stream told of, with %s events in them%n",
                published, counts[0], counts[1], counts[3], counts[4], counts[2]);
        out.printf(
                "work items at the end: the engine has %s%s%n",
                same ? "all " + WAITING + " that wait, and no other, in their latest version" : "others than the org",
                recovered < 0
                        ? ", nothing more came in " + TO_RECOVER.toSeconds() + " s"
                        : String.format(", %.1f s after the last fault", recovered));
        return same && counts[1].equals("0");
    }

    private boolean resources(Samples samples, PrintWriter out) {
        List<Samples.Sample> late = samples.late();
        Samples.Slope slope = samples.slope();
        IntSummaryStatistics threads =
                late.stream().mapToInt(Samples.Sample::threads).summaryStatistics();
        IntSummaryStatistics descriptors =
                late.stream().mapToInt(Samples.Sample::descriptors).summaryStatistics();
        var heap = late.stream().mapToLong(Samples.Sample::heap).summaryStatistics();
        boolean judged = minutes >= MINUTES_TO_JUDGE;
        out.printf(
                "the last two thirds, %d samples: live heap %.2f to %.2f MiB, slope %+.2f MB/h (standard error %.2f), %s; threads %d to %d, descriptors %d to %d%n",
                late.size(),
                LiveHeap.mebibytes(heap.getMin()),
                LiveHeap.mebibytes(heap.getMax()),
                slope.megabytesPerHour(),
                slope.error(),
                judged ? "1 MB/h is allowed" : "not judged in less than " + MINUTES_TO_JUDGE + " minutes",
                threads.getMin(),
                threads.getMax(),
                descriptors.getMin(),
                descriptors.getMax());
        return (!judged || slope.megabytesPerHour() < SLOPE_ALLOWED)
                && samples.growth(Samples.Sample::threads) <= MORE_ALLOWED
                && samples.growth(Samples.Sample::descriptors) <= MORE_ALLOWED;
    }

    private static String ask(OtherProcess client, String question) throws IOException {
        client.say(question);
        String answer = client.hear();
        if (answer == null) {
            throw new IllegalStateException("the client ended");
        }
        return answer;
    }
}
