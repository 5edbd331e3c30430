package io.connects.simulators.desktop;

import io.connects.finesse.message.Dialog;
import io.connects.finesse.message.DialogState;

/** Finesse's dialogs of tasks in the words of {@link CiscoHand}. */
final class TaskDialogs {
    private static final String RING_NO_ANSWER = "CD_RING_NO_ANSWER";
    private static final String NORMAL_END = "CD_NORMAL_END_TASK";
    private static final String TOO_LONG = "CD_MAX_DIALOG_LIFETIME_EXCEEDED";
    /** What agents transfer is over for them. How Finesse spells it in this case is inferred. */
    private static final String TRANSFERRED = "CD_TASK_TRANSFER";

    private static final String ON_LOGOUT = "LOGOUT";

    private TaskDialogs() {}

    static String taskId(Dialog dialog) {
        return dialog.id().replace('_', ':');
    }

    static String dialogId(String taskId) {
        return taskId.replace(':', '_');
    }

    static CiscoHand.Offered offered(Dialog dialog, int skillTargetId, FinesseHand.Domain domain) {
        var variables = dialog.mediaProperties().variables();
        return new CiscoHand.Offered(
                taskId(dialog),
                skillTargetId,
                domain.mrdId(),
                variables.getOrDefault(domain.correlationVariable(), ""),
                variables);
    }

    /** @param last as it was told last: with its disposition, or as it was before its end was missed */
    static CiscoHand.End end(Dialog last) {
        String disposition = last.mediaProperties().other("dispositionCode");
        if (disposition.isEmpty()) {
            return isStarted(last.state()) ? CiscoHand.End.ENDED : CiscoHand.End.RAN_OUT;
        }
        if (disposition.equals(RING_NO_ANSWER)) {
            return CiscoHand.End.RAN_OUT;
        }
        if (disposition.equals(TOO_LONG)) {
            return CiscoHand.End.TOO_LONG;
        }
        boolean isOwn = disposition.equals(NORMAL_END)
                || (disposition.startsWith(TRANSFERRED) && !disposition.endsWith(ON_LOGOUT));
        return isOwn ? CiscoHand.End.ENDED : CiscoHand.End.SIGNED_OUT;
    }

    static boolean isStarted(DialogState state) {
        return !state.equals(DialogState.OFFERED) && !state.equals(DialogState.ACCEPTED);
    }
}
