package io.connects.finesse.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.connects.finesse.codec.DialogXml;
import io.connects.finesse.codec.MediaXml;
import io.connects.finesse.codec.UserXml;
import io.connects.finesse.message.Dialog;
import io.connects.finesse.message.Dialogs;
import io.connects.finesse.message.Fact;
import io.connects.finesse.message.Media;
import io.connects.finesse.message.Notification;
import io.connects.finesse.message.Payload;
import io.connects.finesse.message.Team;
import io.connects.finesse.message.Unrecognised;
import io.connects.finesse.message.User;
import io.connects.finesse.xml.XmlElement;
import io.connects.finesse.xml.XmlReader;
import java.util.List;
import org.junit.jupiter.api.Test;

final class PictureTest {
    private final Picture picture = new Picture("1001");

    static User user(String id, String state, int second) {
        return UserXml.read(XmlElement.named("User")
                .add("loginId", id)
                .add("state", state)
                .add("stateChangeTime", "2026-03-04T05:06:%02d.000Z".formatted(second))
                .build());
    }

    static Dialog dialog(String id, String state, int second) {
        String mrd = id.indexOf('_') >= 0 ? "5003" : "1";
        return DialogXml.read(new XmlReader(10_000)
                .read("<Dialog><id>" + id + "</id><state>" + state + "</state><mediaProperties><mediaId>" + mrd
                        + "</mediaId></mediaProperties><participants><Participant><actions><action>CLOSE</action></actions><mediaAddress>1001</mediaAddress><state>"
                        + state
                        + "</state><stateChangeTime>2026-03-04T05:06:%02d.000Z</stateChangeTime></Participant></participants></Dialog>"
                                .formatted(second)));
    }

    static Media media(String state, int second) {
        return MediaXml.read(XmlElement.named("Media")
                .add("id", "5003")
                .add("state", state)
                .add("stateChangeTime", "2026-03-04T05:06:%02d.000Z".formatted(second))
                .build());
    }

    static Notification told(String event, Payload payload) {
        return new Notification(event, "/finesse/api/X", "", payload);
    }

    private List<Fact> facts(String event, Payload payload) {
        return picture.told(told(event, payload)).facts();
    }

    @Test
    void a_change_tells_from_and_to() {
        User first = user("1001", "NOT_READY", 1);
        User then = user("1001", "READY", 2);
        assertThat(facts("PUT", first)).containsExactly(new Fact.UserChanged(null, first));
        assertThat(facts("PUT", then)).containsExactly(new Fact.UserChanged(first, then));
    }

    @Test
    void what_is_told_twice_is_told_once() {
        assertThat(facts("PUT", user("1001", "READY", 2))).hasSize(1);
        assertThat(facts("PUT", user("1001", "READY", 2))).isEmpty();
    }

    @Test
    void older_news_is_left_out() {
        assertThat(facts("PUT", user("1001", "READY", 5))).hasSize(1);
        assertThat(facts("PUT", user("1001", "NOT_READY", 4))).isEmpty();
        assertThat(picture.user("1001").state().value()).isEqualTo("READY");
    }

    @Test
    void a_team_tells_less_and_takes_nothing_away() {
        User whole = user("1001", "READY", 5);
        picture.read(whole);
        User little = UserXml.read(XmlElement.named("User")
                .add("loginId", "1001")
                .add("state", "READY")
                .build());
        assertThat(picture.read(new Team("7", "", List.of(little))).facts()).isEmpty();
        assertThat(picture.user("1001")).isEqualTo(whole);
        User other = UserXml.read(XmlElement.named("User")
                .add("loginId", "1001")
                .add("state", "LOGOUT")
                .build());
        assertThat(picture.read(new Team("7", "", List.of(other))).facts())
                .containsExactly(new Fact.UserChanged(whole, other));
    }

    @Test
    void dialogs_come_change_and_go() {
        Dialog offered = dialog("1_2_3", "OFFERED", 1);
        Dialog active = dialog("1_2_3", "ACTIVE", 2);
        assertThat(facts("POST", new Dialogs(List.of(offered)))).containsExactly(new Fact.DialogAdded("1001", offered));
        assertThat(facts("PUT", active)).containsExactly(new Fact.DialogChanged("1001", offered, active));
        assertThat(facts("PUT", dialog("1_2_3", "ACCEPTED", 1))).isEmpty();
        assertThat(facts("DELETE", new Dialogs(List.of(active))))
                .containsExactly(new Fact.DialogRemoved("1001", active));
        assertThat(facts("PUT", active)).as("late news of what has ended").isEmpty();
        assertThat(facts("DELETE", new Dialogs(List.of(active)))).isEmpty();
    }

    @Test
    void a_task_that_is_closed_is_gone() {
        picture.told(told("POST", new Dialogs(List.of(dialog("1_2_3", "OFFERED", 1)))));
        Dialog closed = dialog("1_2_3", "CLOSED", 2);
        assertThat(facts("PUT", closed)).containsExactly(new Fact.DialogRemoved("1001", closed));
    }

    @Test
    void news_of_a_dialog_that_nobody_announced_is_taken_and_looked_after() {
        Picture.Change change = picture.told(told("PUT", dialog("77", "ACTIVE", 1)));
        assertThat(change.facts()).hasSize(1);
        assertThat(change.reread()).containsExactly("/finesse/api/User/1001/Dialogs");
        assertThat(picture.told(told("PUT", dialog("1_2_3", "ACTIVE", 1))).reread())
                .containsExactly("/finesse/api/User/1001/Media/5003/Dialogs");
    }

    @Test
    void a_list_of_calls_ends_calls_and_no_tasks() {
        picture.told(told("POST", new Dialogs(List.of(dialog("77", "ACTIVE", 1), dialog("1_2_3", "ACTIVE", 1)))));
        Dialog other = dialog("78", "ALERTING", 2);
        assertThat(picture.readDialogs(new Dialogs(List.of(other)), null).facts())
                .extracting(fact -> fact.getClass().getSimpleName())
                .containsExactly("DialogRemoved", "DialogAdded");
        assertThat(picture.dialogs()).extracting(Dialog::id).containsExactlyInAnyOrder("78", "1_2_3");
        picture.readDialogs(new Dialogs(List.of()), "5003");
        assertThat(picture.dialogs()).extracting(Dialog::id).containsExactly("78");
    }

    @Test
    void an_interrupt_takes_the_actions_of_all_tasks_of_its_domain_and_has_them_read() {
        picture.told(told("PUT", media("ACTIVE", 1)));
        picture.told(told("POST", new Dialogs(List.of(dialog("1_2_3", "ACTIVE", 1)))));
        Picture.Change interrupted = picture.told(told("PUT", media("INTERRUPTED", 2)));
        assertThat(interrupted.facts()).hasSize(2);
        assertThat(picture.dialogs().get(0).participants().get(0).actions()).isEmpty();
        assertThat(interrupted.reread()).containsExactly("/finesse/api/User/1001/Media/5003/Dialogs");
        Picture.Change goesOn = picture.told(told("PUT", media("ACTIVE", 3)));
        assertThat(goesOn.facts()).hasSize(1);
        assertThat(goesOn.reread()).containsExactly("/finesse/api/User/1001/Media/5003/Dialogs");
    }

    @Test
    void news_without_a_word_for_it_is_handed_on() {
        var unknown = new Unrecognised(XmlElement.text("X", ""));
        assertThat(facts("PUT", unknown)).singleElement().isInstanceOf(Fact.Other.class);
    }
}
