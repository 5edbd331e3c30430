package io.connects.simulators.finesse;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** What an agent is in one media routing domain. Guarded by the pair's monitor. */
final class AgentMedia {
    final Agent agent;
    final FinesseMedia domain;
    final List<AgentTask> tasks = new ArrayList<>();
    /** Right on the node only where the agent has signed in. */
    private final Map<FinesseSide, Settings> settings = new EnumMap<>(FinesseSide.class);

    boolean signedIn;
    boolean ready;
    boolean routable;
    boolean interrupted;
    Reason reason = Reason.NONE;
    Instant stateChangeTime;
    MediaState told = MediaState.LOGOUT;
    /** What CCE goes by: set last, at whichever node. */
    Settings lastSet = Settings.UNSET;

    /** What an agent sets when signing in. */
    record Settings(int maxDialogLimit, String interruptAction, String dialogLogoutAction) {
        static final Settings UNSET = new Settings(1, "ACCEPT", "CLOSE");
    }

    AgentMedia(Agent agent, FinesseMedia domain, Instant now) {
        this.agent = agent;
        this.domain = domain;
        stateChangeTime = now;
    }

    String uri() {
        return agent.uri() + "/Media/" + domain.id();
    }

    String node() {
        return agent.uri() + "/Media";
    }

    Settings settings(FinesseSide side) {
        return settings.getOrDefault(side, Settings.UNSET);
    }

    /** Keeps what the agent set at a node. */
    void settings(FinesseSide side, Settings value) {
        settings.put(side, value);
        lastSet = value;
    }

    /**
     * LOGOUT and NOT_READY hide what becomes of tasks; of several tasks the one with the most work counts. That READY yields to tasks is
     * inferred.
     */
    MediaState state() {
        if (!signedIn) {
            return MediaState.LOGOUT;
        }
        if (interrupted) {
            return MediaState.INTERRUPTED;
        }
        if (!ready) {
            return MediaState.NOT_READY;
        }
        if (any(TaskState.ACTIVE)) {
            return MediaState.ACTIVE;
        }
        if (any(TaskState.WRAPPING_UP)) {
            return MediaState.WORK_READY;
        }
        if (any(TaskState.PAUSED)) {
            return MediaState.PAUSED;
        }
        return tasks.isEmpty() ? MediaState.READY : MediaState.RESERVED;
    }

    boolean any(TaskState state) {
        return tasks.stream().anyMatch(task -> task.state == state);
    }
}
