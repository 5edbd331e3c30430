package io.connects.finesse.codec;

import static org.assertj.core.api.Assertions.assertThat;

import io.connects.finesse.message.AgentState;
import io.connects.finesse.message.Dialog;
import io.connects.finesse.message.DialogAction;
import io.connects.finesse.message.DialogState;
import io.connects.finesse.message.Media;
import io.connects.finesse.message.MediaSignIn;
import io.connects.finesse.message.MediaState;
import io.connects.finesse.message.MobileAgent;
import io.connects.finesse.message.Participant;
import io.connects.finesse.message.PhoneBook;
import io.connects.finesse.message.Queue;
import io.connects.finesse.message.SystemInfo;
import io.connects.finesse.message.Team;
import io.connects.finesse.message.TeamMessage;
import io.connects.finesse.message.User;
import io.connects.finesse.xml.XmlElement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class ObjectsTest {

    @Test
    void a_user_with_everything() {
        User user = UserXml.read(Golden.element("user"));
        assertThat(user.loginId()).isEqualTo("1001");
        assertThat(user.loginName()).isEqualTo("anna");
        assertThat(user.lastName()).isEqualTo("M\u00fcller");
        assertThat(user.state()).isEqualTo(AgentState.NOT_READY);
        assertThat(user.pendingState().value()).isEmpty();
        assertThat(user.stateChangeTime()).isEqualTo(Instant.parse("2026-03-04T05:06:07.089Z"));
        assertThat(user.reasonCodeId()).isEqualTo("17");
        assertThat(user.reason().code()).isEqualTo("12");
        assertThat(user.reason().label()).isEqualTo("Lunch & more");
        assertThat(user.extension()).isEqualTo("2001");
        assertThat(user.roles()).containsExactlyInAnyOrder("Agent", "Supervisor");
        assertThat(user.team()).isEqualTo(new User.TeamName("7", "Support"));
        assertThat(user.supervised())
                .containsExactly(new User.TeamName("7", "Support"), new User.TeamName("8", "Sales"));
        assertThat(user.skillTargetId()).isEqualTo(5011);
        assertThat(user.mobileAgent()).isEqualTo(new MobileAgent(MobileAgent.CALL_BY_CALL, "4915100"));
        assertThat(user.others()).extracting(XmlElement::name).containsExactly("mediaType", "settings", "wrapUpTimer");
        assertThat(user.signedIn()).isTrue();
    }

    @Test
    void a_user_right_after_login_has_no_time_no_reason_and_no_mobile_phone() {
        User user = UserXml.read(Golden.element("user-after-login"));
        assertThat(user.stateChangeTime()).isNull();
        assertThat(user.reason()).isNull();
        assertThat(user.reasonCodeId()).isEqualTo("-1");
        assertThat(user.mobileAgent()).isNull();
        assertThat(user.others()).isEmpty();
    }

    @Test
    void states_that_are_not_known_survive() {
        User user =
                UserXml.read(XmlElement.named("User").add("state", "MEDITATING").build());
        assertThat(user.state()).isEqualTo(new AgentState("MEDITATING"));
        assertThat(user.signedIn()).isTrue();
    }

    @Test
    void a_time_that_cannot_be_read_is_none() {
        User user = UserXml.read(
                XmlElement.named("User").add("stateChangeTime", "soon").build());
        assertThat(user.stateChangeTime()).isNull();
    }

    @Test
    void a_call_with_two_parties() {
        Dialog dialog = DialogXml.read(Golden.element("dialog-voice"));
        assertThat(dialog.id()).isEqualTo("16804377");
        assertThat(dialog.secondaryId()).isEqualTo("16804370");
        assertThat(dialog.isTask()).isFalse();
        assertThat(dialog.mediaProperties().variables())
                .containsExactly(Map.entry("callVariable1", " <b> &amp;"), Map.entry("user.case", "500xx"));
        assertThat(dialog.mediaProperties().other("queueName")).isEqualTo("Support");
        assertThat(dialog.mediaProperties().wrapUpReason()).isEqualTo("Order");
        Participant agent = dialog.participant("2001").orElseThrow();
        assertThat(agent.state()).isEqualTo(DialogState.ACTIVE);
        assertThat(agent.actions())
                .containsExactlyInAnyOrder(DialogAction.HOLD, DialogAction.DROP, new DialogAction("NEW_ONE"));
        assertThat(dialog.participants()).hasSize(2);
        assertThat(dialog.participant("1")).isEmpty();
    }

    @Test
    void a_task() {
        Dialog task = DialogXml.read(Golden.element("dialog-task"));
        assertThat(task.isTask()).isTrue();
        assertThat(task.state()).isEqualTo(DialogState.OFFERED);
        assertThat(task.mediaProperties().mediaId()).isEqualTo("5003");
        assertThat(task.mediaProperties().other("dispositionCode")).isEqualTo("CD_RING_NO_ANSWER");
        assertThat(task.participants().get(0).actions()).containsExactly(DialogAction.ACCEPT);
    }

    @Test
    void the_domains_of_an_agent() {
        List<Media> media = MediaXml.readAll(Golden.element("media-list")).media();
        Media cases = media.get(0);
        assertThat(cases.state()).isEqualTo(MediaState.WORK_NOT_READY);
        assertThat(cases.routable()).isFalse();
        assertThat(cases.signIn())
                .isEqualTo(new MediaSignIn(3, MediaSignIn.InterruptAction.IGNORE, MediaSignIn.LogoutAction.TRANSFER));
        assertThat(cases.signedIn()).isTrue();
        Media mail = media.get(1);
        assertThat(mail.state().value()).isEmpty();
        assertThat(mail.routable()).isNull();
        assertThat(mail.signIn()).isNull();
        assertThat(mail.signedIn()).isFalse();
    }

    @Test
    void a_node_in_maintenance_whose_cti_server_is_silent() {
        SystemInfo info = SystemInfoXml.read(Golden.element("system-info"));
        assertThat(info.inService()).isTrue();
        assertThat(info.isCcx()).isFalse();
        assertThat(info.ctiAlive()).isFalse();
        assertThat(info.primary()).isEqualTo(new SystemInfo.Node("finesse-a.example.com", 8445));
        assertThat(info.secondary()).isEqualTo(new SystemInfo.Node("finesse-b.example.com", null));
        assertThat(info.xmppPubSubDomain()).isEqualTo("pubsub.finesse-a.example.com");
        assertThat(info.maintenance()).isEqualTo(new SystemInfo.Maintenance(true, false));
    }

    @Test
    void whatever_is_not_in_service_is_down() {
        SystemInfo info = SystemInfoXml.read(
                XmlElement.named("SystemInfo").add("status", "PARTIAL_SERVICE").build());
        assertThat(info.inService()).isFalse();
        assertThat(info.secondary()).isNull();
        assertThat(info.maintenance()).isNull();
    }

    @Test
    void a_team_writes_its_reason_codes_in_lower_case() {
        Team team = UserXml.readTeam(Golden.element("team"));
        assertThat(team.id()).isEqualTo("7");
        assertThat(team.users()).extracting(User::loginId).containsExactly("1001", "1002");
        assertThat(team.users().get(0).reason().code()).isEqualTo("12");
        assertThat(team.users().get(1).signedIn()).isFalse();
    }

    @Test
    void a_queue_keeps_counts_of_any_name() {
        Queue queue = QueueXml.read(Golden.element("queue"));
        assertThat(queue.id()).isEqualTo("5100");
        assertThat(queue.count("callsInQueue")).hasValue(3);
        assertThat(queue.count("agentsBusyOther")).hasValue(2);
        assertThat(queue.count("none")).isEmpty();
        assertThat(queue.longestSince()).isEqualTo(Instant.parse("2026-03-04T05:06:07Z"));
    }

    @Test
    void reason_codes_of_old_releases_have_their_id_in_the_address_alone() {
        assertThat(ReasonCodeXml.readAll(Golden.element("reason-codes")))
                .extracting(reason -> reason.id() + "=" + reason.code())
                .containsExactly("17=12", "18=13");
    }

    @Test
    void phone_books_and_layouts() {
        PhoneBook book = DeskXml.readPhoneBooks(Golden.element("phone-books")).get(0);
        assertThat(book.id()).isEqualTo("3");
        assertThat(book.contacts()).containsExactly(new PhoneBook.Contact("Bo", "B", "1", "desk"));
        var layout = DeskXml.readLayout(Golden.element("layout"));
        assertThat(layout.header().mediaProperty()).isEqualTo("callVariable1");
        assertThat(layout.columns()).hasSize(2);
        assertThat(layout.columns().get(0).get(0).displayName()).isEqualTo("Who");
    }

    @Test
    void a_message_to_teams_goes_both_ways() {
        TeamMessage message = TeamMessageXml.read(Golden.element("team-message"));
        assertThat(message)
                .isEqualTo(new TeamMessage(
                        "9",
                        "1001",
                        Instant.ofEpochSecond(1772600767),
                        Duration.ofMinutes(1),
                        "Storm & rain",
                        List.of("7", "8")));
        TeamMessage again = TeamMessageXml.read(TeamMessageXml.write(message));
        assertThat(again.content()).isEqualTo(message.content());
        assertThat(again.teams()).isEqualTo(message.teams());
        assertThat(again.duration()).isEqualTo(message.duration());
    }
}
