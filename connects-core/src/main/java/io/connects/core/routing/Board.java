package io.connects.core.routing;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Everything that one engine knows, shared by the parts that act on it. Not thread-safe. */
final class Board {
    final RoutingOptions options;
    final RouteMap routes;
    final Line line;
    final Pace pace;
    final AssignmentBreaker breaker;
    final TaskMemory memory;
    final Timers timers = new Timers();

    final Map<String, Item> byWorkItem = new HashMap<>();
    final Map<String, Item> byPsr = new HashMap<>();
    final Map<TaskKey, Item> byDialogue = new HashMap<>();
    final Map<TaskKey, Item> byAssignment = new HashMap<>();
    /** The items that wait to hear how a PSR stands, by the id of that PSR, which may be an earlier one of theirs. */
    final Map<String, Item> byInspection = new HashMap<>();

    /** Work items whose assignment to this agent was refused, since the last one that worked or the last alarm. */
    final Map<Integer, Set<String>> agentFailures = new HashMap<>();

    Agents agents = Agents.NONE;
    /** Whether the directory has said who is who. */
    boolean agentsKnown;

    /** How each router stands, by name; one that has not been heard of is down. */
    final Map<String, TaskRouter.State> routers = new HashMap<>();
    /** Whether a snapshot has been read to its end, so that the order of submission is known. */
    boolean synced;
    /** Whether nobody is assigned any more, until an engine is made anew. */
    boolean stopped;

    /** The time of the event being handled. */
    long now;

    private List<Effect> effects = new ArrayList<>();

    Board(RoutingOptions options, RouteMap routes) {
        this.options = options;
        this.routes = routes;
        line = new Line(options, this::ready);
        pace = new Pace(options);
        breaker = new AssignmentBreaker(options);
        memory = new TaskMemory(options);
    }

    /** Whether this router takes tasks. */
    boolean ready(String router) {
        return routers.get(router) == TaskRouter.State.READY;
    }

    void inspect(Item item, String psrId) {
        item.phase = Phase.INSPECTING;
        byInspection.put(psrId, item);
        emit(new Effect.Inspect(psrId));
    }

    void emit(Effect effect) {
        effects.add(effect);
    }

    List<Effect> takeEffects() {
        List<Effect> taken = effects;
        effects = new ArrayList<>();
        return taken;
    }

    void report(Decision.Kind kind, Item item, Reason reason, String detail) {
        report(kind, item.psr.id(), item.workItemId, reason, detail);
    }

    void report(Decision.Kind kind, @Nullable String psrId, @Nullable String workItemId, Reason reason, String detail) {
        emit(new Effect.Report(new Decision(kind, psrId, workItemId, reason, detail)));
    }

    /** The item whose newest PSR this is. */
    @Nullable
    Item current(String psrId) {
        Item item = byPsr.get(psrId);
        return item != null && item.psr.id().equals(psrId) ? item : null;
    }
}
