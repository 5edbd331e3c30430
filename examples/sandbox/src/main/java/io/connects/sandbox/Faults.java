package io.connects.sandbox;

import io.connects.simulators.cce.TaskEntry;
import io.connects.simulators.finesse.FinesseFaults;
import io.connects.simulators.finesse.FinesseSide;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is broken in the middle of a run, and how many work items were in flight each time. Thread-safe. */
final class Faults {
    private static final Logger log = LoggerFactory.getLogger(Faults.class);
    private static final Duration DEAD_FOR = Duration.ofSeconds(1);

    private final ContactCentre centre;
    private final ScheduledExecutorService scheduler;
    private final boolean finesseStaysUp;
    private final Consumer<String> say;
    private final List<String> done = new ArrayList<>();
    private int planned;
    private int inFlight;

    /** @param finesseStaysUp whether a node of Finesse that fails is out of service only; it is killed otherwise */
    Faults(ContactCentre centre, ScheduledExecutorService scheduler, boolean finesseStaysUp, Consumer<String> say) {
        this.centre = centre;
        this.scheduler = scheduler;
        this.finesseStaysUp = finesseStaysUp;
        this.say = say;
    }

    /**
     * Cuts the connections of MRI and of Salesforce and switches the sides of the MR PGs, twice each, spread over the time in which work arrives.
     * Where agents work through Finesse, its sessions are cut once, and node A fails later and stays so.
     *
     * @param arrivals how long work arrives
     */
    void cuts(Duration arrivals) {
        Pim north = centre.pims.get(0);
        Pim south = centre.pims.get(1);
        spread(
                arrivals,
                cut(north),
                new Fault("Salesforce connections cut", centre.salesforceNetwork::cutAll),
                switched(south),
                cut(south),
                new Fault("Salesforce connections cut", centre.salesforceNetwork::cutAll),
                switched(north));
        if (centre.finesse != null) {
            finesse(arrivals, centre.finesse.pair.faults());
        }
    }

    private void finesse(Duration arrivals, FinesseFaults faults) {
        plan(arrivals.dividedBy(4), "Finesse sessions at node A cut", () -> faults.killSessions(FinesseSide.A));
        if (finesseStaysUp) {
            plan(
                    arrivals.dividedBy(2),
                    "Finesse node A out of service",
                    () -> faults.outOfService(FinesseSide.A, true));
        } else {
            plan(arrivals.dividedBy(2), "Finesse node A killed", () -> faults.kill(FinesseSide.A));
        }
    }

    /** One thing that goes wrong. */
    private record Fault(String name, Runnable what) {}

    private static Fault cut(Pim pim) {
        return new Fault("MRI connections of PIM " + pim.name + " cut", pim.network::cutAll);
    }

    private static Fault switched(Pim pim) {
        return new Fault("sides of PIM " + pim.name + " switched", pim::switchSides);
    }

    private void spread(Duration arrivals, Fault... faults) {
        for (int i = 0; i < faults.length; i++) {
            plan(arrivals.multipliedBy(i + 1).dividedBy(faults.length + 1), faults[i].name(), faults[i].what());
        }
    }

    /** Stops and starts an MR PG, and later the org. */
    void restarts(Duration arrivals) {
        Pim pim = centre.pims.get(0);
        Duration pg = arrivals.dividedBy(3);
        plan(pg, "MR PG of PIM " + pim.name + " stopped", pim::stopPg);
        plan(pg.plus(DEAD_FOR), "MR PG of PIM " + pim.name + " started again", pim::startPg);
        Duration org = arrivals.multipliedBy(2).dividedBy(3);
        plan(org, "Salesforce org stopped", centre.org::stop);
        plan(org.plus(DEAD_FOR), "Salesforce org started again", centre.org::start);
    }

    /** Kills the adapter halfway, and starts it again a second later. */
    void kill(Duration arrivals, Adapter adapter) {
        Duration when = arrivals.dividedBy(2);
        plan(when, "adapter killed (kill -9)", adapter::kill);
        after(when.plus(DEAD_FOR), () -> {
            try {
                adapter.start();
                say.accept("adapter started again");
            } catch (IOException e) {
                log.error("The adapter could not be started again", e);
            }
        });
    }

    private synchronized void plan(Duration when, String name, Runnable fault) {
        planned++;
        after(when, () -> {
            int open = (int) centre.cce.ledger().tasks().stream()
                    .filter(Faults::inFlight)
                    .count();
            String line = name + ", " + open + " items in flight";
            try {
                fault.run();
            } catch (RuntimeException e) {
                log.error("A fault of the demo could not be made to happen", e);
                line = name + ": " + e.getMessage();
            }
            say.accept(line);
            happened(line, open);
        });
    }

    private synchronized void happened(String line, int open) {
        done.add(line);
        inFlight += open;
    }

    /** With Cisco and not yet started by an agent. */
    private static boolean inFlight(TaskEntry task) {
        return task.times().ended() == null && task.times().started() == null;
    }

    synchronized boolean any() {
        return planned > 0;
    }

    synchronized boolean allHappened() {
        return done.size() == planned;
    }

    synchronized List<String> happened() {
        return List.copyOf(done);
    }

    /** Items in flight, summed over all faults: no more can be harmed by them. */
    synchronized int inFlight() {
        return inFlight;
    }

    private void after(Duration delay, Runnable action) {
        var unused = scheduler.schedule(action, delay.toMillis(), TimeUnit.MILLISECONDS);
    }
}
