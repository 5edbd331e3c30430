package io.connects.core.routing;

import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;

/**
 * Whether agents can be assigned at all. Opens after several org-wide failures in a row; while it is open one probe is submitted now and then;
 * one success closes it. Not thread-safe.
 */
final class AssignmentBreaker {
    private final RoutingOptions options;
    private final Set<String> probed = new HashSet<>();
    private final Set<Integer> refusedAgents = new HashSet<>();
    private String refusalCode = "";
    private int failuresInARow;
    private boolean open;
    private long nextProbe;

    AssignmentBreaker(RoutingOptions options) {
        this.options = options;
    }

    boolean isOpen() {
        return open;
    }

    long nextProbe() {
        return nextProbe;
    }

    /** Counts an org-wide failure; true when it opened the breaker. */
    boolean failed(long now) {
        failuresInARow++;
        return failuresInARow >= options.failuresToOpen() && opened(now);
    }

    /** Counts a refusal for one PSR or one agent; true when as many agents in a row met the same one that it opened the breaker. */
    boolean refused(Item.Refusal refusal, long now) {
        if (!refusal.code().equals(refusalCode)) {
            refusedAgents.clear();
            refusalCode = refusal.code();
        }
        refusedAgents.add(refusal.skillTargetId());
        return refusedAgents.size() >= options.failuresToOpen() && opened(now);
    }

    private boolean opened(long now) {
        if (open) {
            return false;
        }
        open = true;
        probed.clear();
        nextProbe = now + options.probeInterval().toNanos();
        return true;
    }

    /** Counts an assignment that worked; true when it closed the breaker. */
    boolean succeeded() {
        failuresInARow = 0;
        refusedAgents.clear();
        boolean closed = open;
        open = false;
        return closed;
    }

    /** Whether this item has not yet been a probe in this outage: one item that always fails must not keep the breaker open. */
    boolean fresh(Item item) {
        return !probed.contains(item.psr.id());
    }

    void everybodyHadATurn() {
        probed.clear();
    }

    void probing(Item item, long now) {
        probed.add(item.psr.id());
        nextProbe = now + options.probeInterval().toNanos();
    }

    /** What the fingerprint of the engine needs of this part. */
    String describe() {
        return open + "," + failuresInARow + "," + refusalCode + new TreeSet<>(refusedAgents);
    }
}
