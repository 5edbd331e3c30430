package io.connects.simulators.finesse;

import io.connects.simulators.desktop.CiscoHand;
import java.time.Instant;
import java.util.List;

/** A task that an agent has. Guarded by the pair's monitor. */
final class AgentTask {
    final CiscoHand.Offered offered;
    final Agent agent;
    final AgentMedia media;
    final Instant startTime;

    TaskState state = TaskState.OFFERED;
    Instant stateChangeTime;
    String disposition = "";

    AgentTask(CiscoHand.Offered offered, Agent agent, AgentMedia media, Instant now) {
        this.offered = offered;
        this.agent = agent;
        this.media = media;
        startTime = now;
        stateChangeTime = now;
    }

    /** The task's id with underscores. */
    String id() {
        return id(offered.taskId());
    }

    static String id(String taskId) {
        return taskId.replace(':', '_');
    }

    String uri() {
        return "/finesse/api/Dialog/" + id();
    }

    TaskState shownState() {
        return media.interrupted && state != TaskState.CLOSED ? TaskState.INTERRUPTED : state;
    }

    List<TaskAction> actions() {
        return shownState().actions();
    }
}
