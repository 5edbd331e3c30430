package io.connects.core.routing;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** What kind of world a random run takes place in: settings, load and how much goes wrong. */
record Plan(
        RoutingOptions options,
        int offersPerMinute,
        double faults,
        double outages,
        double crashes,
        double agentsSlow,
        boolean lateLandings,
        double foreign) {

    static final List<String> QUEUES = List.of("queueA", "queueB", "queueC", "nowhere");
    static final int AGENT_COUNT = 8;
    static final Agents AGENTS = agents();
    static final RouteMap ROUTES = RouteMap.builder()
            .add("queueA", null, target("north", "scriptA"))
            .add("queueB", null, target("south", "scriptB"))
            .add("queueC", null, target("south", "scriptA"))
            .build();

    private static RouteTarget target(String router, String script) {
        return new RouteTarget(
                router,
                5001,
                script,
                Duration.ofSeconds(30),
                Duration.ofSeconds(20),
                Map.of("user.correlation", VariableSource.Known.CORRELATION));
    }

    private static Agents agents() {
        var agents = new ArrayList<Agent>();
        for (int i = 1; i <= AGENT_COUNT; i++) {
            agents.add(new Agent("agent" + i, 5000 + i, "user" + i));
        }
        return Agents.of(agents);
    }

    /** Small windows, slow paces and few agents as often as the defaults, so that every limit is reached. */
    static Plan of(Random random, boolean lateLandings, boolean foreign) {
        var options = RoutingOptions.builder()
                // Supervisors give work away, too.
                .foreignWorksToStop(0)
                .labels(
                        Map.of(
                                "hand", new LabelAction.HandToQueue("queueB"),
                                "later", new LabelAction.RetryAfter(Duration.ofSeconds(20)),
                                "never", new LabelAction.Ignore()),
                        new LabelAction.Park());
        if (random.nextBoolean()) {
            options.window(2 + random.nextInt(6)).selectorWindow(1 + random.nextInt(4));
        }
        if (random.nextBoolean()) {
            options.pacePerSecond(1 + random.nextInt(4)).burst(1 + random.nextInt(5));
        }
        if (random.nextInt(3) == 0) {
            options.readAhead(1 + random.nextInt(3));
        }
        var plan = new Plan(
                options.build(),
                20 + random.nextInt(180),
                random.nextInt(4) == 0 ? 0 : 0.02 + random.nextDouble() * 0.15,
                random.nextInt(3) == 0 ? 0 : random.nextDouble() * 0.02,
                random.nextInt(3) == 0 ? 0 : random.nextDouble() * 0.004,
                random.nextDouble(),
                lateLandings,
                0);
        return foreign ? plan.withSomebodyElse(random) : plan;
    }

    /** The same, where somebody else routes the same work. */
    private Plan withSomebodyElse(Random random) {
        return new Plan(
                options.toBuilder().foreignWorksToStop(random.nextInt(6)).build(),
                offersPerMinute,
                faults,
                outages,
                crashes,
                agentsSlow,
                lateLandings,
                0.002 + random.nextDouble() * 0.02);
    }
}
