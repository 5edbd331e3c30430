package io.connects.sandbox;

import io.connects.simulators.cce.Ending;
import io.connects.simulators.cce.TaskEntry;
import io.connects.simulators.salesforce.SalesforceLedger;
import io.connects.simulators.salesforce.SalesforceLedger.PsrAccount;
import io.connects.simulators.salesforce.SalesforceLedger.WorkAccount;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Puts the ledgers into words. */
final class Report {
    /** Where a work item was when it was withdrawn. */
    private enum Moment {
        BEFORE_SUBMISSION,
        IN_QUEUE,
        AGENT_CHOSEN,
        OFFERED,
        AFTER_A_DECLINE
    }

    private Report() {}

    /** One line of the running account. */
    static String now(ContactCentre centre) {
        SalesforceLedger org = centre.org.ledger();
        List<TaskEntry> tasks = centre.cce.ledger().tasks();
        return String.format(
                Locale.ROOT,
                "%4d offered | %3d in Salesforce's queue, %3d in Cisco's | %3d being asked, %3d at work | %4d accepted, %3d"
                        + " withdrawn | %3d declined, %3d unanswered",
                org.psrs().size(),
                org.lostCandidates().size(),
                centre.cce.ledger().inQueue(),
                org.works().stream()
                        .filter(work -> work.status().equals("Assigned"))
                        .count(),
                tasks.stream()
                        .filter(task ->
                                task.times().started() != null && task.times().ended() == null)
                        .count(),
                org.ended(SalesforceLedger.Ending.ACCEPTED),
                org.ended(SalesforceLedger.Ending.WITHDRAWN),
                org.everIn("Declined"),
                org.everIn("DeclinedOnPushTimeout"));
    }

    /**
     * The whole account, without its last line.
     *
     * @param quiet whether all has come to rest, so that what still waits is lost
     */
    static List<String> account(ContactCentre centre, Account account, Faults faults, boolean quiet) {
        SalesforceLedger org = centre.org.ledger();
        List<TaskEntry> tasks = centre.cce.ledger().tasks();
        var lines = new ArrayList<String>();
        lines.add("The account, from the records of the org and of the CCE:");
        lines.add("  work items    " + account.offered() + " offered: " + account.accepted() + " accepted, "
                + account.withdrawn() + " withdrawn");
        lines.add("  withdrawn     " + moments(org, tasks));
        lines.add("  agent works   " + org.works().size() + " created: " + org.everIn("Opened") + " accepted, "
                + org.everIn("Declined") + " declined, " + org.everIn("DeclinedOnPushTimeout") + " not answered, "
                + org.everIn("Canceled") + " canceled; " + org.refusals().size() + " creates refused");
        lines.add("  tasks         " + tasks.size() + " submitted: " + count(tasks, Ending.STARTED_AND_ENDED)
                + " worked on, " + count(tasks, Ending.DEQUEUED) + " taken back, " + count(tasks, Ending.DISCARDED)
                + " dropped with a session, " + count(tasks, Ending.RAN_OUT) + " ran out, "
                + count(tasks, Ending.FAILED) + " refused");
        lines.add("  ran out       " + account.ownDoing() + " after a decline or no answer, " + account.spent()
                + " spent on withdrawn work, " + account.harmed().size() + " harm");
        lines.add("  at Cisco      at most " + centre.cce.ledger().mostInQueue() + " in queue, at most "
                + centre.cce.ledger().submissionsPerSecond().values().stream()
                        .mapToInt(Integer::intValue)
                        .max()
                        .orElse(0)
                + " submitted in one second");
        int requests = centre.org.requestsUsed();
        lines.add(String.format(
                Locale.ROOT,
                "  REST          %d requests to Salesforce, %.2f a work item",
                requests,
                requests / (double) Math.max(1, account.offered())));
        faults.happened().forEach(fault -> lines.add("  fault         " + fault));
        if (quiet) {
            account.lost().forEach(lost -> lines.add("  LOST          " + lost));
        }
        account.duplicated().forEach(twice -> lines.add("  DUPLICATED    " + twice));
        account.harmed().forEach(harm -> lines.add("  HARMED        " + harm));
        return lines;
    }

    /** Whether everybody agrees on the agents' states. */
    static List<String> agents(AgentStates states, List<String> differences) {
        var lines = new ArrayList<String>();
        lines.add("  agents        " + (states.agents() - differences.size()) + " of " + states.agents()
                + " the same in Finesse, in the CCE, at their desktops and to the adapter: " + states.counted());
        differences.forEach(difference -> lines.add("  DIFFERENT     " + difference));
        return lines;
    }

    private static long count(List<TaskEntry> tasks, Ending ending) {
        return tasks.stream().filter(task -> task.ending() == ending).count();
    }

    private static String moments(SalesforceLedger org, List<TaskEntry> tasks) {
        Map<Moment, Integer> moments = new EnumMap<>(Moment.class);
        for (PsrAccount psr : org.psrs()) {
            if (psr.ending().filter(SalesforceLedger.Ending.WITHDRAWN::equals).isPresent()) {
                moments.merge(moment(psr, psr.ended().orElseThrow(), org, tasks), 1, Integer::sum);
            }
        }
        var words = new ArrayList<String>();
        for (Moment moment : Moment.values()) {
            words.add(moments.getOrDefault(moment, 0) + " "
                    + moment.name().toLowerCase(Locale.ROOT).replace('_', ' '));
        }
        return String.join(", ", words);
    }

    private static Moment moment(PsrAccount psr, Instant at, SalesforceLedger org, List<TaskEntry> tasks) {
        List<WorkAccount> works = org.works().stream()
                .filter(work -> work.psrId().equals(psr.psrId()))
                .toList();
        if (works.stream().anyMatch(work -> work.statuses().containsKey("Canceled"))) {
            return Moment.OFFERED;
        }
        List<TaskEntry> own = tasks.stream()
                .filter(task -> task.psrId().filter(psr.psrId()::equals).isPresent()
                        && !task.times().submitted().isAfter(at))
                .toList();
        if (!works.isEmpty()) {
            return Moment.AFTER_A_DECLINE;
        }
        if (own.isEmpty()) {
            return Moment.BEFORE_SUBMISSION;
        }
        Instant chosen = own.get(own.size() - 1).times().chosen();
        return chosen != null && !chosen.isAfter(at) ? Moment.AGENT_CHOSEN : Moment.IN_QUEUE;
    }
}
