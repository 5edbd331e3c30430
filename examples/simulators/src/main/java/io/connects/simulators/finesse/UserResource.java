package io.connects.simulators.finesse;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/** {@code User/ID}: who an agent is, and the agent's state at the telephone. */
final class UserResource implements Resource {
    private static final Set<UserState> ASKED =
            Set.of(UserState.LOGIN, UserState.LOGOUT, UserState.READY, UserState.NOT_READY);

    private final Reasons reasons;

    UserResource(FinesseOptions options) {
        reasons = new Reasons(options);
    }

    @Override
    public ApiAnswer answer(ApiCall call) {
        call.require("GET", "PUT");
        if (call.isGet()) {
            Agent agent = call.ownOrReadable(1);
            return ApiAnswer.ok(UserXml.write("User", agent, call.core().options));
        }
        Agent agent = call.target(1);
        UserChange change = agent == call.user() ? ownChange(call, agent) : supervisorsChange(call, agent);
        call.core().users.ask(call.request(), agent, change);
        return ApiAnswer.ACCEPTED;
    }

    private static UserState state(ApiCall call) {
        String text = call.required("state");
        return UserState.of(text).filter(ASKED::contains).orElseThrow(() -> ErrorType.INVALID_INPUT.of("state"));
    }

    private UserChange ownChange(ApiCall call, Agent agent) {
        UserState state = state(call);
        if (state == UserState.LOGIN) {
            return new UserChange(state, call.required("extension"), mobile(call), Reason.NONE, false);
        }
        if (!agent.isSignedIn()) {
            throw ErrorType.INVALID_STATE.of("the user is signed out");
        }
        boolean allMedia = call.body().textOf("logoutAllMedia").equals("true");
        return new UserChange(state, "", null, reasons.read(call, state.name()), allMedia);
    }

    private static Agent.@Nullable MobileAgent mobile(ApiCall call) {
        Element mobile = call.body().first("mobileAgent").orElse(null);
        if (mobile == null) {
            return null;
        }
        if (!call.core().isCce()) {
            throw ErrorType.NOT_IMPLEMENTED.of("mobileAgent");
        }
        String mode = mobile.textOf("mode");
        if (!mode.equals("CALL_BY_CALL") && !mode.equals("NAILED_CONNECTION")) {
            throw ErrorType.INVALID_INPUT.of("mode");
        }
        if (mobile.textOf("dialNumber").isEmpty()) {
            throw ErrorType.PARAMETER_MISSING.of("dialNumber");
        }
        return new Agent.MobileAgent(mode, mobile.textOf("dialNumber"));
    }

    private static UserChange supervisorsChange(ApiCall call, Agent agent) {
        if (!call.user().config.isSupervisor()) {
            throw ErrorType.INVALID_USER.of(agent.id());
        }
        if (!call.user().config.supervises(agent.config)) {
            throw ErrorType.INVALID_SUPERVISOR.of(agent.id());
        }
        UserState state = state(call);
        if (state == UserState.LOGIN) {
            throw ErrorType.NOT_FOR_SUPERVISORS.of(state.name());
        }
        if (call.optional("reasonCodeId").isPresent()) {
            throw ErrorType.INVALID_INPUT.of("reasonCodeId");
        }
        if (!agent.isSignedIn()) {
            throw ErrorType.INVALID_STATE.of("the user is signed out");
        }
        Reason reason = state == UserState.READY
                ? Reason.NONE
                : Reason.system(call.core().options.flavour.supervisorReason());
        return new UserChange(state, "", null, reason, false);
    }
}
