package io.connects.finesse;

import io.connects.core.PeerRefusedException;
import io.connects.finesse.codec.DeskXml;
import io.connects.finesse.codec.DialogXml;
import io.connects.finesse.codec.MediaXml;
import io.connects.finesse.codec.NotificationXml;
import io.connects.finesse.codec.QueueXml;
import io.connects.finesse.codec.ReasonCodeXml;
import io.connects.finesse.codec.SystemInfoXml;
import io.connects.finesse.codec.UserXml;
import io.connects.finesse.message.Dialog;
import io.connects.finesse.message.Dialogs;
import io.connects.finesse.message.Media;
import io.connects.finesse.message.MediaList;
import io.connects.finesse.message.MediaPropertiesLayout;
import io.connects.finesse.message.Payload;
import io.connects.finesse.message.PhoneBook;
import io.connects.finesse.message.Queue;
import io.connects.finesse.message.ReasonCode;
import io.connects.finesse.message.SystemInfo;
import io.connects.finesse.message.Team;
import io.connects.finesse.message.User;
import io.connects.finesse.message.WrapUpReason;
import io.connects.finesse.request.Paths;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * What Finesse tells when asked. An agent may read what is the agent's own, a supervisor what is of the own teams, an administrator everything.
 * Thread-safe.
 */
public final class FinesseReads {
    private final FinesseRest rest;

    FinesseReads(FinesseRest rest) {
        this.rest = rest;
    }

    /** How the node is; needs no credentials. */
    public CompletableFuture<SystemInfo> systemInfo() {
        return rest.getOpenly(Paths.systemInfo()).thenApply(SystemInfoXml::read);
    }

    /**
     * Whether a user of a hybrid deployment signs in with single sign-on: {@code SSO} or {@code NON_SSO}. Needs no credentials; not before 12.5, and
     * an administrator can switch it off.
     *
     * @param user login id or login name
     */
    public CompletableFuture<String> userAuthMode(String user) {
        return rest.getOpenly(Paths.userAuthMode(user))
                .thenApply(element -> element.childText("authMode").strip());
    }

    /** @param user the login id, or on CCE the login name */
    public CompletableFuture<User> user(String user) {
        return rest.get(Paths.user(user)).thenApply(UserXml::read);
    }

    /** Everybody; for administrators, with the API for configuration. */
    public CompletableFuture<List<User>> users() {
        return rest.get(Paths.users()).thenApply(UserXml::readAll);
    }

    /** The calls of a user. */
    public CompletableFuture<Dialogs> dialogs(String loginId) {
        return rest.get(Paths.dialogs(loginId)).thenApply(DialogXml::readAll);
    }

    /** A call or a task. */
    public CompletableFuture<Dialog> dialog(String dialogId) {
        return rest.get(Paths.dialog(dialogId)).thenApply(DialogXml::read);
    }

    /** The media routing domains of a user but voice; CCE only. */
    public CompletableFuture<MediaList> media(String loginId) {
        return rest.get(Paths.media(loginId)).thenApply(MediaXml::readAll);
    }

    /** One domain of a user. */
    public CompletableFuture<Media> media(String loginId, String mrdId) {
        return rest.get(Paths.media(loginId, mrdId)).thenApply(MediaXml::read);
    }

    /** The tasks of a user in one domain. */
    public CompletableFuture<Dialogs> tasks(String loginId, String mrdId) {
        return rest.get(Paths.tasks(loginId, mrdId)).thenApply(DialogXml::readAll);
    }

    public CompletableFuture<Team> team(String teamId) {
        return rest.get(Paths.team(teamId)).thenApply(UserXml::readTeam);
    }

    /** CCE only. */
    public CompletableFuture<Queue> queue(String queueId) {
        return rest.get(Paths.queue(queueId)).thenApply(QueueXml::read);
    }

    /** The queues of a user; CCE only. */
    public CompletableFuture<List<Queue>> queues(String loginId) {
        return rest.get(Paths.user(loginId) + "/Queues").thenApply(QueueXml::readAll);
    }

    /** @param category {@code NOT_READY}, {@code LOGOUT} or {@code ALL} */
    public CompletableFuture<List<ReasonCode>> reasonCodes(String loginId, String category) {
        return rest.get(Paths.reasonCodes(loginId, category)).thenApply(ReasonCodeXml::readAll);
    }

    /**
     * Finesse's id of a reason code, which requests carry instead of the code. Codes that CCE sets by itself have none, and fail as {@code Not
     * Found}.
     *
     * @param category {@code NOT_READY} or {@code LOGOUT}
     * @param code the number that CCE and reports know
     */
    public CompletableFuture<String> reasonCodeId(String loginId, String category, String code) {
        return reasonCodes(loginId, category)
                .thenApply(codes -> codes.stream()
                        .filter(reason -> reason.code().equals(code))
                        .findFirst()
                        .map(ReasonCode::id)
                        .orElseThrow(() -> new PeerRefusedException(
                                "the id of reason code " + code,
                                "Not Found",
                                "Finesse knows no such code of category " + category + " for " + loginId,
                                false)));
    }

    public CompletableFuture<List<WrapUpReason>> wrapUpReasons(String loginId) {
        return rest.get(Paths.user(loginId) + "/WrapUpReasons").thenApply(ReasonCodeXml::readWrapUpReasons);
    }

    public CompletableFuture<List<PhoneBook>> phoneBooks(String loginId) {
        return rest.get(Paths.user(loginId) + "/PhoneBooks").thenApply(DeskXml::readPhoneBooks);
    }

    /** The layout of older releases. */
    public CompletableFuture<MediaPropertiesLayout> layout(String loginId) {
        return rest.get(Paths.user(loginId) + "/MediaPropertiesLayout").thenApply(DeskXml::readLayout);
    }

    /** The layouts of releases that have several. */
    public CompletableFuture<List<MediaPropertiesLayout>> layouts(String loginId) {
        return rest.get(Paths.user(loginId) + "/MediaPropertiesLayouts").thenApply(DeskXml::readLayouts);
    }

    /** Whatever is at a path, by the name of its element. */
    CompletableFuture<Payload> payload(String path) {
        return rest.get(path).thenApply(NotificationXml::payload);
    }
}
