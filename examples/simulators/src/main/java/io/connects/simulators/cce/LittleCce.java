package io.connects.simulators.cce;

import io.connects.core.SerialExecutor;
import io.connects.simulators.desktop.CiscoHand;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * A little Contact Center Enterprise: a router and the agents it routes to. The package says by which rules.
 *
 * <p>Thread-safe: one monitor guards all state, and no listener is called with it held. Listeners and answers are called one after another, in
 * the order of events, on the scheduler's threads. As a hand it completes every action before it returns. It owns no thread: when it is no longer needed, its routing clients are closed, then the
 * scheduler is shut down by whoever made it.
 */
public final class LittleCce implements CiscoHand {
    private final CceLedger ledger = new CceLedger();
    private final Router router;
    private final ScheduledExecutorService scheduler;
    private final Map<String, SerialExecutor> peripherals = new HashMap<>();
    private int sessions;

    /**
     * Starts with every configured agent signed in, ready and routable.
     *
     * @param scheduler runs timers and callbacks; a {@code ScheduledThreadPoolExecutor} should remove cancelled tasks. Its time and the clock's
     *     must pass alike
     */
    public LittleCce(CceOptions options, InstantSource clock, ScheduledExecutorService scheduler) {
        Objects.requireNonNull(options, "options");
        Objects.requireNonNull(clock, "clock");
        this.scheduler = Objects.requireNonNull(scheduler, "scheduler");
        router = new Router(options, clock, new Timers(scheduler), new SerialExecutor(scheduler), ledger);
        options.agents.forEach(agent -> signIn(agent.skillTargetId()));
    }

    /** What happened so far. */
    public CceLedger ledger() {
        return ledger;
    }

    /**
     * Links a session of an MR PG to the router. What the sessions of one peripheral tell the router is worked through in the order in which
     * they tell it.
     *
     * @param peripheral name of the PG's peripheral, for example {@code MR_PG_1}; sessions with other names are of other PGs
     */
    public RoutingClient attach(String peripheral, RoutingClient.Listener listener) {
        Objects.requireNonNull(peripheral, "peripheral");
        synchronized (router) {
            SerialExecutor inOrder = peripherals.computeIfAbsent(peripheral, name -> new SerialExecutor(scheduler));
            return new RoutingClient(peripheral, ++sessions, router, inOrder, listener);
        }
    }

    /**
     * Lets a voice call arrive.
     *
     * @param skillGroup whom it is for
     * @param talk how long it lasts once it is answered
     * @param patience after how long its caller gives up
     */
    public void call(int skillGroup, Duration talk, Duration patience) {
        synchronized (router) {
            router.call(skillGroup, talk, patience);
        }
    }

    /**
     * Signs the agent in: ready and routable.
     *
     * @return false when the agent is unknown or signed in
     */
    public boolean signIn(int skillTargetId) {
        return signIn(skillTargetId, true);
    }

    /**
     * Signs the agent in: routable, and ready or not.
     *
     * @return false when the agent is unknown or signed in
     */
    public boolean signIn(int skillTargetId, boolean ready) {
        return onSeat(skillTargetId, seat -> {
            if (seat.signedIn) {
                return false;
            }
            seat.signedIn = true;
            seat.ready = ready;
            router.setRoutable(seat, true, RoutableSpan.Cause.SIGNED_IN, "");
            router.becameAvailable(seat);
            return true;
        });
    }

    /**
     * Signs the agent out, which ends all tasks of the agent.
     *
     * @return false when the agent is unknown or signed out
     */
    public boolean signOut(int skillTargetId) {
        return onSeat(skillTargetId, seat -> {
            if (!seat.signedIn) {
                return false;
            }
            router.signOut(seat);
            return true;
        });
    }

    /**
     * Makes the agent ready, which includes routable, or not ready.
     *
     * @return false when the agent is unknown or signed out
     */
    public boolean setReady(int skillTargetId, boolean ready) {
        return onSeat(skillTargetId, seat -> {
            if (!seat.signedIn) {
                return false;
            }
            boolean becomesReady = ready && !(seat.ready && seat.routable);
            seat.ready = ready;
            if (becomesReady) {
                router.setRoutable(seat, true, RoutableSpan.Cause.SET, "");
                router.becameAvailable(seat);
            }
            return true;
        });
    }

    /**
     * Puts the agent on a voice call, or ends it. Nothing is routed to an agent on a call.
     *
     * @return false when the agent is unknown or signed out
     */
    public boolean setOnCall(int skillTargetId, boolean onCall) {
        return onSeat(skillTargetId, seat -> {
            if (!seat.signedIn) {
                return false;
            }
            if (onCall) {
                seat.onCall = true;
            } else if (seat.onCall) {
                router.hangUp(seat);
            }
            return true;
        });
    }

    @Override
    public CompletableFuture<Boolean> setRoutable(int skillTargetId, boolean routable) {
        return CompletableFuture.completedFuture(onSeat(skillTargetId, seat -> {
            if (!seat.signedIn) {
                return false;
            }
            boolean becomesRoutable = routable && !seat.routable;
            router.setRoutable(seat, routable, RoutableSpan.Cause.SET, "");
            if (becomesRoutable) {
                router.becameAvailable(seat);
            }
            return true;
        }));
    }

    /** Whether the agent is signed in; false when the agent is unknown. */
    public boolean isSignedIn(int skillTargetId) {
        return onSeat(skillTargetId, seat -> seat.signedIn);
    }

    /** Whether the agent is ready; false when the agent is unknown. */
    public boolean isReady(int skillTargetId) {
        return onSeat(skillTargetId, seat -> seat.ready);
    }

    /** Whether tasks can be routed to this agent as far as the routable flag says; false when the agent is unknown. */
    public boolean isRoutable(int skillTargetId) {
        return onSeat(skillTargetId, seat -> seat.routable);
    }

    @Override
    public void onOffered(int skillTargetId, Consumer<Offered> listener) {
        known(onSeat(skillTargetId, seat -> seat.offeredListeners.add(listener)), skillTargetId);
    }

    @Override
    public void onEnded(int skillTargetId, Consumer<Ended> listener) {
        known(onSeat(skillTargetId, seat -> seat.endedListeners.add(listener)), skillTargetId);
    }

    @Override
    public CompletableFuture<Boolean> accept(String taskId) {
        return onTask(taskId, router::accept);
    }

    @Override
    public CompletableFuture<Boolean> start(String taskId) {
        return onTask(taskId, router::start);
    }

    @Override
    public CompletableFuture<Boolean> end(String taskId) {
        return onTask(taskId, router::end);
    }

    private boolean onSeat(int skillTargetId, Predicate<Seat> action) {
        synchronized (router) {
            Seat seat = router.seat(skillTargetId);
            return seat != null && action.test(seat);
        }
    }

    private CompletableFuture<Boolean> onTask(String taskId, Predicate<Task> action) {
        synchronized (router) {
            Task task = router.withAgent(taskId);
            return CompletableFuture.completedFuture(task != null && action.test(task));
        }
    }

    private static void known(boolean isKnown, int skillTargetId) {
        if (!isKnown) {
            throw new IllegalArgumentException("skillTargetId: no agent has the skill target id " + skillTargetId);
        }
    }
}
