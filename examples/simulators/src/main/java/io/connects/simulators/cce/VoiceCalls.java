package io.connects.simulators.cce;

import java.time.Duration;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/**
 * The voice side: calls, first come, first served, to agents who are free or whose tasks may be interrupted. Guarded by the lock of its {@link
 * LittleCce}.
 */
final class VoiceCalls {
    /** Agents without tasks before those whose tasks would be interrupted, then who has been available for longest. */
    private static final Comparator<Seat> IDLE_FIRST =
            Comparator.<Seat>comparingInt(seat -> seat.tasks.size()).thenComparingLong(seat -> seat.availableSince);

    private final Router router;
    private final Set<VoiceCall> waiting = new LinkedHashSet<>();

    VoiceCalls(Router router) {
        this.router = router;
    }

    void arrive(VoiceCall call, Duration patience) {
        Optional<Seat> free = router.seats().stream()
                .filter(seat -> serves(seat, call) && seat.availableForCall())
                .min(IDLE_FIRST);
        if (free.isPresent()) {
            connect(call, free.get());
            return;
        }
        waiting.add(call);
        call.delayedBy(blame(call));
        call.timer(router.after(patience, () -> giveUp(call)));
    }

    private static boolean serves(Seat seat, VoiceCall call) {
        return seat.agent.skillGroups().contains(call.skillGroup);
    }

    private VoiceEntry.Delay blame(VoiceCall call) {
        return router.seats().stream()
                .filter(seat -> serves(seat, call) && seat.signedIn && seat.ready && !seat.onCall)
                .map(seat -> seat.ranOut ? VoiceEntry.Delay.TASK_RAN_OUT : seat.blockedByTasks())
                .min(Comparator.naturalOrder())
                .orElse(VoiceEntry.Delay.VOICE);
    }

    private void connect(VoiceCall call, Seat seat) {
        seat.onCall = true;
        seat.call = call;
        call.answeredBy(seat, router.now());
        call.timer(router.after(call.talk, () -> router.hangUp(seat)));
    }

    /** Gives this agent the call that waited for longest; false when none is for this agent, or the agent cannot take one. */
    boolean answer(Seat seat) {
        Optional<VoiceCall> next = seat.availableForCall()
                ? waiting.stream().filter(call -> serves(seat, call)).findFirst()
                : Optional.empty();
        next.ifPresent(call -> {
            waiting.remove(call);
            connect(call, seat);
        });
        return next.isPresent();
    }

    /** A task made this agent not routable. */
    void ranOut(Seat seat) {
        waiting.stream()
                .filter(call -> serves(seat, call))
                .forEach(call -> call.delayedBy(VoiceEntry.Delay.TASK_RAN_OUT));
    }

    /** Ends the call of this agent, if there is one. */
    void hangUp(Seat seat) {
        VoiceCall call = seat.call;
        seat.onCall = false;
        seat.call = null;
        if (call != null) {
            call.timer(null);
            call.ended(router.now());
        }
    }

    private void giveUp(VoiceCall call) {
        if (waiting.remove(call)) {
            call.ended(router.now());
        }
    }
}
