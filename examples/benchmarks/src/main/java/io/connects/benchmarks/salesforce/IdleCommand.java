package io.connects.benchmarks.salesforce;

import io.connects.benchmarks.Machine;
import io.connects.benchmarks.PacedTime;
import io.connects.core.routing.RoutingOptions;
import io.connects.simulators.salesforce.OrgOptions;
import io.connects.simulators.salesforce.QueueSettings;
import io.connects.simulators.salesforce.SalesforceOrg;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** A day on which nothing happens but tokens that expire: what it costs in API requests. Clocks and timers run faster than the world. */
@Command(
        name = "salesforce-idle",
        mixinStandardHelpOptions = true,
        description = "Counts the REST calls of a quiet day, in a time that runs faster.")
public final class IdleCommand implements Callable<Integer> {
    private static final Duration TOKEN_LIVES = Duration.ofHours(2);
    /** Salesforce holds a poll for 110 s, and forgets a session that does not poll for 40 s. */
    private static final Duration POLL = Duration.ofSeconds(110);

    private static final Duration SESSION = Duration.ofSeconds(40);
    private static final Duration NETWORK_DELAY = Duration.ofSeconds(15);
    private static final Duration REQUEST = Duration.ofSeconds(30);

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Option(names = "--hours", paramLabel = "N", description = "How long the day is; default 24.", defaultValue = "24")
    private int hours;

    @Option(
            names = "--speed",
            paramLabel = "N",
            description = "How much faster time passes; default 720, so that a day takes two minutes.",
            defaultValue = "720")
    private int speed;

    @Option(
            names = "--waiting",
            paramLabel = "N",
            description = "Work items that wait all day long; default 100.",
            defaultValue = "100")
    private int waiting;

    @Option(
            names = "--calls",
            paramLabel = "N",
            description = "REST calls allowed in 24 hours; default 3,000.",
            defaultValue = "3000")
    private int callsAllowed;

    @Override
    public Integer call() throws InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        out.println(Machine.description());
        var time = new PacedTime(speed);
        var options = OrgOptions.builder()
                .clock(time)
                .connectTimeout(POLL.dividedBy(speed))
                .maxInterval(SESSION)
                .build();
        try (var org = new SalesforceOrg(options)) {
            org.start();
            String queue = org.createQueue(QueueSettings.external("Support", BenchRoute.PUSH_TIMEOUT));
            for (int i = 0; i < waiting; i++) {
                org.createCase(Map.of("Subject", "Question " + i), queue);
            }
            return run(org, queue, time, out);
        }
    }

    private int run(SalesforceOrg org, String queue, PacedTime time, PrintWriter out) throws InterruptedException {
        // The server advises real time, which the timer will shorten: these two make up for it.
        var options = CountedClient.options(org.uri(), org.clientId(), org.clientSecret())
                .maxNetworkDelay(NETWORK_DELAY.multipliedBy(speed))
                .requestTimeout(REQUEST.multipliedBy(speed))
                .build();
        try (var client = new CountedClient(options, time);
                var route = new BenchRoute(
                        client, queue, List.of(), FixedRouter::waiting, RoutingOptions.DEFAULTS, decision -> {})) {
            route.start();
            Duration settled = Duration.ofMinutes(5);
            pass(time, settled, org);
            Map<String, Long> before = client.calls.rest();
            long callsBefore = client.calls.restTotal();
            long tokensBefore = client.calls.tokens();
            pass(time, Duration.ofHours(hours), org);
            double days = hours / 24.0;
            long calls = Math.round((client.calls.restTotal() - callsBefore) / days);
            Map<String, Long> byKind = client.calls.rest();
            byKind.replaceAll((kind, count) -> Math.round((count - before.getOrDefault(kind, 0L)) / days));
            out.printf(
                    "%d h in which nothing changes, %d work items waiting, a new token every %d h: %d REST calls a day (%d allowed): %s%n",
                    hours, waiting, TOKEN_LIVES.toHours(), calls, callsAllowed, byKind);
            out.printf(
                    "beside them %.0f token requests a day; to start with: %s%n",
                    (client.calls.tokens() - tokensBefore) / days, before);
            return calls <= callsAllowed ? 0 : 1;
        }
    }

    /** Lets so much of the faster time go by. */
    private static void pass(PacedTime time, Duration length, SalesforceOrg org) {
        long end = time.getAsLong() + length.toNanos();
        long expires = time.getAsLong() + TOKEN_LIVES.toNanos();
        while (time.getAsLong() < end) {
            LockSupport.parkNanos(1_000_000);
            if (time.getAsLong() >= expires) {
                org.expireTokens();
                expires += TOKEN_LIVES.toNanos();
            }
        }
    }
}
