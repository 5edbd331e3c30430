package io.connects.finesse.request;

import io.connects.finesse.message.Dialog;
import io.connects.finesse.message.DialogAction;
import io.connects.finesse.message.DialogState;
import io.connects.finesse.message.Dialogs;
import io.connects.finesse.message.Notification;
import io.connects.finesse.message.Participant;
import io.connects.finesse.xml.XmlElement;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What an agent can do with calls. Which of it is possible now, the participant's actions tell.
 *
 * @see <a href="https://developer.cisco.com/docs/finesse/dialog-apis">Dialog APIs</a>
 */
public final class DialogRequests {
    private static final Pattern TONES = Pattern.compile("[0-9*#A-D]+");
    private static final String WRAP_UP_REASON = "wrapUpReason";

    private DialogRequests() {}

    /**
     * Calls somebody.
     *
     * @param extension the agent's own
     * @param variables call and ECC variables to begin with; CCX takes none
     */
    public static Request makeCall(String loginId, String extension, String toAddress, Map<String, String> variables) {
        var body = XmlElement.named("Dialog")
                .add("requestedAction", DialogAction.MAKE_CALL.value())
                .add("fromAddress", extension)
                .add("toAddress", toAddress);
        if (!variables.isEmpty()) {
            body.add(properties(null, variables));
        }
        Request request = Request.post(
                "call from " + extension,
                Paths.dialogs(loginId),
                body.build(),
                told(
                        Paths.dialogs(loginId),
                        notification -> dialogs(notification)
                                && any(
                                        notification,
                                        dialog -> dialog.fromAddress().equals(extension))));
        return variables.isEmpty() ? request : request.cceOnly("Unified CCX takes no variables with a new call");
    }

    public static Request answer(String dialogId, String extension) {
        return leg(dialogId, extension, DialogAction.ANSWER, DialogState.ACTIVE);
    }

    public static Request hold(String dialogId, String extension) {
        return leg(dialogId, extension, DialogAction.HOLD, DialogState.HELD);
    }

    public static Request retrieve(String dialogId, String extension) {
        return leg(dialogId, extension, DialogAction.RETRIEVE, DialogState.ACTIVE);
    }

    /** Leaves the call; with two parties it ends. */
    public static Request drop(String dialogId, String extension) {
        return to(dialogId, extension, DialogAction.DROP, null, null, left(dialogId, extension));
    }

    /** Calls a third party while the first is held; then {@link #transfer} or {@link #conference}, on the held call. */
    public static Request consult(String dialogId, String extension, String toAddress) {
        return to(
                dialogId,
                extension,
                DialogAction.CONSULT_CALL,
                toAddress,
                null,
                notification -> isChange(notification, dialogId)
                        || any(notification, dialog -> dialog.toAddress().equals(toAddress)));
    }

    /** Joins the first and the third party, and leaves. */
    public static Request transfer(String dialogId, String extension) {
        return to(dialogId, extension, DialogAction.TRANSFER, null, null, left(dialogId, extension));
    }

    /** Joins all three. */
    public static Request conference(String dialogId, String extension) {
        return to(
                dialogId,
                extension,
                DialogAction.CONFERENCE,
                null,
                null,
                notification ->
                        any(notification, dialog -> dialog.participants().size() > 2));
    }

    /** Gives the call away at once, without a word to the third party. */
    public static Request transferSingleStep(String dialogId, String extension, String toAddress) {
        return to(dialogId, extension, DialogAction.TRANSFER_SST, toAddress, null, left(dialogId, extension));
    }

    /**
     * Sends tones.
     *
     * @param tones digits, {@code *} and {@code #}; on CCE also A to D
     */
    public static Request sendDtmf(String dialogId, String extension, String tones) {
        if (!TONES.matcher(tones).matches()) {
            throw new IllegalArgumentException("tones: must be of 0 to 9, *, # and A to D");
        }
        XmlElement parameters = XmlElement.named("actionParams")
                .add(XmlElement.named("ActionParam")
                        .add("name", "dtmfString")
                        .add("value", tones)
                        .build())
                .build();
        Request request = to(dialogId, extension, DialogAction.SEND_DTMF, null, parameters, isChangeOf(dialogId));
        return tones.chars().anyMatch(Character::isLetter)
                ? request.cceOnly("Unified CCX sends no tones A to D")
                : request;
    }

    /**
     * Changes call data. A value that is too long is cut or refused without a word, so that only the deadline tells.
     *
     * @param wrapUpReason its label; null to leave it
     */
    public static Request updateCallData(
            String dialogId, String extension, @Nullable String wrapUpReason, Map<String, String> variables) {
        return to(
                dialogId,
                extension,
                DialogAction.UPDATE_CALL_DATA,
                null,
                properties(wrapUpReason, variables),
                notification -> any(
                        notification,
                        dialog -> dialog.id().equals(dialogId)
                                && (wrapUpReason == null
                                        || dialog.mediaProperties()
                                                .wrapUpReason()
                                                .equals(wrapUpReason))
                                && dialog.mediaProperties()
                                        .variables()
                                        .entrySet()
                                        .containsAll(variables.entrySet())));
    }

