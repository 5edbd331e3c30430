package io.connects.core.routing;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * A small Cisco: a session that is lost and comes back, routing that is disabled and enabled, dialogues that wait for an agent, are answered by a
 * label, fail, are released or expire, and cancels that are honoured, crossed by an answer, or ignored for a while.
 */
final class ModelRouter {
    private final World world;
    private final String name;
    final Set<TaskKey> live = new LinkedHashSet<>();
    private TaskRouter.State state = TaskRouter.State.DOWN;
    private int session;
    private long reported;

    ModelRouter(World world, String name) {
        this.world = world;
        this.name = name;
    }

    TaskRouter.State state() {
        return state;
    }

    void connect() {
        int mine = ++session;
        world.inForEngine(world.between(10, 3_000), () -> {
            if (mine == session) {
                report(TaskRouter.State.READY, "opened");
            }
        });
    }

    void abandon() {
        session++;
        live.clear();
        state = TaskRouter.State.DOWN;
    }

    /** The session is lost, or routing is disabled, for a while. */
    void trouble() {
        if (state != TaskRouter.State.READY) {
            return;
        }
        int mine = ++session;
        report(world.chance(0.5) ? TaskRouter.State.DOWN : TaskRouter.State.DISABLED, "trouble");
        for (TaskKey key : List.copyOf(live)) {
            end(key, new TaskOutcome.SessionLost("trouble"));
        }
        world.inForEngine(world.between(100, 20_000), () -> {
            if (mine == session) {
                report(TaskRouter.State.READY, "back");
            }
        });
    }

    private void report(TaskRouter.State next, String reason) {
        state = next;
        inOrder(0, () -> world.give(new Event.RouterState(name, next, reason)));
    }

    void submit(TaskKey key, TaskRequest request) {
        if (state != TaskRouter.State.READY) {
            live.add(key);
            end(key, new TaskOutcome.SessionLost("not ready"));
            return;
        }
        if (!request.variables().get("user.correlation").equals(key.toString())) {
            throw new AssertionError("wrong correlation value for " + key + ": " + request);
        }
        live.add(key);
        world.inForEngine(world.between(5, 100), () -> {
            if (!world.quiet && live.contains(key)) {
                decide(key, request);
            }
        });
    }

    private void decide(TaskKey key, TaskRequest request) {
        int fate = world.random.nextInt(100);
        boolean slow = world.chance(world.plan.agentsSlow());
        if (fate < 76) {
            world.inForEngine(world.between(5, slow ? 60_000 : 3_000), () -> choose(key, request));
        } else if (fate < 80) {
            String label = List.of("hand", "later", "never", "what").get(world.random.nextInt(4));
            end(key, new TaskOutcome.LabelChosen(label));
        } else if (fate < 84) {
            end(key, new TaskOutcome.Released(7));
        } else if (fate < 88) {
            end(key, new TaskOutcome.Failed(false, "LIMIT", "too many tasks"));
        } else if (fate < 89) {
            end(key, new TaskOutcome.Failed(true, "UNKNOWN_SELECTOR", "no script"));
        } else if (fate < 99) {
            world.inForEngine(world.between(1_000, 40_000), () -> {
                if (!world.quiet) {
                    end(key, new TaskOutcome.ExpiredInQueue());
                }
            });
        } else {
            world.inForEngine(world.between(1, 2_000), () -> world.give(new Event.DialogueQueued(key, 3, null)));
        }
    }

    private void choose(TaskKey key, TaskRequest request) {
        if (world.quiet && world.chance(0.5)) {
            return;
        }
        int agent = request.preferredAgent() != null && world.chance(0.7)
                ? request.preferredAgent()
                : 5001 + world.random.nextInt(Plan.AGENT_COUNT + (world.chance(0.1) ? 1 : 0));
        end(key, new TaskOutcome.AgentChosen(new TaskId(1, 2, world.nextTask()), agent));
    }

    void cancel(TaskKey key) {
        if (!live.contains(key)) {
            return;
        }
        boolean ignored = world.chance(0.2);
        world.inForEngine(world.between(5, ignored ? 10_000 : 300), () -> end(key, new TaskOutcome.Cancelled()));
    }

    private void end(TaskKey key, TaskOutcome outcome) {
        if (!live.remove(key)) {
            return;
        }
        long arrived = world.now;
        // The event may have to wait for its turn, now and then for long.
        long waits = world.chance(0.003) ? world.between(1_000, 12_000) : world.between(0, 5);
        inOrder(waits, () -> world.give(new Event.DialogueEnded(key, outcome, arrived)));
    }

    private void inOrder(long in, Runnable event) {
        reported = Math.max(reported, world.now + in);
        world.inForEngine(reported - world.now, event);
    }
}
