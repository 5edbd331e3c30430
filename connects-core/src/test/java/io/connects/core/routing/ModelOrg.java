package io.connects.core.routing;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * A small Salesforce org: the truth about PSRs and AgentWorks, a stream of events that loses, doubles, delays and reorders, reads that take
 * time and fail, snapshots read page by page, and creates that succeed, are refused, or are not answered having happened or not.
 */
final class ModelOrg {
    private static final Duration PUSH_TIMEOUT = Duration.ofSeconds(20);

    /** An AgentWork, and whether a create of ours made it. */
    private static final class Work {
        final String id;
        final Psr psr;
        final String userId;
        final boolean ours;
        boolean doubtful;
        AgentWork.Status status = AgentWork.Status.ASSIGNED;

        Work(String id, Psr psr, String userId, boolean ours) {
            this.id = id;
            this.psr = psr;
            this.userId = userId;
            this.ours = ours;
        }

        AgentWork value() {
            return new AgentWork(id, psr.id(), psr.workItemId(), userId, status);
        }
    }

    private final World world;
    /** What exists, by id: the truth. */
    final TreeMap<String, Psr> psrs = new TreeMap<>();

    /** AgentWorks by work item, newest first. */
    private final Map<String, List<Work>> works = new HashMap<>();

    /** The AgentWorks that an engine made. */
    private final Set<String> ours = new HashSet<>();

    private final Map<String, String> workItems = new HashMap<>();
    private int ids;
    private int snapshots;
    private boolean gapNoticed = true;
    private long streamed;
    private boolean down;

    ModelOrg(World world) {
        this.world = world;
    }

    // What people do

    void offer() {
        String workItem = "item" + world.random.nextInt(1_000_000);
        create(workItem, false);
    }

    private void create(String workItem, boolean transfer) {
        var psr = Psr.builder("psr%06d".formatted(++ids), workItem, queue(), "channel", world.wall());
        if (world.chance(0.3)) {
            psr.priority(world.random.nextInt(3));
        }
        if (world.chance(0.1)) {
            psr.requestTime(world.wall().minusSeconds(world.random.nextInt(600)));
        }
        if (world.chance(0.1)) {
            psr.preferredUser("user" + (1 + world.random.nextInt(Plan.AGENT_COUNT + 1)), world.chance(0.5));
        }
        if (world.chance(0.02)) {
            psr.pushTimeout(Duration.ofSeconds(28));
        }
        put(psr.readyForRouting(!world.chance(0.1)).transfer(transfer).build());
    }

    private String queue() {
        return Plan.QUEUES.get(world.chance(0.01) ? 3 : world.random.nextInt(3));
    }

    /** Something happens to a PSR that waits. */
    void meddle() {
        Psr psr = any();
        if (psr == null) {
            return;
        }
        int what = world.random.nextInt(12);
        if (what < 3) {
            withdraw(psr);
        } else if (what < 5) {
            change(psr.toBuilder().priority(world.random.nextInt(3)));
        } else if (what < 7) {
            retarget(psr, queue());
        } else if (what < 8) {
            change(psr.toBuilder()
                    .preferredUser("user" + (1 + world.random.nextInt(Plan.AGENT_COUNT)), world.chance(0.5)));
        } else if (what < 10) {
            change(psr.toBuilder().readyForRouting(!psr.readyForRouting()));
        } else if (what < 11) {
            create(psr.workItemId(), false);
        } else if (activeOf(psr.workItemId()).isEmpty()) {
            push(psr, "supervisor", false);
        }
    }

    /** Somebody else routes the same work and gives any of it to anybody, be it with an agent or not. */
    void assignForeign() {
        assignForeign(any());
    }

    private void assignForeign(Psr psr) {
        if (psr != null) {
            List<Work> others = activeOf(psr.workItemId());
            Work work = push(psr, "user" + (1 + world.random.nextInt(Plan.AGENT_COUNT)), false);
            work.doubtful = !others.isEmpty();
            others.forEach(other -> other.doubtful = true);
        }
    }

    /** Whether an engine of ours made this AgentWork, an earlier one included. */
    boolean isOurs(String agentWorkId) {
        return ours.contains(agentWorkId);
    }

