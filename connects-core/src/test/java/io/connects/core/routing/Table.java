package io.connects.core.routing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** An engine for tables of events with literal times: what is given to it, what it wants done, and what it said meanwhile. */
final class Table {
    static final long SECOND = World.SECOND;
    /** So long ago that nothing of an earlier life is to be expected any more. */
    static final long STARTED = -60 * SECOND;

    static final Event TICK = new Event.Tick();
    static final Agent ANNA = new Agent("anna", 5001, "userAnna");
    static final Agent BEN = new Agent("ben", 5002, "userBen");
    static final TaskId TASK = new TaskId(153, 4711, 0);
    static final RouteTarget SALES = target("sales");
    static final RouteTarget SUPPORT = target("support");
    private static final Instant MORNING = Instant.parse("2026-03-02T08:00:00Z");

    final RoutingEngine engine;
    List<Decision> said = List.of();

    private static RouteTarget target(String selector) {
        return new RouteTarget(
                5001,
                selector,
                Duration.ofSeconds(30),
                Duration.ofSeconds(20),
                Map.of(
                        "callVariable1", new VariableSource.Field("Subject"),
                        "user.correlation", VariableSource.Known.CORRELATION,
                        "user.reason", VariableSource.Known.REASON));
    }

    Table(RoutingOptions options) {
        this(
                options,
                RouteMap.builder()
                        .add("queueSales", null, SALES)
                        .add("queueSupport", null, SUPPORT)
                        .build());
    }

    Table(RoutingOptions options, RouteMap routes) {
        engine = new RoutingEngine(options, routes);
    }

    /** An engine that knows its agents, has a session with Cisco and has read an empty snapshot. */
    static Table ready(RoutingOptions options) {
        var table = new Table(options);
        table.on(new Event.AgentsKnown(Agents.of(List.of(ANNA, BEN))), STARTED);
        table.on(new Event.RouterState(RouteTarget.ONLY, TaskRouter.State.READY, "opened"), 0);
        table.snapshot(0);
        return table;
    }

    static Table ready() {
        return ready(RoutingOptions.DEFAULTS);
    }

    /** What is to be done. */
    List<Effect> on(Event event, long now) {
        List<Effect> effects = engine.on(event, now);
        said = effects.stream()
                .filter(Effect.Report.class::isInstance)
                .map(effect -> ((Effect.Report) effect).decision())
                .toList();
        return effects.stream()
                .filter(effect -> !(effect instanceof Effect.Report))
                .toList();
    }

    List<Decision.Kind> kinds() {
        return said.stream().map(Decision::kind).toList();
    }

    Phase phase(String workItemId) {
        return engine.items().stream()
                .filter(item -> item.workItemId().equals(workItemId))
                .map(ItemView::phase)
                .findFirst()
                .orElseThrow();
    }

    /** When the engine wants to be woken, in seconds. */
    double wakesAt() {
        return engine.nextDeadline().orElseThrow() / (double) SECOND;
    }

    static Instant at(long now) {
        return MORNING.plusNanos(now);
    }

    static Psr.Builder psr(int n) {
        return psr(n, "item" + n);
    }

    static Psr.Builder psr(int n, String workItemId) {
        return Psr.builder("psr" + n, workItemId, "queueSales", "channelCase", MORNING.minusSeconds(1000 - n));
    }

    static Psr.Builder to(String queueId, Psr psr) {
        return Psr.builder(psr.id(), psr.workItemId(), queueId, psr.channelId(), psr.createdDate())
                .serial(psr.serial() + 1);
    }

    static Psr later(Psr.Builder changed) {
        Psr psr = changed.build();
        return psr.toBuilder().serial(psr.serial() + 1).build();
    }

    static Event changed(Psr psr) {
        return new Event.PsrChanged(psr, at(0));
    }

    static Event removed(String psrId, long now) {
        return new Event.PsrRemoved(psrId, at(now));
    }

    static Event read(Psr psr, long now) {
        return new Event.ItemRead(
                psr.id(), Optional.of(new WorkItem(psr, Map.of("Subject", "Help"))), at(now), at(now));
    }

    static Event ended(TaskKey key, TaskOutcome outcome, long now) {
        return new Event.DialogueEnded(key, outcome, now);
    }

    static TaskOutcome chosen(Agent agent) {
        return new TaskOutcome.AgentChosen(TASK, agent.skillTargetId());
    }

    static Event answered(TaskKey key, AssignmentResult result, long now) {
        return new Event.AssignmentAnswered(key, result, at(now));
    }

    static AssignmentResult assigned() {
        return new AssignmentResult.Assigned("work1");
    }

    static AssignmentResult orgRefuses() {
        return new AssignmentResult.Refused(AssignmentResult.Scope.ORG, "READ_ONLY", "maintenance");
    }

    static Event inspected(String psrId, Psr psr, long now, AgentWork... works) {
        return new Event.Inspected(psrId, new Standing(Optional.ofNullable(psr), List.of(works)), at(now), at(now));
    }

    static AgentWork work(Psr psr, Agent agent, AgentWork.Status status) {
        return new AgentWork("work1", psr.id(), psr.workItemId(), agent.userId(), status);
    }

    static Effect submit(TaskKey key, RouteTarget target, String reason) {
        return new Effect.Submit(RouteTarget.ONLY, key, request(key, target, reason, null, null));
    }

    static TaskRequest request(TaskKey key, RouteTarget target, String reason, Integer preferred, TaskId previous) {
        return new TaskRequest(
                target.mrdId(),
                target.scriptSelector(),
                preferred,
                previous,
                Map.of("callVariable1", "Help", "user.correlation", key.toString(), "user.reason", reason));
    }

    /** Asked for in the moment in which the agent was chosen. */
    static Effect assign(TaskKey key, Psr psr, Agent agent) {
        return assign(key, psr, agent, Duration.ofSeconds(7));
    }

    /** Asked for with this much time left to send it. */
    static Effect assign(TaskKey key, Psr psr, Agent agent, Duration left) {
        return new Effect.Assign(key, psr, agent, left, Duration.ofSeconds(5));
    }

    static TaskKey key(int psr, int attempt) {
        return new TaskKey("psr" + psr, attempt);
    }

    List<Effect> snapshot(long now, Psr... found) {
        on(new Event.SnapshotStarted(at(now), "start"), now);
        on(new Event.SnapshotPage(List.of(found)), now);
        return on(new Event.SnapshotEnded(at(now), at(now)), now);
    }

    /** Offers and submits a PSR for the first time. */
    TaskKey submitted(Psr psr, long now) {
        assertThat(on(changed(psr), now)).containsExactly(new Effect.Read(psr));
        assertThat(on(read(psr, now), now)).hasSize(1).first().isInstanceOf(Effect.Submit.class);
        return new TaskKey(psr.id(), 1);
    }

    /** Brings a PSR as far as its first create. */
    TaskKey assigning(Psr psr, Agent agent, long now) {
        TaskKey key = submitted(psr, now);
        assertThat(on(ended(key, chosen(agent), now), now)).containsExactly(assign(key, psr, agent));
        return key;
    }

    /** Brings a PSR as far as its first AgentWork; Salesforce's own news of the push comes with the next serial. */
    Psr pushed(Psr psr, Agent agent, long now) {
        assertThat(on(answered(assigning(psr, agent, now), assigned(), now), now))
                .isEmpty();
        Psr pushed = later(psr.toBuilder().pushed(true));
        assertThat(on(changed(pushed), now)).isEmpty();
        return pushed;
    }
}
