package io.connects.finesse.request;

import io.connects.finesse.message.Dialog;
import io.connects.finesse.message.DialogAction;
import io.connects.finesse.message.DialogState;
import io.connects.finesse.message.Dialogs;
import io.connects.finesse.message.Notification;
import io.connects.finesse.xml.XmlElement;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What an agent can do with a task. Finesse only reports it to CCE: the application itself has to keep a paused task from being worked on.
 *
 * <p>The body of these requests is not public. What is written here is our assumption: the element and the action are those of a voice dialog, the
 * target is the agent's login id, and a transfer names the script selector in {@code toAddress}.
 *
 * @see <a href="https://developer.cisco.com/docs/finesse/mediadialog-taskactions">Task actions</a>
 */
public final class TaskRequests {
    private TaskRequests() {}

    /** Takes an offered task; it has to be started within the start timeout of its domain. */
    public static Request accept(String loginId, String dialogId) {
        return to(
                loginId, dialogId, DialogAction.ACCEPT, Set.of(DialogState.ACCEPTED, DialogState.ACTIVE), false, null);
    }

    public static Request start(String loginId, String dialogId) {
        return to(loginId, dialogId, DialogAction.START, Set.of(DialogState.ACTIVE), false, null);
    }

    public static Request pause(String loginId, String dialogId) {
        return to(loginId, dialogId, DialogAction.PAUSE, Set.of(DialogState.PAUSED), false, null);
    }

    public static Request resume(String loginId, String dialogId) {
        return to(loginId, dialogId, DialogAction.RESUME, Set.of(DialogState.ACTIVE), false, null);
    }

    public static Request wrapUp(String loginId, String dialogId) {
        return to(loginId, dialogId, DialogAction.WRAP_UP, Set.of(DialogState.WRAPPING_UP), false, null);
    }

    /** Ends a task. */
    public static Request close(String loginId, String dialogId) {
        return to(loginId, dialogId, DialogAction.CLOSE, Set.of(DialogState.CLOSED), true, null);
    }

    /** Gives a task back to be routed anew; there is no consultation. */
    public static Request transfer(String loginId, String dialogId, String scriptSelector) {
        return to(loginId, dialogId, DialogAction.TRANSFER, Set.of(DialogState.CLOSED), true, scriptSelector);
    }

    private static Request to(
            String loginId,
            String dialogId,
            DialogAction action,
            Set<DialogState> wanted,
            boolean orGone,
            @Nullable String target) {
        XmlElement body = XmlElement.named("Dialog")
                .add("requestedAction", action.value())
                .add("targetMediaAddress", loginId)
                .addIfSet("toAddress", target)
                .build();
        String path = Paths.dialog(dialogId);
        var outcome = new Outcome(
                path,
                notification -> isAbout(notification, dialogId, wanted, orGone),
                path,
                payload -> payload instanceof Dialog dialog && wanted.contains(dialog.state()),
                errors -> false);
        return Request.put(action + " of task " + dialogId, path, body, outcome).cceOnly("Unified CCX has no tasks");
    }

    private static boolean isAbout(
            Notification notification, String dialogId, Set<DialogState> wanted, boolean orGone) {
        if (notification.payload() instanceof Dialog dialog) {
            return dialog.id().equals(dialogId) && wanted.contains(dialog.state());
        }
        return notification.payload() instanceof Dialogs dialogs
                && dialogs.dialogs().stream()
                        .anyMatch(dialog -> dialog.id().equals(dialogId)
                                && ((orGone && notification.isRemoval()) || wanted.contains(dialog.state())));
    }
}
