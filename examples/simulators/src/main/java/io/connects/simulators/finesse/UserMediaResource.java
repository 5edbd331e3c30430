package io.connects.simulators.finesse;

import java.util.List;
import java.util.Set;

/** {@code User/ID/Media}, {@code User/ID/Media/MRD} and {@code User/ID/Media/MRD/Dialogs}; CCE only. */
final class UserMediaResource implements Resource {
    private static final int MOST_DIALOGS = 10;
    private static final Set<String> LOGOUT_ACTIONS = Set.of("CLOSE", "TRANSFER");
    private static final Set<String> INTERRUPT_ACTIONS = Set.of("ACCEPT", "IGNORE");

    private final Reasons reasons;

    UserMediaResource(FinesseOptions options) {
        reasons = new Reasons(options);
    }

    @Override
    public ApiAnswer answer(ApiCall call) {
        if (!call.core().isCce()) {
            throw ErrorType.NOT_IMPLEMENTED.of("Media");
        }
        Agent agent = call.ownOrReadable(1);
        FinesseSide side = call.request().side();
        if (call.path().size() == 3) {
            call.require("GET");
            Element list = Element.of("MediaList");
            agent.media.values().forEach(media -> list.add(MediaXml.write("Media", media, side)));
            return ApiAnswer.ok(list);
        }
        AgentMedia media = Media.of(agent, ApiCall.number(call.part(3), ErrorType.INVALID_INPUT))
                .orElseThrow(() -> ErrorType.NOT_FOUND.of(call.part(3)));
        if (call.path().size() == 5) {
            call.require("GET");
            Element list = Element.of("Dialogs");
            media.tasks.forEach(task -> list.add(TaskXml.write("Dialog", task)));
            return ApiAnswer.ok(list);
        }
        call.require("GET", "PUT");
        if (call.isGet()) {
            return ApiAnswer.ok(MediaXml.write("Media", media, side));
        }
        try {
            call.core().media.ask(call.request(), media, change(call));
        } catch (ApiRefusal e) {
            throw e.about(media.domain.id());
        }
        return ApiAnswer.ACCEPTED;
    }

    private MediaChange change(ApiCall call) {
        Boolean routable =
                call.optional("routable").map(UserMediaResource::bool).orElse(null);
        String text = call.body().textOf("state");
        if (text.isEmpty()) {
            if (routable == null) {
                throw ErrorType.PARAMETER_MISSING.of("state");
            }
            return new MediaChange(null, null, Reason.NONE, routable);
        }
        MediaState state = List.of(MediaState.LOGIN, MediaState.LOGOUT, MediaState.READY, MediaState.NOT_READY).stream()
                .filter(candidate -> candidate.name().equals(text))
                .findFirst()
                .orElseThrow(() -> ErrorType.INVALID_INPUT.of("state"));
        if (state == MediaState.LOGIN) {
            return new MediaChange(state, settings(call), Reason.NONE, null);
        }
        return new MediaChange(state, null, reasons.read(call, text), routable);
    }

    private static AgentMedia.Settings settings(ApiCall call) {
        int limit = ApiCall.number(call.required("maxDialogLimit"), ErrorType.INVALID_INPUT);
        if (limit < 1 || limit > MOST_DIALOGS) {
            throw ErrorType.INVALID_INPUT.of("maxDialogLimit");
        }
        String interrupt = call.optional("interruptAction").orElse("ACCEPT");
        String logout = call.optional("dialogLogoutAction").orElse("CLOSE");
        if (!INTERRUPT_ACTIONS.contains(interrupt)) {
            throw ErrorType.INVALID_INPUT.of("interruptAction");
        }
        if (!LOGOUT_ACTIONS.contains(logout)) {
            throw ErrorType.INVALID_INPUT.of("dialogLogoutAction");
        }
        return new AgentMedia.Settings(limit, interrupt, logout);
    }

    private static boolean bool(String text) {
        if (!text.equals("true") && !text.equals("false")) {
            throw ErrorType.INVALID_INPUT.of("routable");
        }
        return text.equals("true");
    }
}
