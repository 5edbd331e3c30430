package io.connects.finesse.routing;

import io.connects.core.routing.TaskId;
import io.connects.core.routing.TaskLifecycle;
import io.connects.finesse.FinesseListener;
import io.connects.finesse.message.Dialog;
import io.connects.finesse.message.DialogState;
import io.connects.finesse.message.Fact;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Tells of a session's tasks as the routing engine's port does. That a task's dialog is named by the parts of its task id, {@code day_key_sequence}, is
 * what documented examples show; a dialog that is named otherwise is passed over.
 */
final class TaskFacts implements FinesseListener {
    private static final Pattern DIALOG_ID = Pattern.compile("(\\d{1,10})_(\\d{1,10})_(\\d{1,10})");
    /** An agent has begun who is in one of these. */
    private static final Set<DialogState> BEGUN =
            Set.of(DialogState.ACTIVE, DialogState.PAUSED, DialogState.WRAPPING_UP, DialogState.INTERRUPTED);

    private final TaskLifecycle.Listener listener;
    // Touched by the session's callbacks only, which come one after another.
    private final Set<TaskId> begun = new HashSet<>();

    TaskFacts(TaskLifecycle.Listener listener) {
        this.listener = listener;
    }

    @Override
    public void fact(Fact fact) {
        if (fact instanceof Fact.DialogAdded added) {
            seen(added.now());
        } else if (fact instanceof Fact.DialogChanged changed) {
            seen(changed.now());
        } else if (fact instanceof Fact.DialogRemoved removed && removed.last().isTask()) {
            taskId(removed.last().id()).ifPresent(task -> ended(task, removed.last()));
        }
    }

    private void seen(Dialog dialog) {
        if (dialog.isTask() && BEGUN.contains(dialog.state())) {
            taskId(dialog.id()).filter(begun::add).ifPresent(listener::started);
        }
    }

    private void ended(TaskId task, Dialog last) {
        begun.remove(task);
        String disposition = last.mediaProperties().other("dispositionCode").strip();
        listener.ended(task, disposition.isEmpty() ? last.state().value() : disposition);
    }

    /** Empty for what is no task id. */
    static Optional<TaskId> taskId(String dialogId) {
        Matcher parts = DIALOG_ID.matcher(dialogId);
        if (!parts.matches()) {
            return Optional.empty();
        }
        long day = Long.parseLong(parts.group(1));
        long key = Long.parseLong(parts.group(2));
        long sequence = Long.parseLong(parts.group(3));
        return day != (int) day || key != (int) key || sequence != (int) sequence
                ? Optional.empty()
                : Optional.of(new TaskId((int) day, (int) key, (int) sequence));
    }
}
