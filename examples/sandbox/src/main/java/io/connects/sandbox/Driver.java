package io.connects.sandbox;

import io.connects.simulators.desktop.OmniHand;
import io.connects.simulators.desktop.Reaction;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Offers work items as planned, and lets agents and customers do what their fate says. Thread-safe. */
final class Driver {
    private static final Duration SHORTLY = Duration.ofMillis(300);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(100);

    private final ContactCentre centre;
    private final ScheduledExecutorService scheduler;
    private final Random random;
    private final Map<String, WorkPlan.Fate> fates = new HashMap<>();
    private final Map<String, Integer> offers = new HashMap<>();
    private int offered;

    Driver(ContactCentre centre, ScheduledExecutorService scheduler, long seed) {
        this.centre = centre;
        this.scheduler = scheduler;
        this.random = new Random(seed);
    }

    /** Begins: the centre opens. */
    void open() {
        centre.users.keySet().forEach(id -> centre.cce.onOffered(id, task -> chosen(task.correlation())));
        centre.open(this::react);
    }

    /** Lets one more work item arrive in its time. */
    void plan(WorkPlan plan) {
        after(plan.after(), () -> offer(plan));
    }

    synchronized int offered() {
        return offered;
    }

    private synchronized void offer(WorkPlan plan) {
        ContactCentre.Queue queue = centre.queues.get(offered % centre.queues.size());
        String item = centre.org
                .createCase(Map.of("SuppliedName", plan.customer(), "Subject", plan.subject()), queue.queueId())
                .workItemId();
        fates.put(item, plan.fate());
        offered++;
        if (plan.fate() == WorkPlan.Fate.WITHDRAWN_AT_ONCE) {
            after(Duration.ofMillis(random.nextInt(20)), () -> centre.org.withdraw(item));
        } else if (plan.fate() == WorkPlan.Fate.WITHDRAWN_IN_QUEUE) {
            whenInQueue(item);
        }
    }

    /** Withdraws the item as soon as its task waits in Cisco's queue; one that never does is withdrawn when an agent is asked. */
    private void whenInQueue(String item) {
        after(LOOK_AGAIN, () -> {
            boolean waits = centre.cce.ledger().tasks().stream()
                    .filter(task -> task.ending() == null && task.times().chosen() == null)
                    .anyMatch(task -> task.psrId()
                            .flatMap(this::workItem)
                            .filter(item::equals)
                            .isPresent());
            if (waits) {
                centre.org.withdraw(item);
            } else if (centre.org.ledger().psrs().stream()
                    .anyMatch(
                            psr -> psr.workItemId().equals(item) && psr.ended().isEmpty())) {
                whenInQueue(item);
            }
        });
    }

    private Optional<String> workItem(String psrId) {
        return centre.org.record(psrId).map(fields -> String.valueOf(fields.get("WorkItemId")));
    }

    private void chosen(String correlation) {
        String psr = correlation.replaceFirst(":\\d+$", "");
        after(
                Duration.ZERO,
                () -> centre.org
                        .record(psr)
                        .map(fields -> String.valueOf(fields.get("WorkItemId")))
                        .filter(item -> fate(item) == WorkPlan.Fate.WITHDRAWN_WHEN_CHOSEN)
                        .ifPresent(centre.org::withdraw));
    }

    private synchronized WorkPlan.Fate fate(String workItemId) {
        return fates.getOrDefault(workItemId, WorkPlan.Fate.ACCEPTED_AT_ONCE);
    }

    private synchronized Reaction react(OmniHand.Offer offer) {
        int times = offers.merge(offer.workItemId(), 1, Integer::sum);
        String item = offer.workItemId();
        Duration think = Duration.ofMillis(200 + random.nextInt(1000));
        var accept = new Reaction.Accept(think, Duration.ofMillis(500 + random.nextInt(1000)));
        var hesitate = new Reaction.Accept(ContactCentre.PUSH_TIMEOUT.minusMillis(500), Duration.ofSeconds(1));
        return switch (fate(item)) {
            case DECLINED_FIRST ->
                times <= 1 + Math.floorMod(item.hashCode(), 2) ? new Reaction.Decline(think) : accept;
            case UNANSWERED_FIRST -> times == 1 ? new Reaction.Ignore() : accept;
            case WITHDRAWN_WHEN_PUSHED, WITHDRAWN_IN_QUEUE -> {
                after(SHORTLY, () -> centre.org.withdraw(item));
                yield hesitate;
            }
            case WITHDRAWN_AFTER_DECLINE -> {
                if (times == 1) {
                    after(think.plus(SHORTLY), () -> centre.org.withdraw(item));
                    yield new Reaction.Decline(think);
                }
                yield hesitate;
            }
            case WITHDRAWN_AT_ONCE, WITHDRAWN_WHEN_CHOSEN -> hesitate;
            case ACCEPTED_AT_ONCE -> accept;
        };
    }

    private void after(Duration delay, Runnable action) {
        var unused = scheduler.schedule(action, delay.toMillis(), TimeUnit.MILLISECONDS);
    }
}
