package io.connects.simulators.finesse;

import io.connects.simulators.desktop.CiscoHand;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** The tasks that agents have, as the task side offers and ends them. Guarded by the pair's monitor. */
final class Tasks {
    private final PairCore core;
    private final @Nullable CiscoHand hand;
    private final Map<String, AgentTask> tasks = new HashMap<>();

    Tasks(PairCore core) {
        this.core = core;
        hand = core.options.taskSide;
    }

    /** Begins to listen to the task side. */
    void open() {
        core.agents().forEach(this::open);
    }

    /** Begins to listen for an agent. */
    void open(Agent agent) {
        int skill = agent.config.skillTargetId();
        if (hand == null || skill <= 0) {
            return;
        }
        core.media.vacate(agent);
        hand.onOffered(skill, offered -> {
            synchronized (core) {
                offered(agent, offered);
            }
        });
        hand.onEnded(skill, ended -> {
            synchronized (core) {
                ended(ended);
            }
        });
    }

    Optional<AgentTask> find(String dialogId) {
        return Optional.ofNullable(tasks.get(dialogId));
    }

    private void offered(Agent agent, CiscoHand.Offered offered) {
        AgentMedia media = agent.media.get(offered.mrdId());
        if (media == null || !media.signedIn) {
            return; // runs out
        }
        var task = new AgentTask(offered, agent, media, core.now());
        tasks.put(task.id(), task);
        media.tasks.add(task);
        tellList(task, Notification.Event.POST);
        core.media.tell(media, "");
    }

    private void ended(CiscoHand.Ended ended) {
        AgentTask task = tasks.get(AgentTask.id(ended.taskId()));
        if (task == null) {
            return;
        }
        switch (ended.end()) {
            case RAN_OUT -> {
                close(task, "CD_RING_NO_ANSWER");
                core.media.ranOut(task.media);
            }
            case TOO_LONG -> {
                close(task, "CD_MAX_DIALOG_LIFETIME_EXCEEDED");
                core.media.tell(task.media, "");
            }
            case SIGNED_OUT -> close(task, "CD_AGENT_LOGGED_OUT_DURING_DIALOG");
            case ENDED -> close(task, "CD_NORMAL_END_TASK");
        }
    }

    void ask(Request request, AgentTask task, TaskAction action) {
        var address =
                new Confirmations.Address(task.agent.uri() + "/Dialogs/Media", task.uri(), task.media.domain.id());
        core.confirmations.await(request, address, () -> perform(request, task, action));
    }

    private void perform(Request request, AgentTask task, TaskAction action) {
        if (tasks.get(task.id()) != task) {
            throw new Refused(AsyncError.INVALID_DIALOG_ID);
        }
        if (!task.actions().contains(action)) {
            throw new Refused(AsyncError.INVALID_MESSAGE_SEQUENCE);
        }
        String taskId = task.offered.taskId();
        switch (action) {
            case ACCEPT -> move(request, task, TaskState.ACCEPTED, done(at().accept(taskId)));
            case START -> move(request, task, TaskState.ACTIVE, done(at().start(taskId)));
            case PAUSE -> move(request, task, TaskState.PAUSED, true);
            case RESUME -> move(request, task, TaskState.ACTIVE, true);
            case WRAP_UP -> move(request, task, TaskState.WRAPPING_UP, true);
            case CLOSE -> end(task, "CD_NORMAL_END_TASK");
            case TRANSFER -> end(task, "CD_TASK_TRANSFERRED");
        }
    }

    private void move(Request request, AgentTask task, TaskState state, boolean possible) {
        if (!possible) {
            throw new Refused(AsyncError.INVALID_MESSAGE_SEQUENCE);
        }
        task.state = state;
        task.stateChangeTime = core.now();
        core.publisher.put(
                task.agent.uri() + "/Dialogs/Media", task.uri(), TaskXml.write("dialog", task), request.id());
        core.media.tell(task.media, "");
    }

    private void end(AgentTask task, String disposition) {
        String taskId = task.offered.taskId();
        if (task.state == TaskState.ACCEPTED) {
            // A transfer before the start: the task side knows the end of a started task only.
            boolean unused = done(at().start(taskId));
        }
        if (!done(at().end(taskId))) {
            throw new Refused(AsyncError.INVALID_MESSAGE_SEQUENCE);
        }
        close(task, disposition);
        core.media.tell(task.media, "");
    }

    /** The task is not the agent's any more. */
    void close(AgentTask task, String disposition) {
        task.state = TaskState.CLOSED;
        task.stateChangeTime = core.now();
        task.disposition = disposition;
        tasks.remove(task.id());
        task.media.tasks.remove(task);
        tellList(task, Notification.Event.DELETE);
    }

    private void tellList(AgentTask task, Notification.Event event) {
        Element dialogs = Element.of("dialogs").add(TaskXml.write("Dialog", task));
        String source = task.media.uri() + "/Dialogs";
        core.publisher.publish(new Notification(task.agent.uri() + "/Dialogs/Media", event, source, dialogs, ""));
    }

    /** The task side answers at once; see {@link FinesseOptions.Builder#tasks}. */
    private static boolean done(CompletableFuture<Boolean> answer) {
        return answer.getNow(false);
    }

    private CiscoHand at() {
        return Objects.requireNonNull(hand, "hand");
    }
}