    /** Puts another party out of a conference; for supervisors. */
    public static Request dropParticipant(String dialogId, String participant) {
        return to(dialogId, participant, DialogAction.PARTICIPANT_DROP, null, null, left(dialogId, participant));
    }

    /**
     * Any other action that a participant shows: outbound previews ({@code ACCEPT}, {@code REJECT}, {@code CLOSE}), {@code RECLASSIFY}, {@code
     * START_RECORDING} and callbacks. Any change of the dialog counts as its outcome.
     */
    public static Request other(String dialogId, String extension, DialogAction action) {
        return to(dialogId, extension, action, null, null, isChangeOf(dialogId));
    }

    /** Joins a call that one listens to; for supervisors. */
    public static Request barge(String loginId, String extension, String monitoredDialog, String agentExtension) {
        return watch(loginId, extension, monitoredDialog, agentExtension, DialogAction.BARGE_CALL);
    }

    /** Listens to an agent's call; for supervisors. */
    public static Request silentMonitor(String loginId, String extension, String agentExtension) {
        return watch(loginId, extension, null, agentExtension, DialogAction.SILENT_MONITOR);
    }

    private static Request watch(
            String loginId, String extension, @Nullable String dialogId, String agent, DialogAction action) {
        var body = XmlElement.named("Dialog")
                .add("requestedAction", action.value())
                .add("fromAddress", extension)
                .add("toAddress", agent);
        if (dialogId != null) {
            body.add("associatedDialogUri", Paths.dialog(dialogId));
        }
        return Request.post(
                action + " by " + extension,
                Paths.dialogs(loginId),
                body.build(),
                told(
                        Paths.dialogs(loginId),
                        notification -> dialogs(notification)
                                && any(
                                        notification,
                                        dialog -> dialog.participant(extension).isPresent())));
    }

    private static Request leg(String dialogId, String extension, DialogAction action, DialogState wanted) {
        String path = Paths.dialog(dialogId);
        Predicate<Dialog> holds = dialog -> dialog.id().equals(dialogId)
                && dialog.participant(extension)
                        .map(Participant::state)
                        .filter(wanted::equals)
                        .isPresent();
        var outcome = new Outcome(
                path,
                notification -> any(notification, holds),
                path,
                payload -> payload instanceof Dialog dialog && holds.test(dialog),
                errors -> false);
        return Request.put(action + " of dialog " + dialogId, path, body(extension, action, null, null), outcome);
    }

    private static Request to(
            String dialogId,
            String extension,
            DialogAction action,
            @Nullable String toAddress,
            @Nullable XmlElement more,
            Predicate<Notification> told) {
        String path = Paths.dialog(dialogId);
        return Request.put(
                action + " of dialog " + dialogId, path, body(extension, action, toAddress, more), told(path, told));
    }

    private static XmlElement body(
            String extension, DialogAction action, @Nullable String toAddress, @Nullable XmlElement more) {
        var body = XmlElement.named("Dialog")
                .add("requestedAction", action.value())
                .add("targetMediaAddress", extension)
                .addIfSet("toAddress", toAddress);
        return (more == null ? body : body.add(more)).build();
    }

    private static XmlElement properties(@Nullable String wrapUpReason, Map<String, String> variables) {
        var properties = XmlElement.named("mediaProperties").addIfSet(WRAP_UP_REASON, wrapUpReason);
        if (!variables.isEmpty()) {
            var list = XmlElement.named("callvariables");
            variables.forEach((name, value) -> list.add(XmlElement.named("CallVariable")
                    .add("name", name)
                    .add("value", value)
                    .build()));
            properties.add(list.build());
        }
        return properties.build();
    }

    private static Outcome told(String object, Predicate<Notification> told) {
        return new Outcome(object, told, null, payload -> false, errors -> false);
    }

    private static Predicate<Notification> left(String dialogId, String extension) {
        return notification -> any(
                notification,
                dialog -> dialog.id().equals(dialogId)
                        && (notification.isRemoval()
                                || dialog.participant(extension)
                                        .map(party -> party.state().equals(DialogState.DROPPED)
                                                || party.state().equals(DialogState.WRAP_UP))
                                        .orElse(true)));
    }

    private static Predicate<Notification> isChangeOf(String dialogId) {
        return notification -> isChange(notification, dialogId);
    }

    private static boolean isChange(Notification notification, String dialogId) {
        return any(notification, dialog -> dialog.id().equals(dialogId));
    }

    private static boolean dialogs(Notification notification) {
        return notification.event().equals(Notification.POST);
    }

    private static boolean any(Notification notification, Predicate<Dialog> holds) {
        if (notification.payload() instanceof Dialog dialog) {
            return holds.test(dialog);
        }
        return notification.payload() instanceof Dialogs dialogs
                && dialogs.dialogs().stream().anyMatch(holds);
    }
}
