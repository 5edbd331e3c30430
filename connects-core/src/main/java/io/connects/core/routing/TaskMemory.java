package io.connects.core.routing;

import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The last task and AgentWork of each work item, kept beyond the PSR's life: a transfer names its previous task, and a work item that is still with
 * an agent is not given to a second one. Bounded by age and number. Not thread-safe.
 */
final class TaskMemory {
    private static final int MOST = 100_000;

    /** One work item's last assignment; {@code task} is null when somebody else assigned it. */
    record Last(String workItemId, AgentWork work, @Nullable TaskId task, long at) {}

    private final long keptFor;
    private final LinkedHashMap<String, Last> byWorkItem = new LinkedHashMap<>();
    private final Map<TaskId, String> workItemOfTask = new HashMap<>();

    TaskMemory(RoutingOptions options) {
        keptFor = options.tasksRememberedFor().toNanos();
    }

    void assigned(AgentWork work, TaskId task, long now) {
        put(new Last(work.workItemId(), work, task, now), now);
    }

    /** Takes news of an AgentWork; answers whether it said something new. */
    boolean seen(AgentWork work, long now) {
        Last last = byWorkItem.get(work.workItemId());
        if (last == null
                || (!last.work().id().equals(work.id()) && work.status().active())) {
            put(new Last(work.workItemId(), work, last == null ? null : last.task(), now), now);
            return true;
        }
        if (!last.work().id().equals(work.id()) || rank(work) <= rank(last.work())) {
            return false;
        }
        byWorkItem.put(
                work.workItemId(), new Last(last.workItemId(), knowing(work, last.work()), last.task(), last.at()));
        return true;
    }

    /** Late news of an AgentWork may no longer name its PSR. */
    private static AgentWork knowing(AgentWork work, AgentWork before) {
        return work.psrId() != null
                ? work
                : new AgentWork(work.id(), before.psrId(), work.workItemId(), work.userId(), work.status());
    }

    /** Takes note that no AgentWork of this PSR is active any more, however it ended. */
    void ended(String workItemId, String psrId, long now) {
        of(workItemId)
                .map(Last::work)
                .filter(work -> psrId.equals(work.psrId()))
                .ifPresent(work -> seen(
                        new AgentWork(work.id(), psrId, workItemId, work.userId(), AgentWork.Status.TRANSFERRED), now));
    }

    private static int rank(AgentWork work) {
        return switch (work.status()) {
            case ASSIGNED -> 0;
            case OPENED -> 1;
            default -> 2;
        };
    }

    Optional<Last> of(String workItemId) {
        return Optional.ofNullable(byWorkItem.get(workItemId));
    }

    Optional<Last> of(TaskId task) {
        return Optional.ofNullable(workItemOfTask.get(task)).flatMap(this::of);
    }

    /** The AgentWork of an earlier PSR of this item, when it is believed to be active still. */
    Optional<AgentWork> activeElsewhere(Psr psr) {
        return of(psr.workItemId())
                .map(Last::work)
                .filter(work -> work.status().active() && !psr.id().equals(work.psrId()) && work.psrId() != null);
    }

    /** What the fingerprint of the engine needs of this part. */
    String describe() {
        return new TreeMap<>(byWorkItem)
                .values().stream()
                        .map(last -> last.work().psrId()
                                + last.work().userId()
                                + last.work().status()
                                + (last.task() != null))
                        .toList()
                        .toString();
    }

    private void put(Last last, long now) {
        remove(byWorkItem.remove(last.workItemId()));
        byWorkItem.put(last.workItemId(), last);
        if (last.task() != null) {
            workItemOfTask.put(last.task(), last.workItemId());
        }
        Iterator<Last> oldest = byWorkItem.values().iterator();
        while (oldest.hasNext()) {
            Last first = oldest.next();
            if (byWorkItem.size() <= MOST && now - first.at() < keptFor) {
                break;
            }
            oldest.remove();
            remove(first);
        }
    }

    private void remove(@Nullable Last last) {
        if (last != null && last.task() != null) {
            workItemOfTask.remove(last.task());
        }
    }
}
