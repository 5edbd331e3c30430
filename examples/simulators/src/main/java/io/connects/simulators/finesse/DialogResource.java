package io.connects.simulators.finesse;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * {@code Dialog/ID}: a call or a task. The body of a task's action is not documented in public: {@code requestedAction}, and for TRANSFER
 * {@code toAddress}, are what is taken here.
 */
final class DialogResource implements Resource {
    private static final int MAX_VARIABLE_BYTES = 40;
    private static final Pattern TONES = Pattern.compile("[0-9*#A-D]{1,32}");
    private static final Pattern TONES_OF_CCX = Pattern.compile("[0-9*#]{1,32}");

    @Override
    public ApiAnswer answer(ApiCall call) {
        call.require("GET", "PUT");
        String id = call.part(1);
        Optional<AgentTask> task = call.core().tasks.find(id);
        if (task.isPresent()) {
            return task(call, task.get());
        }
        Call found = call.core().calls.find(id).orElseThrow(() -> ErrorType.DIALOG_NOT_FOUND.of(id));
        boolean isOwn = found.of(call.user()).isPresent();
        if (!isOwn && !(call.isGet() && call.user().config.administrator())) {
            throw ErrorType.INVALID_USER.of(id);
        }
        if (call.isGet()) {
            return ApiAnswer.ok(CallXml.write("Dialog", found, call.core().calls));
        }
        call.core().callActions.ask(call.request(), found, read(call));
        return ApiAnswer.ACCEPTED;
    }

    private static ApiAnswer task(ApiCall call, AgentTask task) {
        if (task.agent != call.user() && !(call.isGet() && call.user().config.administrator())) {
            throw ErrorType.INVALID_USER.of(task.id());
        }
        if (call.isGet()) {
            return ApiAnswer.ok(TaskXml.write("Dialog", task));
        }
        TaskAction action = TaskAction.of(call.required("requestedAction"))
                .orElseThrow(() -> new ApiRefusal(ErrorType.INVALID_INPUT, "requestedAction", task.media.domain.id()));
        if (action == TaskAction.TRANSFER && call.optional("toAddress").isEmpty()) {
            throw new ApiRefusal(ErrorType.PARAMETER_MISSING, "toAddress", task.media.domain.id());
        }
        call.core().tasks.ask(call.request(), task, action);
        return ApiAnswer.ACCEPTED;
    }

    private static CallRequest read(ApiCall call) {
        CallAction action = CallAction.of(call.required("requestedAction"))
                .orElseThrow(() -> ErrorType.INVALID_INPUT.of("requestedAction"));
        String target = call.required("targetMediaAddress");
        if (action != CallAction.PARTICIPANT_DROP && !target.equals(call.user().extension)) {
            throw ErrorType.INVALID_INPUT.of("targetMediaAddress");
        }
        String to = "";
        if (action == CallAction.CONSULT_CALL || action == CallAction.TRANSFER_SST) {
            to = destination(call);
        }
        if (action == CallAction.START_RECORDING && call.core().isCce()) {
            throw ErrorType.NOT_IMPLEMENTED.of(action.name());
        }
        if (action == CallAction.SEND_DTMF) {
            requireTones(call);
        }
        String wrapUp = call.body()
                .first("mediaProperties")
                .map(properties -> properties.textOf("wrapUpReason"))
                .orElse("");
        return new CallRequest(action, target, to, variables(call), wrapUp);
    }

    static String destination(ApiCall call) {
        String to = call.required("toAddress");
        if (!to.matches("[0-9*#+A-Za-z.@-]{1,64}")) {
            throw ErrorType.INVALID_DESTINATION.of("toAddress");
        }
        return to;
    }

    private static void requireTones(ApiCall call) {
        String tones = call.body().first("actionParams").stream()
                .flatMap(parameters -> parameters.children("ActionParam").stream())
                .filter(parameter -> parameter.textOf("name").equals("dtmfString"))
                .map(parameter -> parameter.textOf("value"))
                .findFirst()
                .orElseThrow(() -> ErrorType.PARAMETER_MISSING.of("dtmfString"));
        if (!(call.core().isCce() ? TONES : TONES_OF_CCX).matcher(tones).matches()) {
            throw ErrorType.INVALID_INPUT.of("dtmfString");
        }
    }

    /** Call variables have at most 40 bytes; those of ECC are truncated elsewhere, and not here. */
    static Map<String, String> variables(ApiCall call) {
        Map<String, String> variables = new LinkedHashMap<>();
        call.body().first("mediaProperties").ifPresent(properties -> {
            properties.children().stream()
                    .filter(child -> child.name().startsWith("callVariable"))
                    .forEach(child -> variables.put(child.name(), child.text()));
            properties
                    .first("callvariables")
                    .ifPresent(list -> list.children("CallVariable")
                            .forEach(one -> variables.put(one.textOf("name"), one.textOf("value"))));
        });
        variables.forEach((name, value) -> {
            if (name.isEmpty()) {
                throw ErrorType.PARAMETER_MISSING.of("name");
            }
            boolean isEcc = name.startsWith("user.");
            if (!isEcc && value.getBytes(StandardCharsets.UTF_8).length > MAX_VARIABLE_BYTES) {
                throw ErrorType.INVALID_INPUT.of(name);
            }
        });
        return variables;
    }
}
