package io.connects.finesse.request;

import io.connects.finesse.message.ApiErrors;
import io.connects.finesse.message.Media;
import io.connects.finesse.message.MediaSignIn;
import io.connects.finesse.message.MediaState;
import io.connects.finesse.xml.XmlElement;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What an agent can do in a media routing domain other than voice; CCE 11.5 and later.
 *
 * @see <a href="https://developer.cisco.com/docs/task-routing/">Task Routing APIs</a>
 */
public final class MediaRequests {
    private static final String NOT_ON_CCX = "Unified CCX has no media routing domains but voice";
    /** E_ARM_STAT_AGENT_ALREADY_LOGGED_IN: expected after a failover, and the three settings are taken all the same. */
    private static final String ALREADY_SIGNED_IN = "1";

    private MediaRequests() {}

    /** Signs in: the agent is then not ready, and routable. */
    public static Request signIn(String loginId, String mrdId, MediaSignIn settings) {
        XmlElement body = XmlElement.named("Media")
                .add("state", MediaState.LOGIN.value())
                .add("maxDialogLimit", Integer.toString(settings.maxDialogLimit()))
                .add("interruptAction", settings.interruptAction().name())
                .add("dialogLogoutAction", settings.dialogLogoutAction().name())
                .build();
        Request request = to(loginId, mrdId, "sign in", body, Media::signedIn);
        Outcome outcome = request.outcome();
        return outcome == null
                ? request
                : Request.put(request.name(), request.path(), body, outcome.unless(MediaRequests::alreadySignedIn))
                        .cceOnly(NOT_ON_CCX);
    }

    private static boolean alreadySignedIn(ApiErrors errors) {
        return errors.errors().stream()
                .anyMatch(error -> error.data().equals(ALREADY_SIGNED_IN)
                        || error.message().contains("AGENT_ALREADY_LOGGED_IN"));
    }

    /** Makes the agent ready, and with it routable. To one who is ready nothing happens, and no notification comes. */
    public static Request ready(String loginId, String mrdId) {
        return to(loginId, mrdId, "READY", state(MediaState.READY, null), MediaRequests::isReady);
    }

    private static boolean isReady(Media media) {
        return media.signedIn()
                && !media.state().equals(MediaState.NOT_READY)
                && !media.state().equals(MediaState.WORK_NOT_READY)
                && !media.state().equals(MediaState.LOGIN);
    }

    /** Makes the agent not ready; refused while a task is offered. With open tasks, {@link #routable} false serves better. */
    public static Request notReady(String loginId, String mrdId, @Nullable String reasonCodeId) {
        return to(
                loginId,
                mrdId,
                "NOT_READY",
                state(MediaState.NOT_READY, reasonCodeId),
                media -> media.state().equals(MediaState.NOT_READY)
                        || media.state().equals(MediaState.WORK_NOT_READY));
    }

    /** Signs out; what becomes of open tasks was said at sign-in. */
    public static Request signOut(String loginId, String mrdId, @Nullable String reasonCodeId) {
        return to(loginId, mrdId, "sign out", state(MediaState.LOGOUT, reasonCodeId), media -> !media.signedIn());
    }

    /** Says whether the agent may be given tasks, which changes no state. Delayed while a task is offered. */
    public static Request routable(String loginId, String mrdId, boolean routable) {
        XmlElement body = XmlElement.named("Media")
                .add("routable", Boolean.toString(routable))
                .build();
        return to(
                loginId,
                mrdId,
                routable ? "routable" : "not routable",
                body,
                media -> Boolean.valueOf(routable).equals(media.routable()));
    }

    private static XmlElement state(MediaState state, @Nullable String reasonCodeId) {
        return XmlElement.named("Media")
                .add("state", state.value())
                .addIfSet("reasonCodeId", reasonCodeId)
                .build();
    }

    private static Request to(String loginId, String mrdId, String name, XmlElement body, Predicate<Media> holds) {
        String path = Paths.media(loginId, mrdId);
        return Request.put(
                        name + " of " + loginId + " in " + mrdId,
                        path,
                        body,
                        Outcome.state(path, payload -> payload instanceof Media media && holds.test(media)))
                .cceOnly(NOT_ON_CCX);
    }
}
