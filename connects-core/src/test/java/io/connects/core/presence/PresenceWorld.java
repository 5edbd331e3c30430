package io.connects.core.presence;

import static org.assertj.core.api.Assertions.assertThat;

import io.connects.core.presence.PresenceEffect.SetCisco;
import io.connects.core.presence.PresenceEffect.SetOmni;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Random;

/** The rules of one agent between a Cisco and an Omni-Channel that answer late, refuse, lose and forget; all from one seed, in virtual time. */
final class PresenceWorld {
    static final long MILLI = 1_000_000;
    static final long SECOND = 1_000 * MILLI;
    static final PresenceTable TABLE = PresenceTable.builder("Available", "Busy", "Offline")
            .notReady(5, "Break")
            .notReady(6, "Lunch")
            .notReady(7, "Break")
            .notReady(32767, "Missed")
            .leads("Available", CiscoState.READY)
            .leads("Available Chat", CiscoState.READY)
            .leads("Break", CiscoState.notReady(5))
            .leads("Lunch", CiscoState.notReady(6))
            .build();

    /** What may go wrong, how slow everything is, and whether Omni-Channel tells when its status was chosen. */
    record Plan(
            PresenceMode mode,
            boolean dated,
            long slowest,
            double loss,
            double refusals,
            double calls,
            double failovers) {
        static Plan of(Random random, boolean slow) {
            PresenceMode[] modes = PresenceMode.values();
            return new Plan(
                    modes[random.nextInt(modes.length)],
                    random.nextInt(3) > 0,
                    slow ? 40 * SECOND : (1 + random.nextInt(8)) * SECOND,
                    random.nextInt(3) * 0.05,
                    random.nextInt(3) * 0.1,
                    random.nextInt(3) * 0.02,
                    random.nextInt(3) * 0.003);
        }

        /** All the same, and nothing is lost. */
        Plan complete() {
            return new Plan(mode, dated, slowest, 0, refusals, calls, 0);
        }
    }

    private record Due(long at, long order, Runnable what) {}

    final Random random;
    final Plan plan;
    final PresenceRules rules;
    final ModelCisco cisco;
    final ModelOmni omni;
    final Map<Side, Integer> writes = new EnumMap<>(Side.class);
    final Map<Side, Integer> changes = new EnumMap<>(Side.class);
    boolean quiet;
    long now;
    long lastWrite;
    int events;

    private final PriorityQueue<Due> agenda =
            new PriorityQueue<>(Comparator.comparingLong(Due::at).thenComparingLong(Due::order));
    private final Map<String, Long> channels = new HashMap<>();
    private final Map<Class<?>, PresenceEvent> latest = new HashMap<>();
    private final Deque<String> story = new ArrayDeque<>();
    private long order;
    private CiscoState told;
    private String toldStatus;
    private AgentState present;

    PresenceWorld(long seed, Plan plan) {
        this.plan = plan;
        random = new Random(seed);
        rules = new PresenceRules(TABLE, PresenceOptions.of(plan.mode()));
        for (Side side : Side.values()) {
            writes.put(side, 0);
            changes.put(side, 0);
        }
        cisco = new ModelCisco(this);
        omni = new ModelOmni(this);
        polls();
    }

    /** Whoever owns the desktop asks both sides every half minute, for what events did not tell. */
    private void polls() {
        cisco.report(false);
        omni.report(false);
        in(30 * SECOND, this::polls);
    }

    Instant at() {
        return Instant.EPOCH.plusNanos(now);
    }

    boolean chance(double chance) {
        return random.nextDouble() < chance;
    }

    <T> T any(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }

    void in(long nanos, Runnable what) {
        agenda.add(new Due(now + nanos, order++, what));
    }

    /** Delivers in order over a channel, some time from now. */
    void over(String channel, Runnable what) {
        long at = Math.max(
                channels.getOrDefault(channel, 0L), now + 20 * MILLI + (long) (random.nextDouble() * plan.slowest()));
        channels.put(channel, at);
        in(at - now, what);
    }

    boolean lost() {
        return !quiet && chance(plan.loss());
    }

    /** Somebody, or Cisco by itself, has changed a side. */
    void changed(Side side, String how) {
        changes.merge(side, 1, Integer::sum);
        tell(side + " is changed: " + how);
    }

    void tell(String what) {
        story.add(now / MILLI + " " + what);
        if (story.size() > 60) {
            story.remove();
        }
    }

    void run(Duration time) {
        long end = now + time.toNanos();
        while (!agenda.isEmpty() && agenda.peek().at() <= end) {
            Due due = agenda.remove();
            now = due.at();
            due.what().run();
        }
        now = end;
    }

    void post(PresenceEvent event) {
        events++;
        if (!event.equals(latest.put(event.getClass(), event))) {
            tell("  told " + event);
        }
        if (event instanceof PresenceEvent.CiscoReported report) {
            present = report.cisco().state();
            told = present.overlay() || present == AgentState.UNKNOWN ? told : report.cisco();
        } else if (event instanceof PresenceEvent.OmniReported report) {
            toldStatus = report.status();
        }
        for (PresenceEffect effect : rules.on(event, now)) {
            tell("    " + effect);
            perform(effect);
        }
        rules.nextDeadline().ifPresent(deadline -> {
            assertThat(deadline).as("deadline; %s", this).isGreaterThan(now);
            in(deadline - now, () -> {
                if (rules.nextDeadline().orElse(Long.MAX_VALUE) <= now) {
                    post(new PresenceEvent.Tick());
                }
            });
        });
    }

    private void perform(PresenceEffect effect) {
        if (effect instanceof SetCisco set) {
            write(Side.CISCO);
            assertThat(TABLE.toCisco(toldStatus)).as("%s; %s", set, this).contains(set.expected());
            assertThat(present.takesChanges())
                    .as("asked in %s; %s", present, this)
                    .isTrue();
            over("to Cisco", () -> {
                if (!lost()) {
                    cisco.asked(set.write(), set.expected());
                }
            });
        } else if (effect instanceof SetOmni set) {
            write(Side.OMNI);
            assertThat(set.expected().equals("Offline")
                            || TABLE.toOmni(told).filter(set.expected()::equals).isPresent())
                    .as("%s while Cisco is %s; %s", set, told, this)
                    .isTrue();
            over("to Omni", () -> {
                if (!lost()) {
                    omni.asked(set.write(), set.expected());
                }
            });
        }
    }

    private void write(Side side) {
        assertThat(plan.mode().leads(side.other()))
                .as("wrote %s in %s; %s", side, plan.mode(), this)
                .isTrue();
        writes.merge(side, 1, Integer::sum);
        lastWrite = now;
    }

    /** Whether the two sides, as they really are, belong together. */
    boolean agree() {
        return TABLE.agree(cisco.settled(), omni.status());
    }

    @Override
    public String toString() {
        return plan + ", Cisco " + cisco.settled() + ", Omni " + omni.status() + ", writes " + writes + ", changes "
                + changes + "\n" + String.join("\n", story);
    }
}
