package io.connects.core.routing;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.TreeMap;

/**
 * Virtual time, and one engine with the two models around it. Everything that happens is drawn from one seed. The engine may crash: then a new
 * one takes its place, and whatever was on its way to the old one is lost.
 */
final class World {
    static final long MILLI = 1_000_000L;
    static final long SECOND = 1_000 * MILLI;
    private static final Instant BEGINNING = Instant.parse("2026-03-02T08:00:00Z");

    private record Happening(long at, long number, Runnable what) {}

    final Random random;
    final Plan plan;
    final ModelOrg org;
    final Map<String, ModelRouter> routers = new TreeMap<>();
    final Tally tally = new Tally();

    RoutingEngine engine;
    Watch watch;
    int incarnation;
    boolean quiet;
    long now = 1_000 * SECOND;

    private final PriorityQueue<Happening> agenda = new PriorityQueue<>(
            (a, b) -> a.at() != b.at() ? Long.compare(a.at(), b.at()) : Long.compare(a.number(), b.number()));
    private long number;
    private long wakeUp = Long.MAX_VALUE;
    private int tasks;

    /** What happened, in numbers. */
    static final class Tally {
        long events;
        long submissions;
        long assignments;
        long accepted;
        long crashes;
        long landedLate;
        long crossed;
        long breakerOpened;
        long parked;
        long foreign;
        long stopped;
    }

    World(long seed, Plan plan) {
        this.random = new Random(seed);
        this.plan = plan;
        this.org = new ModelOrg(this);
        Plan.ROUTES.routers().forEach(name -> routers.put(name, new ModelRouter(this, name)));
        start();
    }

    private void start() {
        incarnation++;
        engine = new RoutingEngine(plan.options(), Plan.ROUTES);
        watch = new Watch(plan.options(), Plan.ROUTES, engine, org::isOurs);
        wakeUp = Long.MAX_VALUE;
        give(new Event.AgentsKnown(Plan.AGENTS));
        routers.values().forEach(ModelRouter::connect);
        org.subscribe();
    }

    void crash() {
        tally.crashes++;
        routers.values().forEach(ModelRouter::abandon);
        org.abandon();
        start();
    }

    ModelRouter router(String name) {
        return Objects.requireNonNull(routers.get(name), name);
    }

    /** Another agent task number; Cisco numbers all of them. */
    int nextTask() {
        return ++tasks;
    }

    Instant wall() {
        return BEGINNING.plusNanos(now);
    }

    void in(long nanos, Runnable what) {
        agenda.add(new Happening(now + nanos, number++, what));
    }

    /** Later, unless the engine for which it was meant is dead by then. */
    void inForEngine(long nanos, Runnable what) {
        int meantFor = incarnation;
        in(nanos, () -> {
            if (incarnation == meantFor) {
                what.run();
            }
        });
    }

    void give(Event event) {
        List<Effect> effects = engine.on(event, now);
        tally.events++;
        watch.took(event, effects, now);
        for (Effect effect : effects) {
            perform(effect);
        }
        OptionalLong next = engine.nextDeadline();
        if (next.isPresent() && next.getAsLong() < wakeUp) {
            if (event instanceof Event.Tick && next.getAsLong() <= now) {
                throw new AssertionError("wants to be woken at once, again and again");
            }
            wakeUp = Math.max(now, next.getAsLong());
            long mine = wakeUp;
            inForEngine(wakeUp - now, () -> {
                if (wakeUp == mine) {
                    wakeUp = Long.MAX_VALUE;
                    give(new Event.Tick());
                }
            });
        }
    }

    private void perform(Effect effect) {
        if (effect instanceof Effect.Submit submit) {
            tally.submissions++;
            router(submit.router()).submit(submit.key(), submit.request());
        } else if (effect instanceof Effect.Cancel cancel) {
            router(cancel.router()).cancel(cancel.key());
        } else if (effect instanceof Effect.Read read) {
            org.read(read.known().id());
        } else if (effect instanceof Effect.ReadAgain again) {
            org.readAgain(again.psrIds());
        } else if (effect instanceof Effect.Inspect inspect) {
            org.inspect(inspect.psrId());
        } else if (effect instanceof Effect.Assign assign) {
            tally.assignments++;
            org.assign(assign);
        } else if (effect instanceof Effect.HandToQueue hand) {
            org.handToQueue(hand.psr().id(), hand.queueId());
        } else if (effect instanceof Effect.Report report) {
            Decision.Kind kind = report.decision().kind();
            tally.breakerOpened += kind == Decision.Kind.BREAKER_OPENED ? 1 : 0;
            tally.parked += kind == Decision.Kind.PARKED ? 1 : 0;
            tally.foreign += kind == Decision.Kind.FOREIGN_AGENT_WORK ? 1 : 0;
            tally.stopped += kind == Decision.Kind.ASSIGNING_STOPPED ? 1 : 0;
        }
    }

    void run(Duration span) {
        long end = now + span.toNanos();
        while (!agenda.isEmpty() && agenda.peek().at() <= end) {
            Happening next = agenda.poll();
            now = next.at();
            next.what().run();
        }
        now = end;
    }

    /** For the message of a failure. */
    @Override
    public String toString() {
        var phases = new TreeMap<Phase, Integer>();
        engine.items().forEach(item -> phases.merge(item.phase(), 1, Integer::sum));
        return "%s, breaker %s, pace %.1f of %d, window %d of %d, phases %s"
                .formatted(
                        routers.values().stream().map(ModelRouter::state).toList(),
                        engine.breakerOpen() ? "open" : "closed",
                        engine.pace(),
                        plan.options().pacePerSecond(),
                        watch.liveDialogues(),
                        plan.options().window(),
                        phases);
    }

    boolean chance(double probability) {
        return random.nextDouble() < probability;
    }

    long between(long leastMillis, long mostMillis) {
        return (leastMillis + random.nextInt((int) (mostMillis - leastMillis + 1))) * MILLI;
    }
}
