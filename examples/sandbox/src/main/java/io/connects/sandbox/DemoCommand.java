package io.connects.sandbox;

import io.connects.simulators.cce.TaskEntry;
import io.connects.simulators.salesforce.SalesforceLedger;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Runs the whole adapter on a contact centre in a box, and accounts for every work item. */
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        description = {
            "Runs the adapter with a simulated Salesforce org, two MR PGs and agents on loopback, and shows what happens until Ctrl-C.",
            "Exit code: 0 when nothing was lost or duplicated and, without faults, nobody was harmed; with faults no more than"
                    + " were in flight; with --finesse, when all agree on every agent's state too."
        })
final class DemoCommand implements Callable<Integer> {
    private static final Duration GIVE_UP_AFTER = Duration.ofSeconds(150);
    /** How long everybody may take to be there before work arrives all the same. */
    private static final Duration UNTIL_READY = Duration.ofSeconds(60);
    /** How long news of an agent may take to reach everybody. */
    private static final Duration UNTIL_AGREED = Duration.ofSeconds(20);

    private final Consumer<ContactCentre> atTheEnd;

    @Option(names = "--tasks", paramLabel = "N", description = "Offer N work items; without it, work arrives for ever.")
    private int tasks;

    @Option(names = "--exit", description = "Stop when all work items are settled and print the account.")
    private boolean exit;

    @Option(
            names = "--seed",
            paramLabel = "S",
            description = "Seed of names, arrivals and fates; default ${DEFAULT-VALUE}.")
    private long seed = 1;

    @Option(
            names = "--rate",
            paramLabel = "R",
            description = "Work items a second; default 17 with --tasks, 6 without.")
    private int rate;

    @Option(
            names = "--cuts",
            description =
                    "Cut MRI and Salesforce connections and switch sides of the MR PGs, twice each; with --finesse, cut"
                            + " Finesse's sessions and let node A fail.")
    private boolean cuts;

    @Option(names = "--restarts", description = "Stop an MR PG and the org for a second each.")
    private boolean restarts;

    @Option(
            names = "--feed",
            paramLabel = "KIND",
            description =
                    "How the adapter hears of work: pushtopic, cdc, or none, where the org refuses streaming throughout;"
                            + " default pushtopic.")
    private ContactCentre.Feed feed = ContactCentre.Feed.PUSHTOPIC;

    @Option(
            names = "--finesse",
            paramLabel = "TRANSPORT",
            description =
                    "Let agents work through a pair of Finesse servers, which tell them of tasks by websocket or bosh;"
                            + " without it they work at the CCE itself. With --cuts, Finesse fails over too.")
    private FinesseSite.@Nullable Transport finesse;

    @Option(
            names = "--sso",
            description =
                    "Let agents sign in to Finesse at a simulated identity service, with tokens of 6 s; implies --finesse websocket"
                            + " where none is given.")
    private boolean sso;

    @Option(names = "--separate", description = "Run the adapter in a process of its own.")
    private boolean separate;

    @Option(
            names = "--kill",
            description = "Kill the adapter with kill -9 in mid-run and start it again; implies --separate.")
    private boolean kill;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    DemoCommand() {
        this(centre -> {});
    }

    /** @param atTheEnd is given the contact centre before it is closed */
    DemoCommand(Consumer<ContactCentre> atTheEnd) {
        this.atTheEnd = atTheEnd;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (exit && tasks < 1) {
            throw new picocli.CommandLine.ParameterException(
                    spec.commandLine(), "--exit needs --tasks N, N at least 1");
        }
        rate = rate > 0 ? rate : tasks > 0 ? 17 : 6;
        PrintWriter out = spec.commandLine().getOut();
        Path folder = Files.createTempDirectory("connects-demo");
        Path log = folder.resolve("adapter.log");
        LabLog.to(log);
        var scheduler = new ScheduledThreadPoolExecutor(4);
        scheduler.setRemoveOnCancelPolicy(true);
        scheduler.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        if (sso && finesse == null) {
            finesse = FinesseSite.Transport.WEBSOCKET;
        }
        try (var centre = new ContactCentre(scheduler, feed, finesse, sso);
                Adapter adapter = adapter(centre, folder, log)) {
            out.println("A contact centre in a box: Salesforce org at " + centre.org.uri() + ", MRI on "
                    + centre.pims.stream()
                            .map(pim -> pim.name + " port " + pim.port)
                            .collect(Collectors.joining(" and "))
                    + ", " + centre.users.size() + " agents, seed " + seed);
            if (centre.finesse != null) {
                out.println("Agents work through Finesse at "
                        + centre.finesse.pair.a().rest() + " and "
                        + centre.finesse.pair.b().rest() + ", notifications by " + finesse
                        + (centre.finesse.sso == null ? "" : ", and sign in at " + centre.finesse.sso.ids.uri()));
            }
            out.println("The adapter runs " + (separate || kill ? "in a process of its own" : "in this process")
                    + ", its log is " + log);
            int code = run(centre, adapter, scheduler, out);
            atTheEnd.accept(centre);
            return code;
        } finally {
            scheduler.shutdownNow();
        }
    }

    private Adapter adapter(ContactCentre centre, Path folder, Path log) throws IOException {
        if (!separate && !kill) {
            return new AdapterInside(centre.configuration(), centre.environment());
        }
        Path file = folder.resolve("connects.yaml");
        Files.writeString(file, centre.configuration());
        return new AdapterProcess(file, centre.environment(), log);
    }