    private Psr any() {
        if (psrs.isEmpty()) {
            return null;
        }
        Map.Entry<String, Psr> some = psrs.ceilingEntry("psr%06d".formatted(1 + world.random.nextInt(ids)));
        return some == null ? psrs.firstEntry().getValue() : some.getValue();
    }

    /** Everybody makes up their mind, so that nothing is left not ready. */
    void withdraw(Psr psr) {
        for (Work work : activeOf(psr.workItemId())) {
            if (work.psr.id().equals(psr.id())) {
                work.status = AgentWork.Status.CANCELED;
                stream(new Event.AgentWorkSeen(work.value(), world.wall()));
            }
        }
        delete(psr.id());
    }

    private void retarget(Psr psr, String queue) {
        change(Psr.builder(psr.id(), psr.workItemId(), queue, psr.channelId(), psr.createdDate())
                .serial(psr.serial())
                .requestTime(psr.requestTime())
                .priority(psr.priority())
                .preferredUser(psr.preferredUserId(), psr.preferredUserRequired())
                .readyForRouting(psr.readyForRouting())
                .pushed(psr.pushed())
                .transfer(psr.transfer())
                .lastDeclinedSession(psr.lastDeclinedSession())
                .pushTimeout(psr.pushTimeout()));
    }

    // What agents do

    private Work push(Psr psr, String userId, boolean ours) {
        var work = new Work("work" + ++ids, psr, userId, ours);
        works.computeIfAbsent(psr.workItemId(), none -> new ArrayList<>()).add(0, work);
        change(psr.toBuilder().pushed(true));
        stream(new Event.AgentWorkSeen(work.value(), world.wall()));
        int temper = world.random.nextInt(100);
        if (temper < 50) {
            world.in(world.between(200, 15_000), () -> accept(work));
        } else if (temper < 75) {
            world.in(world.between(10, 15_000), () -> drop(work, AgentWork.Status.DECLINED));
        } else if (temper < 85) {
            world.in(world.between(10, 15_000), () -> drop(work, AgentWork.Status.UNAVAILABLE));
        } else {
            world.in(PUSH_TIMEOUT.toNanos(), () -> drop(work, AgentWork.Status.DECLINED_ON_PUSH_TIMEOUT));
        }
        return work;
    }

    private void accept(Work work) {
        if (work.status != AgentWork.Status.ASSIGNED) {
            return;
        }
        world.tally.accepted++;
        work.status = AgentWork.Status.OPENED;
        stream(new Event.AgentWorkSeen(work.value(), world.wall()));
        // Who accepts owns the work item, which ends every PSR of it.
        List.copyOf(psrs.values()).stream()
                .filter(psr -> psr.workItemId().equals(work.psr.workItemId()))
                .forEach(psr -> delete(psr.id()));
        world.in(world.between(1_000, 60_000), () -> close(work));
    }

    private void close(Work work) {
        boolean transfer = !world.quiet && world.chance(0.2);
        work.status = transfer ? AgentWork.Status.TRANSFERRED : AgentWork.Status.CLOSED;
        stream(new Event.AgentWorkSeen(work.value(), world.wall()));
        if (transfer) {
            create(work.psr.workItemId(), true);
        }
    }

    private void drop(Work work, AgentWork.Status how) {
        Psr psr = psrs.get(work.psr.id());
        if (work.status != AgentWork.Status.ASSIGNED) {
            return;
        }
        work.status = how;
        if (psr != null) {
            boolean another = activeOf(psr.workItemId()).stream()
                    .anyMatch(other -> other.psr.id().equals(psr.id()));
            change(psr.toBuilder().pushed(another).lastDeclinedSession("session" + ++ids));
        }
        stream(new Event.AgentWorkSeen(work.value(), world.wall()));
    }

    private List<Work> activeOf(String workItemId) {
        return works.getOrDefault(workItemId, List.of()).stream()
                .filter(work -> work.status.active())
                .toList();
    }

    // Records and their events

    private void put(Psr psr) {
        psrs.put(psr.id(), psr);
        workItems.put(psr.id(), psr.workItemId());
        stream(psr);
    }

    private void change(Psr.Builder changed) {
        Psr psr = changed.build();
        put(psr.toBuilder().serial(psr.serial() + 1).build());
    }

