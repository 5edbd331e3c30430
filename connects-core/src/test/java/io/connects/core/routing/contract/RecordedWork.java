package io.connects.core.routing.contract;

import io.connects.core.routing.AgentWork;
import io.connects.core.routing.Psr;
import io.connects.core.routing.WorkSource;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/** A listener that keeps what a source reports, in order, and the picture that follows from it. Thread-safe. */
final class RecordedWork implements WorkSource.Listener {
    /** One call of the source. */
    record Call(String kind, Object what, Thread thread) {}

    private final List<Call> calls = new ArrayList<>();
    private final Map<String, Psr> picture = new LinkedHashMap<>();
    private Set<String> reading = new HashSet<>();
    private Set<String> lastSnapshot = Set.of();
    private WorkSource.State state;
    private int snapshots;
    private int overlapping;
    private boolean inside;

    @Override
    public void state(WorkSource.State now, String reason) {
        report("state", now, () -> state = now);
    }

    @Override
    public void changed(Psr psr, Instant received) {
        report("changed", psr, () -> merge(psr));
    }

    @Override
    public void removed(String psrId, Instant received) {
        report("removed", psrId, () -> picture.remove(psrId));
    }

    @Override
    public void agentWork(AgentWork work, Instant received) {
        report("agentWork", work, () -> {});
    }

    @Override
    public void snapshotStarted(Instant from, String reason) {
        report("snapshotStarted", from, () -> reading = new HashSet<>());
    }

    @Override
    public void snapshotPage(List<Psr> psrs) {
        report("snapshotPage", psrs, () -> {
            psrs.forEach(this::merge);
            psrs.forEach(psr -> reading.add(psr.id()));
        });
    }

    @Override
    public void snapshotEnded(Instant from, Instant to) {
        report("snapshotEnded", to, () -> {
            snapshots++;
            lastSnapshot = Set.copyOf(reading);
        });
    }

    private void merge(Psr psr) {
        picture.merge(psr.id(), psr, (old, now) -> now.serial() >= old.serial() ? now : old);
    }

    private void report(String kind, Object what, Runnable effect) {
        synchronized (this) {
            overlapping += inside ? 1 : 0;
            inside = true;
        }
        synchronized (this) {
            calls.add(new Call(kind, what, Thread.currentThread()));
            effect.run();
            inside = false;
            notifyAll();
        }
    }

    /** Waits until the condition holds; fails with what was reported when it does not in time. */
    synchronized void await(String what, Predicate<RecordedWork> condition) {
        long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (!condition.test(this)) {
            long left = (deadline - System.nanoTime()) / 1_000_000;
            if (left <= 0) {
                throw new AssertionError("waited in vain for: " + what + "; reported: " + calls);
            }
            try {
                wait(left);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new AssertionError(e);
            }
        }
    }

    synchronized boolean live() {
        return state == WorkSource.State.LIVE;
    }

    synchronized WorkSource.State lastState() {
        return state;
    }

    synchronized int snapshots() {
        return snapshots;
    }

    /** Which PSRs the last snapshot held. */
    synchronized Set<String> lastSnapshot() {
        return lastSnapshot;
    }

    synchronized int overlapping() {
        return overlapping;
    }

    synchronized Map<String, Psr> picture() {
        return Map.copyOf(picture);
    }

    synchronized List<Call> calls() {
        return List.copyOf(calls);
    }

    synchronized List<Call> calls(String kind) {
        return calls.stream().filter(call -> call.kind().equals(kind)).toList();
    }
}
