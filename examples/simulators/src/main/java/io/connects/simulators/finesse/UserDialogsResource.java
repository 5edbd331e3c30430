package io.connects.simulators.finesse;

import java.util.Map;

/** {@code User/ID/Dialogs}: an agent's calls, and new ones. */
final class UserDialogsResource implements Resource {
    @Override
    public ApiAnswer answer(ApiCall call) {
        call.require("GET", "POST");
        Agent agent = call.ownOrReadable(1);
        Calls calls = call.core().calls;
        if (call.isGet()) {
            Element list = Element.of("Dialogs");
            calls.of(agent).forEach(one -> list.add(CallXml.write("Dialog", one, calls)));
            return ApiAnswer.ok(list);
        }
        String action = call.required("requestedAction");
        if (!agent.isSignedIn()) {
            throw ErrorType.INVALID_STATE.of("the user is signed out");
        }
        if (!call.required("fromAddress").equals(agent.extension)) {
            throw ErrorType.INVALID_INPUT.of("fromAddress");
        }
        if (action.equals("SILENT_MONITOR")) {
            return monitor(call, agent);
        }
        if (!action.equals("MAKE_CALL")) {
            throw ErrorType.INVALID_INPUT.of("requestedAction");
        }
        String to = DialogResource.destination(call);
        if (!call.core().isCce() && call.body().has("mediaProperties")) {
            throw ErrorType.INVALID_INPUT.of("mediaProperties");
        }
        Map<String, String> variables = DialogResource.variables(call);
        call.core().callActions.call(call.request(), agent, to, variables);
        return ApiAnswer.ACCEPTED;
    }

    private static ApiAnswer monitor(ApiCall call, Agent supervisor) {
        String extension = call.required("toAddress");
        Agent agent = call.core()
                .calls
                .byExtension(extension)
                .orElseThrow(() -> ErrorType.INVALID_DESTINATION.of("toAddress"));
        if (!supervisor.config.supervises(agent.config)) {
            throw ErrorType.INVALID_SUPERVISOR.of(agent.id());
        }
        call.core().callActions.monitor(call.request(), supervisor, agent);
        return ApiAnswer.ACCEPTED;
    }
}
