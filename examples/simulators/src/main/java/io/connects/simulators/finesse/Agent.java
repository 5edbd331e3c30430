package io.connects.simulators.finesse;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/** An agent's live state. Guarded by the pair's monitor. */
final class Agent {
    final FinesseAgent config;
    final Map<Integer, AgentMedia> media = new LinkedHashMap<>();

    UserState state = UserState.LOGOUT;
    Instant stateChangeTime;
    Reason reason = Reason.NONE;
    String extension = "";

    @Nullable
    Pending pending;

    @Nullable
    MobileAgent mobile;

    /** The node where the agent signed in last; null while signed out. */
    @Nullable
    FinesseSide node;
    /** Where the agent returns to after a call that leaves no work behind. */
    UserState afterCall = UserState.NOT_READY;

    @Nullable
    Future<?> wrapUpTimer;

    /** A change that waits for the end of the call. */
    record Pending(UserState state, Reason reason) {}

    /** How an agent is reached who has no telephone of the enterprise. */
    record MobileAgent(String mode, String dialNumber) {}

    Agent(FinesseAgent config, Instant now) {
        this.config = config;
        stateChangeTime = now;
    }

    String id() {
        return config.loginId();
    }

    String uri() {
        return "/finesse/api/User/" + id();
    }

    boolean isSignedIn() {
        return state != UserState.LOGOUT && state != UserState.UNKNOWN;
    }

    void cancelWrapUp() {
        if (wrapUpTimer != null) {
            wrapUpTimer.cancel(false);
            wrapUpTimer = null;
        }
    }
}
