package io.connects.sandbox;

import io.connects.simulators.cce.Ending;
import io.connects.simulators.cce.TaskEntry;
import io.connects.simulators.salesforce.SalesforceLedger;
import io.connects.simulators.salesforce.SalesforceLedger.PsrAccount;
import io.connects.simulators.salesforce.SalesforceLedger.WorkAccount;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What became of the work items and of the agents, counted from the records of both simulators and from nothing else.
 *
 * @param offered work items that got a PSR
 * @param accepted work items that an agent accepted
 * @param withdrawn work items that were withdrawn and never accepted
 * @param lost a sentence for each PSR still there, ready and unpushed
 * @param duplicated a sentence for each work item with two agents at once, or offered after its withdrawal was known
 * @param harmed a sentence for each agent made not routable through no fault of their own
 * @param spent reservations that ended because the work was withdrawn after the choice, or less than 2 s before
 * @param ownDoing reservations that ended because the agent declined or did not answer
 */
record Account(
        int offered,
        int accepted,
        int withdrawn,
        List<String> lost,
        List<String> duplicated,
        List<String> harmed,
        int spent,
        int ownDoing) {
    private static final Duration NOBODY_COULD_KNOW = Duration.ofSeconds(2);

    /**
     * Counts.
     *
     * @param userOf Salesforce user of each skill target id
     */
    static Account of(SalesforceLedger salesforce, List<TaskEntry> tasks, Map<Integer, String> userOf) {
        Set<String> offered = new HashSet<>();
        Set<String> accepted = new HashSet<>();
        Set<String> withdrawn = new HashSet<>();
        Map<String, PsrAccount> psrs = new HashMap<>();
        for (PsrAccount psr : salesforce.psrs()) {
            psrs.put(psr.psrId(), psr);
            offered.add(psr.workItemId());
            psr.ending().ifPresent(ending -> {
                switch (ending) {
                    case ACCEPTED -> accepted.add(psr.workItemId());
                    case WITHDRAWN -> withdrawn.add(psr.workItemId());
                    case TRANSFERRED, DELETED -> {}
                }
            });
        }
        withdrawn.removeAll(accepted);
        Map<String, List<WorkAccount>> works = new HashMap<>();
        salesforce
                .works()
                .forEach(work -> works.computeIfAbsent(work.psrId(), id -> new ArrayList<>())
                        .add(work));
        Map<String, List<TaskEntry>> tasksOf = new HashMap<>();
        tasks.forEach(task -> tasksOf.computeIfAbsent(task.psrId().orElse(""), id -> new ArrayList<>())
                .add(task));
        var harmed = new ArrayList<String>();
        int spent = 0;
        int ownDoing = 0;
        for (TaskEntry task : tasks) {
            if (task.ending() != Ending.RAN_OUT || task.agent() == null) {
                continue;
            }
            String psrId = task.psrId().orElse("");
            String user = userOf.getOrDefault(task.agent(), "");
            List<WorkAccount> own = works.getOrDefault(psrId, List.of()).stream()
                    .filter(work ->
                            work.userId().equals(user) && belongs(work, task, tasksOf.getOrDefault(psrId, List.of())))
                    .toList();
            switch (verdict(task, psrs.get(psrId), own)) {
                case SPENT -> spent++;
                case OWN_DOING -> ownDoing++;
                case HARM ->
                    harmed.add("agent " + task.agent() + " by task " + task.taskId() + " (" + task.correlation()
                            + "), chosen " + task.times().chosen());
            }
        }
        return new Account(
                offered.size(),
                accepted.size(),
                withdrawn.size(),
                salesforce.lostCandidates().stream()
                        .map(psr -> psr.psrId() + " of " + psr.workItemId() + " since " + psr.created())
                        .toList(),
                salesforce.duplicates().stream()
                        .map(twice -> twice.kind() + " " + twice.psrId() + ": " + twice.detail())
                        .toList(),
                harmed,
                spent,
                ownDoing);
    }

    private enum Verdict {
        SPENT,
        OWN_DOING,
        HARM
    }

    /** Whether the AgentWork was created for this reservation, and not for an earlier or later one of the same PSR and agent. */
    private static boolean belongs(WorkAccount work, TaskEntry task, List<TaskEntry> ofThisPsr) {
        Instant assigned = Objects.requireNonNull(work.statuses().get("Assigned"));
        Instant chosen = Objects.requireNonNull(task.times().chosen());
        return !assigned.isBefore(chosen)
                && ofThisPsr.stream()
                        .filter(other -> Objects.equals(other.agent(), task.agent()))
                        .map(other -> other.times().chosen())
                        .noneMatch(later -> later != null && later.isAfter(chosen) && !later.isAfter(assigned));
    }

    /** Whose doing it is that a reservation ran out. */
    private static Verdict verdict(TaskEntry task, @Nullable PsrAccount psr, List<WorkAccount> works) {
        for (WorkAccount work : works) {
            Set<String> statuses = work.statuses().keySet();
            if (statuses.contains("Declined")
                    || statuses.contains("DeclinedOnPushTimeout")
                    || statuses.contains("Unavailable")) {
                return Verdict.OWN_DOING;
            }
        }
        Instant chosen = Objects.requireNonNull(task.times().chosen());
        boolean withdrawnInTime = psr != null
                && psr.ending()
                        .filter(SalesforceLedger.Ending.WITHDRAWN::equals)
                        .isPresent()
                && psr.ended().orElseThrow().isAfter(chosen.minus(NOBODY_COULD_KNOW));
        return withdrawnInTime ? Verdict.SPENT : Verdict.HARM;
    }

    /** The last line of a demo that was interrupted: nothing is lost before all is quiet. */
    String soFar() {
        return "demo: " + offered + " offered, " + accepted + " accepted, " + withdrawn + " withdrawn, "
                + (offered - accepted - withdrawn) + " under way when it was interrupted, " + duplicated.size()
                + " duplicated, " + harmed.size() + " harmed";
    }

    /** The last line of a demo. */
    String summary() {
        return "demo: " + offered + " offered, " + accepted + " accepted, " + withdrawn + " withdrawn, " + lost.size()
                + " lost, " + duplicated.size() + " duplicated, " + harmed.size() + " harmed";
    }
}