    private void delete(String psrId) {
        if (psrs.remove(psrId) != null) {
            deliver(() -> world.give(new Event.PsrRemoved(psrId, world.wall())));
        }
    }

    private void stream(Psr psr) {
        deliver(() -> world.give(new Event.PsrChanged(psr, world.wall())));
    }

    private void stream(Event event) {
        if (world.chance(0.7)) {
            deliver(() -> world.give(event));
        }
    }

    private void deliver(Runnable event) {
        double faults = world.quiet ? 0 : world.plan.faults();
        if (!gapNoticed || world.chance(faults * 0.2)) {
            loseUntilNoticed();
            return;
        }
        streamed = Math.max(streamed, world.now + world.between(5, 200));
        long in = streamed - world.now;
        if (world.chance(faults)) {
            in += world.between(1, 3_000);
        }
        world.inForEngine(in, event);
        if (world.chance(faults)) {
            world.inForEngine(in + world.between(1, 8_000), event);
        }
    }

    private void loseUntilNoticed() {
        if (gapNoticed) {
            gapNoticed = false;
            world.inForEngine(world.between(100, 15_000), () -> {
                gapNoticed = true;
                world.give(new Event.SourceState(WorkSource.State.LIVE, "subscribed again"));
                snapshot("gap");
            });
        }
    }

    // Snapshots and reads

    void subscribe() {
        gapNoticed = true;
        snapshot("start");
    }

    /** The adapter is dead: nothing that was on its way reaches anybody. */
    void abandon() {
        snapshots++;
    }

    void snapshot(String reason) {
        int mine = ++snapshots;
        Instant from = world.wall();
        world.give(new Event.SnapshotStarted(from, reason));
        page(mine, from, "");
    }

    private void page(int snapshot, Instant from, String after) {
        world.inForEngine(world.between(5, 400), () -> {
            List<Psr> page = psrs.tailMap(after, false).values().stream()
                    .limit(1 + world.random.nextInt(Math.max(10, psrs.size() / 8)))
                    .toList();
            world.inForEngine(world.between(1, world.chance(0.1) ? 3_000 : 200), () -> {
                if (snapshot != snapshots) {
                    return;
                }
                if (page.isEmpty()) {
                    world.give(new Event.SnapshotEnded(from, world.wall()));
                    return;
                }
                world.give(new Event.SnapshotPage(page));
                page(snapshot, from, page.get(page.size() - 1).id());
            });
        });
    }

    private interface Answer<T> {
        void give(T value, Instant from);
    }

    private <T> void ask(java.util.function.Supplier<T> question, Answer<T> answer, Runnable failure) {
        Instant from = world.wall();
        boolean fails = !world.quiet && world.chance(down ? 0.3 : world.plan.faults() * 0.3);
        world.inForEngine(world.between(1, 200), () -> {
            if (fails) {
                world.inForEngine(world.between(1, 2_000), failure);
                return;
            }
            T value = question.get();
            boolean slow = world.chance(world.plan.faults());
            world.inForEngine(world.between(1, slow ? 4_000 : 150), () -> answer.give(value, from));
        });
    }

    void read(String psrId) {
        ask(
                () -> Optional.ofNullable(psrs.get(psrId)).map(psr -> new WorkItem(psr, Map.of())),
                (item, from) -> world.give(new Event.ItemRead(psrId, item, from, world.wall())),
                () -> world.give(new Event.ReadFailed(psrId, "503")));
    }

    void readAgain(Set<String> ids) {
        ask(
                () -> find(ids),
                (found, from) -> world.give(new Event.ReadAgainAnswered(ids, found, from, world.wall())),
                () -> world.give(new Event.ReadAgainFailed(ids, "503")));
    }

    private List<Psr> find(Collection<String> ids) {
        return ids.stream()
                .map(psrs::get)
                .filter(Objects::nonNull)
                .sorted(Comparator.comparing(Psr::id))
                .toList();
    }

    void inspect(String psrId) {
        String workItemId = workItems.get(psrId);
        ask(
                () -> new Standing(
                        Optional.ofNullable(psrs.get(psrId)),
                        works.getOrDefault(workItemId, List.of()).stream()
                                .filter(work -> work.psr.id().equals(psrId))
                                .map(Work::value)
                                .toList()),
                (standing, from) -> world.give(new Event.Inspected(psrId, standing, from, world.wall())),
                () -> world.give(new Event.InspectFailed(psrId, "503")));
    }