    private int run(ContactCentre centre, Adapter adapter, ScheduledThreadPoolExecutor scheduler, PrintWriter out)
            throws IOException, InterruptedException {
        var ended = new CountDownLatch(1);
        var accounted = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> interrupted(ended, accounted, adapter)));
        long begin = System.nanoTime();
        var faults = new Faults(centre, scheduler, seed % 2 == 0, line -> say(out, begin, "*** " + line));
        var driver = new Driver(centre, scheduler, seed);
        adapter.start();
        List<WorkPlan> plans = WorkPlan.draw(tasks > 0 ? tasks : WorkPlan.BLOCK, seed, rate);
        Duration arrivals = plans.get(plans.size() - 1).after();
        driver.open();
        if (!ready(centre)) {
            say(out, begin, "*** not everybody is ready after " + UNTIL_READY.toSeconds() + " s");
        }
        plans.forEach(driver::plan);
        if (tasks < 1) {
            forEver(driver, scheduler);
        }
        if (cuts) {
            faults.cuts(arrivals);
        }
        if (restarts) {
            faults.restarts(arrivals);
        }
        if (kill) {
            faults.kill(arrivals, adapter);
        }
        long giveUp = System.nanoTime() + arrivals.plus(GIVE_UP_AFTER).toNanos();
        var show = scheduler.scheduleAtFixedRate(() -> say(out, begin, Report.now(centre)), 1, 1, TimeUnit.SECONDS);
        var check = scheduler.scheduleAtFixedRate(
                () -> {
                    if (exit && (settled(centre, driver, faults) || System.nanoTime() > giveUp)) {
                        ended.countDown();
                    }
                },
                200,
                200,
                TimeUnit.MILLISECONDS);
        ended.await();
        show.cancel(false);
        check.cancel(false);
        Account account = centre.account();
        boolean settled = settled(centre, driver, faults);
        // Only quiet tells what is lost; a run that was interrupted leaves work under way.
        boolean quiet = exit && (settled || System.nanoTime() > giveUp);
        Report.account(centre, account, faults, quiet).forEach(out::println);
        List<String> differences = List.of();
        if (quiet && centre.finesse != null) {
            var states = new AgentStates(centre, centre.finesse);
            differences = states.differences(UNTIL_AGREED);
            Report.agents(states, differences).forEach(out::println);
        }
        if (centre.finesse != null && centre.finesse.sso != null) {
            out.println("  tokens        " + centre.finesse.sso.account());
        }
        if (!quiet) {
            out.println(account.soFar());
            out.flush();
            accounted.countDown();
            return account.duplicated().isEmpty() ? 0 : 1;
        }
        if (!settled) {
            out.println("  NOT SETTLED   " + GIVE_UP_AFTER.toSeconds() + " s after the last work item arrived");
        }
        out.println(account.summary());
        out.flush();
        accounted.countDown();
        return settled && differences.isEmpty() ? code(account, faults) : 1;
    }

    private static boolean ready(ContactCentre centre) throws InterruptedException {
        long until = System.nanoTime() + UNTIL_READY.toNanos();
        while (!centre.ready() && System.nanoTime() < until) {
            Thread.sleep(50);
        }
        return centre.ready();
    }

    private int code(Account account, Faults faults) {
        int mayBeHarmed = faults.any() ? faults.inFlight() : 0;
        boolean good = account.lost().isEmpty()
                && account.duplicated().isEmpty()
                && account.harmed().size() <= mayBeHarmed
                && (!exit || account.accepted() + account.withdrawn() == tasks);
        return good ? 0 : 1;
    }

    private void forEver(Driver driver, ScheduledThreadPoolExecutor scheduler) {
        var more = new Runnable() {
            private long round = seed;

            @Override
            public void run() {
                WorkPlan.draw(WorkPlan.BLOCK, ++round, rate).forEach(driver::plan);
            }
        };
        long block = WorkPlan.BLOCK * 1000L / rate;
        var unused = scheduler.scheduleAtFixedRate(more, block, block, TimeUnit.MILLISECONDS);
    }

    private boolean settled(ContactCentre centre, Driver driver, Faults faults) {
        if (driver.offered() < tasks || !faults.allHappened()) {
            return false;
        }
        SalesforceLedger org = centre.org.ledger();
        boolean itemsEnded = org.psrs().stream().allMatch(psr -> psr.ended().isPresent());
        boolean worksEnded = org.works().stream()
                .noneMatch(work ->
                        work.status().equals("Assigned") || work.status().equals("Opened"));
        boolean tasksEnded =
                centre.cce.ledger().tasks().stream().map(TaskEntry::ending).noneMatch(ending -> ending == null);
        return itemsEnded && worksEnded && tasksEnded;
    }

    /** Ctrl-C: the account is printed before the process ends, and an adapter in a process of its own ends with it. */
    private static void interrupted(CountDownLatch ended, CountDownLatch accounted, Adapter adapter) {
        ended.countDown();
        try {
            if (!accounted.await(10, TimeUnit.SECONDS)) {
                System.err.println("the account could not be finished");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        adapter.close();
    }

    private static void say(PrintWriter out, long begin, String line) {
        out.printf("%4d s  %s%n", Duration.ofNanos(System.nanoTime() - begin).toSeconds(), line);
        out.flush();
    }
}
