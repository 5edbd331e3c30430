package io.connects.benchmarks.salesforce;

import io.connects.benchmarks.Machine;
import io.connects.benchmarks.PacedTime;
import io.connects.core.routing.Agent;
import io.connects.core.routing.Decision;
import io.connects.salesforce.SalesforceOptions;
import io.connects.simulators.network.TcpProxy;
import io.connects.simulators.salesforce.OrgFaults;
import io.connects.simulators.salesforce.OrgOptions;
import io.connects.simulators.salesforce.QueueSettings;
import io.connects.simulators.salesforce.SalesforceLedger;
import io.connects.simulators.salesforce.SalesforceOrg;
import java.io.PrintWriter;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Work that comes all at once: from the event to the AgentWork, through the real engine and work source, with agents chosen at once. */
@Command(
        name = "salesforce-burst",
        mixinStandardHelpOptions = true,
        description = "Assigns a burst of ready work and counts the REST calls that it takes.")
public final class BurstCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Option(names = "--items", paramLabel = "N", description = "Work items; default 10,000.", defaultValue = "10000")
    private int items;

    @Option(names = "--agents", paramLabel = "N", description = "Agents; default 500.", defaultValue = "500")
    private int agents;

    @Option(
            names = "--delay",
            paramLabel = "MILLIS",
            description = "How late the org answers; default 50.",
            defaultValue = "50")
    private int delay;

    @Option(
            names = "--calls",
            paramLabel = "N",
            description = "REST calls allowed in all; default 250.",
            defaultValue = "250")
    private int callsAllowed;

    @Option(
            names = "--limit",
            paramLabel = "SECONDS",
            description = "When to give up; default 600.",
            defaultValue = "600")
    private int limit;

    @Override
    public Integer call() throws InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        out.println(Machine.description());
        // The client's poll is held for as long as the work takes to create.
        var settings =
                OrgOptions.builder().maxInterval(Duration.ofSeconds(limit)).build();
        try (var org = new SalesforceOrg(settings)) {
            org.start();
            String queue = org.createQueue(QueueSettings.external("Support", BenchRoute.PUSH_TIMEOUT));
            for (OrgFaults.Operation operation : OrgFaults.Operation.values()) {
                org.faults().delayAnswers(operation, Duration.ofMillis(delay));
            }
            return run(org, queue, people(org), out);
        }
    }

    /** Each can have all that falls to him, and some more. */
    private List<Agent> people(SalesforceOrg org) {
        var people = new ArrayList<Agent>();
        for (int i = 1; i <= agents; i++) {
            String user = org.createUser("agent" + i, 2.0 * items / agents + 1);
            org.online(user);
            people.add(new Agent("agent" + i, i, user));
        }
        return people;
    }

    private int run(SalesforceOrg org, String queue, List<Agent> people, PrintWriter out) throws InterruptedException {
        var assigned = new CountDownLatch(items);
        try (var proxy = TcpProxy.to(org.port());
                var client = new CountedClient(options(org, proxy), new PacedTime(1));
                var route = new BenchRoute(
                        client,
                        queue,
                        people,
                        serial -> FixedRouter.choosing(serial, agents),
                        BenchRoute.WITHOUT_WINDOW_AND_PACE,
                        decision -> {
                            if (decision.kind() == Decision.Kind.ASSIGNED) {
                                assigned.countDown();
                            }
                        })) {
            route.start();
            long before = client.calls.restTotal();
            proxy.stall(true);
            for (int i = 0; i < items; i++) {
                org.createCase(Map.of("Subject", "Question " + i), queue);
            }
            Instant released = Instant.now();
            proxy.stall(false);
            boolean all = assigned.await(limit, TimeUnit.SECONDS);
            double took = Duration.between(released, Instant.now()).toMillis() / 1000.0;
            long calls = client.calls.restTotal();
            SalesforceLedger ledger = org.ledger();
            out.printf(
                    "%d events at once, %d work items assigned to %d agents after %.1f s; the org answers after %d ms%n",
                    items, items - assigned.getCount(), agents, took, delay);
            out.println(percentiles(ledger, released));
            out.printf(
                    "%d REST calls in all (%d allowed), %d of them to start with: %s%n",
                    calls, callsAllowed, before, client.calls.rest());
            out.printf(
                    "%d streaming requests, which count elsewhere; %s; %d with the most that one agent has%n",
                    client.calls.streaming(), ledger.summary(), most(ledger));
            return all && calls <= callsAllowed && ledger.duplicates().isEmpty() ? 0 : 1;
        }
    }

    private static SalesforceOptions options(SalesforceOrg org, TcpProxy proxy) {
        URI uri = URI.create("http://127.0.0.1:" + proxy.port());
        return CountedClient.options(uri, org.clientId(), org.clientSecret())
                .maxNetworkDelay(Duration.ofMinutes(10))
                .build();
    }

    /** From the moment at which the events could reach the client to the org's own time of each AgentWork. */
    private static String percentiles(SalesforceLedger ledger, Instant released) {
        long[] millis = ledger.works().stream()
                .mapToLong(work -> Duration.between(released, work.statuses().get("Assigned"))
                        .toMillis())
                .sorted()
                .toArray();
        if (millis.length == 0) {
            return "nothing was assigned";
        }
        return String.format(
                "event to AgentWork: half within %,d ms, 95 %% within %,d ms, 99 %% within %,d ms, all within %,d ms",
                at(millis, 0.5), at(millis, 0.95), at(millis, 0.99), at(millis, 1));
    }

    private static long at(long[] sorted, double share) {
        return sorted[Math.max(0, (int) Math.ceil(share * sorted.length) - 1)];
    }

    private static long most(SalesforceLedger ledger) {
        var byUser = new HashMap<String, Long>();
        ledger.works().forEach(work -> byUser.merge(work.userId(), 1L, Long::sum));
        return byUser.values().stream().mapToLong(Long::longValue).max().orElse(0);
    }
}