    void handToQueue(String psrId, String queueId) {
        boolean fails = !world.quiet && world.chance(0.1);
        world.inForEngine(world.between(1, 200), () -> {
            Psr psr = psrs.get(psrId);
            if (fails || psr == null) {
                world.give(new Event.HandFailed(psrId, "cannot"));
                return;
            }
            delete(psrId);
            world.in(1, () -> create(psr.workItemId(), false));
            world.give(new Event.HandedToQueue(psrId));
        });
    }

    // Assignments

    /** Assignments fail for the whole org, for a while. */
    void outage() {
        if (!down) {
            down = true;
            world.in(world.between(5_000, 180_000), () -> down = false);
        }
    }

    void recover() {
        down = false;
    }

    void assign(Effect.Assign assign) {
        int asker = world.incarnation;
        double faults = world.quiet ? 0 : world.plan.faults();
        boolean unanswered = world.chance(faults * 0.5);
        boolean happens = world.chance(0.5);
        boolean late = world.plan.lateLandings() && world.chance(0.3);
        long within = assign.toAnswer().toNanos();
        if (world.plan.foreign() > 0 && world.chance(world.plan.foreign() * 5)) {
            // In the very moment in which we do it, too.
            world.in(
                    world.between(1, 2_000),
                    () -> assignForeign(psrs.get(assign.psr().id())));
        }
        if (down) {
            AssignmentResult result = world.chance(0.4)
                    ? new AssignmentResult.Refused(AssignmentResult.Scope.ORG, "READ_ONLY", "maintenance")
                    : world.chance(0.5)
                            ? new AssignmentResult.NotSent("no connection")
                            : new AssignmentResult.Unanswered("silence");
            world.inForEngine(world.between(5, 3_000), () -> answer(assign, result));
        } else if (unanswered) {
            if (happens) {
                world.in(late ? within + world.between(1, 4_000) : world.between(5, 3_000), () -> {
                    if (asker == world.incarnation || world.plan.lateLandings()) {
                        land(assign, late || asker != world.incarnation);
                    }
                });
            }
            world.inForEngine(within, () -> answer(assign, new AssignmentResult.Unanswered("no answer in time")));
        } else if (world.chance(0.05)) {
            world.inForEngine(
                    world.between(5, 500),
                    () -> answer(
                            assign, new AssignmentResult.Refused(AssignmentResult.Scope.ONE, "INVALID", "offline")));
        } else {
            world.in(world.between(5, 300), () -> {
                if (asker != world.incarnation && !world.plan.lateLandings()) {
                    return;
                }
                AssignmentResult result = land(assign, asker != world.incarnation);
                if (asker == world.incarnation) {
                    world.inForEngine(world.between(5, 300), () -> answer(assign, result));
                }
            });
        }
    }

    private void answer(Effect.Assign assign, AssignmentResult result) {
        world.give(new Event.AssignmentAnswered(assign.key(), result, world.wall()));
    }

    private AssignmentResult land(Effect.Assign assign, boolean late) {
        Psr psr = psrs.get(assign.psr().id());
        if (psr == null) {
            return new AssignmentResult.Refused(AssignmentResult.Scope.ONE, "ENTITY_IS_DELETED", "gone");
        }
        List<Work> active = activeOf(psr.workItemId());
        if (!active.isEmpty()) {
            // What the adapter cannot have known: a create that landed late, and somebody else's of this very moment.
            if (late || active.stream().anyMatch(work -> work.doubtful)) {
                world.tally.landedLate++;
            } else if (active.stream().noneMatch(work -> work.ours)) {
                world.tally.crossed++;
            } else {
                throw new AssertionError("two active AgentWorks of one work item: " + assign.key() + " although "
                        + active.get(0).value());
            }
            if (active.stream().noneMatch(work -> work.ours)) {
                return new AssignmentResult.Refused(AssignmentResult.Scope.ONE, "DUPLICATE", "somebody has it");
            }
        }
        Work work = push(psr, assign.agent().userId(), true);
        work.doubtful = late;
        ours.add(work.id);
        return new AssignmentResult.Assigned(work.id);
    }
}
