package io.connects.benchmarks.salesforce;

import io.connects.simulators.salesforce.SalesforceOrg;
import io.connects.simulators.salesforce.SalesforceOrg.Queued;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;

/** Keeps an org busy: in each step one work item comes, one changes and one goes, which makes four events. Not thread-safe. */
final class Publisher {
    static final int EVENTS_A_STEP = 4;

    private final SalesforceOrg org;
    private final String queue;
    private final Random random;
    private final Deque<Queued> waiting = new ArrayDeque<>();
    private int published;

    /** @param waiting work items that wait at any time */
    Publisher(SalesforceOrg org, String queue, int waiting, long seed) {
        this.org = org;
        this.queue = queue;
        this.random = new Random(seed);
        for (int i = 0; i < waiting; i++) {
            create();
        }
    }

    /** Each work item carries its number. */
    private void create() {
        waiting.addLast(org.createCase(Map.of("Subject", String.valueOf(published)), queue));
        published++;
    }

    void step() {
        create();
        Queued one = List.copyOf(waiting).get(random.nextInt(waiting.size()));
        org.retarget(one.psrId(), Map.of("RoutingPriority", (long) random.nextInt(1_000_000)));
        org.withdraw(waiting.removeFirst().psrId());
    }

    /** How many work items there ever were. */
    int published() {
        return published;
    }

    /** What waits now, as the org has it: {@code id:serial}, sorted, with spaces between. */
    String waiting() {
        var known = new ArrayList<String>();
        for (Queued one : waiting) {
            org.record(one.psrId()).ifPresent(psr -> known.add(one.psrId() + ":" + psr.get("Serial")));
        }
        return known.stream().sorted().collect(Collectors.joining(" "));
    }
}
