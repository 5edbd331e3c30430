package io.connects.finesse.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.connects.core.ProtocolViolationException;
import io.connects.finesse.message.ApiErrors;
import io.connects.finesse.message.Dialog;
import io.connects.finesse.message.Dialogs;
import io.connects.finesse.message.Media;
import io.connects.finesse.message.MediaList;
import io.connects.finesse.message.Notification;
import io.connects.finesse.message.Queue;
import io.connects.finesse.message.SystemInfo;
import io.connects.finesse.message.Team;
import io.connects.finesse.message.TeamMessage;
import io.connects.finesse.message.Unrecognised;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class NotificationXmlTest {
    private static final NotificationXml CODEC = new NotificationXml(1_000_000);

    private static String update(String event, String data) {
        return "<Update><data>" + data + "</data><event>" + event
                + "</event><requestId></requestId><source>/finesse/api/User/1001</source></Update>";
    }

    @Test
    void a_change_of_a_user() {
        Notification notification = CODEC.read(update("PUT", Golden.text("user")));
        assertThat(notification.event()).isEqualTo(Notification.PUT);
        assertThat(notification.source()).isEqualTo("/finesse/api/User/1001");
        assertThat(notification.requestId()).isEmpty();
        assertThat(notification.payload()).isEqualTo(UserXml.read(Golden.element("user")));
        assertThat(notification.isRemoval()).isFalse();
    }

    @Test
    void children_come_in_any_order() {
        Notification notification =
                CODEC.read("<Update><source>/s</source><requestId>r1</requestId><event>DELETE</event><data><dialogs>"
                        + Golden.text("dialog-task") + "</dialogs></data></Update>");
        assertThat(notification.requestId()).isEqualTo("r1");
        assertThat(notification.isRemoval()).isTrue();
        assertThat(((Dialogs) notification.payload()).dialogs())
                .extracting(Dialog::id)
                .containsExactly("151635_312_1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"put", "PUT", "Put"})
    void events_are_written_in_either_case(String event) {
        assertThat(CODEC.read(update(event, "<user/>")).event()).isEqualTo(Notification.PUT);
    }

    @ParameterizedTest
    @CsvSource({"user,User", "User,User", "dialog,Dialog", "Dialog,Dialog", "dialogs,Dialogs", "Dialogs,Dialogs"})
    void names_of_data_are_written_in_either_case(String name, String kind) {
        var payload = CODEC.read(update("PUT", "<" + name + "/>")).payload();
        assertThat(payload.getClass().getSimpleName()).isEqualTo(kind);
    }

    @Test
    void every_kind_of_data_has_its_value() {
        assertThat(CODEC.read(update("PUT", "<Media/>")).payload()).isInstanceOf(Media.class);
        assertThat(CODEC.read(update("PUT", "<MediaList/>")).payload()).isInstanceOf(MediaList.class);
        assertThat(CODEC.read(update("PUT", "<team/>")).payload()).isInstanceOf(Team.class);
        assertThat(CODEC.read(update("PUT", "<Queue/>")).payload()).isInstanceOf(Queue.class);
        assertThat(CODEC.read(update("PUT", "<systemInfo/>")).payload()).isInstanceOf(SystemInfo.class);
        assertThat(CODEC.read(update("POST", "<TeamMessage/>")).payload()).isInstanceOf(TeamMessage.class);
        assertThat(CODEC.read(update("POST", "<Horoscope><a>1</a></Horoscope>")).payload())
                .isInstanceOfSatisfying(
                        Unrecognised.class,
                        unknown -> assertThat(unknown.element().childText("a")).isEqualTo("1"));
        assertThat(CODEC.read("<Update><event>DELETE</event></Update>").payload())
                .isInstanceOf(Unrecognised.class);
    }

    @Test
    void errors_of_responses_and_of_notifications_are_one_value() {
        ApiErrors sync = ErrorsXml.read(Golden.element("errors-sync"));
        assertThat(sync.type()).isEqualTo("Parameter Missing");
        assertThat(sync.words()).isEqualTo("a reason code is needed [finesse.api.reasoncode.require_reasoncode]");
        ApiErrors async = (ApiErrors)
                CODEC.read(update("PUT", Golden.text("errors-async"))).payload();
        assertThat(async.type()).isEqualTo("Invalid State");
        assertThat(async.errors().get(0).mediaId()).isEqualTo("5003");
        assertThat(async.errors().get(0).peripheral().code()).isEqualTo("10125");
        assertThat(async.words()).contains("CF_INVALID_OBJECT_STATE", "22", "10125 no such device");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "READY",
                "<html><title>Sign in</title></html>",
                "<!DOCTYPE Update [<!ENTITY a 'b'>]><Update>&a;</Update>",
                "<Update><data>"
            })
    void what_is_no_update_is_refused(String document) {
        assertThatThrownBy(() -> CODEC.read(document)).isInstanceOf(ProtocolViolationException.class);
    }

    @Test
    void what_is_mangled_is_refused_or_read_and_nothing_else() {
        String good = update("PUT", Golden.text("dialog-voice"));
        for (int seed = 0; seed < 5_000; seed++) {
            var random = new Random(seed);
            var bad = new StringBuilder(good);
            for (int i = random.nextInt(6); i >= 0; i--) {
                int at = random.nextInt(bad.length());
                bad.replace(at, Math.min(bad.length(), at + random.nextInt(30)), "<&>x1/".substring(random.nextInt(6)));
            }
            try {
                assertThat(CODEC.read(bad.toString())).as("seed %d", seed).isNotNull();
            } catch (ProtocolViolationException e) {
                assertThat(e).as("seed %d", seed).isNotNull();
            }
        }
    }
}
