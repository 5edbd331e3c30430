package io.connects.finesse.request;

import io.connects.finesse.message.AgentState;
import io.connects.finesse.message.MobileAgent;
import io.connects.finesse.message.User;
import io.connects.finesse.xml.XmlElement;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What an agent can do in the voice domain, or a supervisor for agents of the own teams.
 *
 * @see <a href="https://developer.cisco.com/docs/finesse/user-apis">User APIs</a>
 */
public final class UserRequests {
    private UserRequests() {}

    /** Signs in; an agent who is signed in already keeps the state. */
    public static Request signIn(String loginId, String extension) {
        return signIn(loginId, extension, null, null);
    }

    /**
     * Signs in.
     *
     * @param mobile null for a phone of the contact centre; CCE only, and lost in a failover
     * @param activeDeviceId of a shared line; null for none
     */
    public static Request signIn(
            String loginId, String extension, @Nullable MobileAgent mobile, @Nullable String activeDeviceId) {
        var body = XmlElement.named("User")
                .add("state", AgentState.LOGIN.value())
                .add("extension", extension)
                .addIfSet("activeDeviceId", activeDeviceId);
        if (mobile != null) {
            body.add(XmlElement.named("mobileAgent")
                    .add("mode", mobile.mode())
                    .add("dialNumber", mobile.dialNumber())
                    .build());
        }
        Request request = to(loginId, "sign in of ", body.build(), User::signedIn);
        return mobile == null ? request : request.cceOnly("Unified CCX has no mobile agents");
    }

    /** Makes the agent ready; during a call, at its end. */
    public static Request ready(String loginId) {
        return state(loginId, AgentState.READY, null);
    }

    /**
     * Makes the agent not ready; during a call, at its end.
     *
     * @param reasonCodeId Finesse's id of a reason code, not the code; null for none, which Finesse refuses where codes exist. A supervisor gives
     *     none
     */
    public static Request notReady(String loginId, @Nullable String reasonCodeId) {
        return state(loginId, AgentState.NOT_READY, reasonCodeId);
    }

    /**
     * Signs out; CCE takes it from agents who are not ready alone.
     *
     * @param reasonCodeId as for {@link #notReady}
     * @param andAllMedia whether also of all media routing domains
     */
    public static Request signOut(String loginId, @Nullable String reasonCodeId, boolean andAllMedia) {
        XmlElement body = XmlElement.named("User")
                .add("state", AgentState.LOGOUT.value())
                .addIfSet("reasonCodeId", reasonCodeId)
                .addIfSet("logoutAllMedia", andAllMedia ? "true" : null)
                .build();
        return to(loginId, "sign out of ", body, user -> user.state().equals(AgentState.LOGOUT));
    }

    private static Request state(String loginId, AgentState state, @Nullable String reasonCodeId) {
        XmlElement body = XmlElement.named("User")
                .add("state", state.value())
                .addIfSet("reasonCodeId", reasonCodeId)
                .build();
        return to(
                loginId,
                state + " of ",
                body,
                user -> is(user, state, reasonCodeId) || user.pendingState().equals(state));
    }

    private static boolean is(User user, AgentState state, @Nullable String reasonCodeId) {
        return user.state().equals(state)
                && (reasonCodeId == null || user.reasonCodeId().equals(reasonCodeId));
    }

    private static Request to(String loginId, String name, XmlElement body, Predicate<User> holds) {
        String path = Paths.user(loginId);
        return Request.put(
                name + loginId,
                path,
                body,
                Outcome.state(path, payload -> payload instanceof User user && holds.test(user)));
    }
}
