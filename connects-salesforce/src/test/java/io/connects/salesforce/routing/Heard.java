package io.connects.salesforce.routing;

import io.connects.core.routing.AgentWork;
import io.connects.core.routing.Psr;
import io.connects.core.routing.WorkSource;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Keeps what a source tells. */
final class Heard implements WorkSource.Listener {
    final List<String> states = new CopyOnWriteArrayList<>();
    final List<Psr> changed = new CopyOnWriteArrayList<>();
    final List<String> removed = new CopyOnWriteArrayList<>();
    final List<AgentWork> works = new CopyOnWriteArrayList<>();
    /** Why each snapshot began. */
    final List<String> snapshots = new CopyOnWriteArrayList<>();
    /** The ids of the PSRs of all snapshots. */
    final List<String> read = new CopyOnWriteArrayList<>();
    /** The last snapshot. */
    final List<Psr> snapshot = new CopyOnWriteArrayList<>();
    /** How many snapshots came to their end. */
    volatile int ended;

    volatile WorkSource.State state = WorkSource.State.DOWN;

    @Override
    public void state(WorkSource.State now, String reason) {
        states.add(now + " " + reason);
        state = now;
    }

    @Override
    public void changed(Psr psr, Instant received) {
        changed.add(psr);
    }

    @Override
    public void removed(String psrId, Instant received) {
        removed.add(psrId);
    }

    @Override
    public void agentWork(AgentWork work, Instant received) {
        works.add(work);
    }

    @Override
    public void snapshotStarted(Instant from, String reason) {
        snapshots.add(reason);
        snapshot.clear();
    }

    @Override
    public void snapshotPage(List<Psr> psrs) {
        snapshot.addAll(psrs);
        psrs.forEach(psr -> read.add(psr.id()));
    }

    @Override
    @SuppressWarnings("NonAtomicVolatileUpdate") // one call at a time
    public void snapshotEnded(Instant from, Instant to) {
        ended++;
    }
}
