package io.connects.benchmarks.salesforce;

import io.connects.core.routing.Agent;
import io.connects.core.routing.Decision;
import io.connects.simulators.salesforce.OrgFaults;
import io.connects.simulators.salesforce.QueueSettings;
import io.connects.simulators.salesforce.SalesforceLedger;
import io.connects.simulators.salesforce.SalesforceOrg;
import java.io.PrintWriter;
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
        try (var org = new SalesforceOrg()) {
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
        var options = CountedClient.options(org.uri(), org.clientId(), org.clientSecret())
                .build();
        try (var client = new CountedClient(options, new PacedTime(1));
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
            long begin = System.nanoTime();
            for (int i = 0; i < items; i++) {
                org.createCase(Map.of("Subject", "Question " + i), queue);
            }
            double created = seconds(begin);
            boolean all = assigned.await(limit, TimeUnit.SECONDS);
            double took = seconds(begin);
            long calls = client.calls.restTotal();
            SalesforceLedger ledger = org.ledger();
            out.printf(
                    "%d work items created in %.1f s, %d assigned to %d agents %.1f s after the first was created; the org answers after %d ms%n",
                    items, created, items - assigned.getCount(), agents, took, delay);
            out.println(percentiles(ledger));
            out.printf(
                    "%d REST calls in all (%d allowed), %d of them to start with: %s%n",
                    calls, callsAllowed, before, client.calls.rest());
            out.printf(
                    "%d streaming requests, which count elsewhere; %s; %d with the most that one agent has%n",
                    client.calls.streaming(), ledger.summary(), most(ledger));
            return all && calls <= callsAllowed && ledger.duplicates().isEmpty() ? 0 : 1;
        }
    }

    private static double seconds(long since) {
        return (System.nanoTime() - since) / 1e9;
    }

    /** Of the org's own times: from the creation of the PSR to that of its AgentWork. */
    private static String percentiles(SalesforceLedger ledger) {
        var created = new HashMap<String, Instant>();
        ledger.psrs().forEach(psr -> created.put(psr.psrId(), psr.created()));
        long[] millis = ledger.works().stream()
                .mapToLong(work -> Duration.between(
                                created.get(work.psrId()), work.statuses().get("Assigned"))
                        .toMillis())
                .sorted()
                .toArray();
        if (millis.length == 0) {
            return "nothing was assigned";
        }
        return String.format(
                "PSR to AgentWork: half within %,d ms, 95 %% within %,d ms, 99 %% within %,d ms, all within %,d ms",
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
