package io.connects.finesse.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.connects.finesse.codec.DialogXml;
import io.connects.finesse.codec.MediaXml;
import io.connects.finesse.codec.UserXml;
import io.connects.finesse.message.ApiError;
import io.connects.finesse.message.ApiErrors;
import io.connects.finesse.message.Dialog;
import io.connects.finesse.message.Dialogs;
import io.connects.finesse.message.MediaSignIn;
import io.connects.finesse.message.MobileAgent;
import io.connects.finesse.message.Notification;
import io.connects.finesse.message.Payload;
import io.connects.finesse.xml.XmlElement;
import io.connects.finesse.xml.XmlReader;
import io.connects.finesse.xml.XmlWriter;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class RequestsTest {
    private static final XmlReader READER = new XmlReader(100_000);

    private static Notification told(String source, String event, Payload payload) {
        return new Notification(event, source, "", payload);
    }

    private static Payload user(String state, String pending, String reason) {
        return UserXml.read(XmlElement.named("User")
                .add("state", state)
                .add("pendingState", pending)
                .add("reasonCodeId", reason)
                .build());
    }

    private static Payload media(String state, boolean routable) {
        return MediaXml.read(XmlElement.named("Media")
                .add("state", state)
                .add("routable", Boolean.toString(routable))
                .build());
    }

    private static Dialog dialog(String id, String state, String party, String partyState) {
        return DialogXml.read(READER.read("<Dialog><id>" + id + "</id><state>" + state
                + "</state><fromAddress>2001</fromAddress><toAddress>8000</toAddress><participants><Participant><mediaAddress>"
                + party + "</mediaAddress><state>" + partyState + "</state></Participant></participants></Dialog>"));
    }

    private static boolean happened(Request request, Notification notification) {
        return request.outcome().told().test(notification);
    }

    private static String xml(Request request) {
        return XmlWriter.write(request.body());
    }

    @ParameterizedTest
    @CsvSource({"NOT_READY,'',-1,true", "READY,'',-1,true", "LOGOUT,'',-1,false", "UNKNOWN,'',-1,false"})
    void signed_in_is_any_state_but_out_because_a_second_sign_in_keeps_the_state(
            String state, String pending, String reason, boolean holds) {
        Request request = UserRequests.signIn("1001", "2001");
        assertThat(happened(request, told("/finesse/api/User/1001", "PUT", user(state, pending, reason))))
                .isEqualTo(holds);
    }

    @ParameterizedTest
    @CsvSource({"READY,'',-1,true", "TALKING,READY,-1,true", "TALKING,NOT_READY,-1,false", "NOT_READY,'',-1,false"})
    void ready_now_or_at_the_end_of_the_call(String state, String pending, String reason, boolean holds) {
        Request request = UserRequests.ready("1001");
        assertThat(happened(request, told("/finesse/api/User/1001", "PUT", user(state, pending, reason))))
                .isEqualTo(holds);
        assertThat(request.outcome().holds().test(user(state, pending, reason))).isEqualTo(holds);
    }

    @ParameterizedTest
    @CsvSource({"NOT_READY,'',17,true", "NOT_READY,'',16,false", "TALKING,NOT_READY,16,true"})
    void not_ready_with_a_new_reason_is_another_state(String state, String pending, String reason, boolean holds) {
        Request request = UserRequests.notReady("1001", "17");
        assertThat(happened(request, told("/finesse/api/User/1001", "PUT", user(state, pending, reason))))
                .isEqualTo(holds);
    }

    @Test
    void what_is_told_of_another_user_says_nothing() {
        Request request = UserRequests.ready("1001");
        assertThat(happened(request, told("/finesse/api/User/10011", "PUT", user("READY", "", "-1"))))
                .isFalse();
    }

    @Test
    void a_mobile_agent_signs_in_with_a_phone_number_and_not_on_ccx() {
        Request request =
                UserRequests.signIn("1001", "2001", new MobileAgent(MobileAgent.CALL_BY_CALL, "49<151>"), "SEP1");
        assertThat(xml(request))
                .isEqualTo(
                        "<User><state>LOGIN</state><extension>2001</extension><activeDeviceId>SEP1</activeDeviceId>"
                                + "<mobileAgent><mode>CALL_BY_CALL</mode><dialNumber>49&lt;151></dialNumber></mobileAgent></User>");
        assertThat(request.notOnCcx()).isNotNull();
        assertThat(UserRequests.signIn("1001", "2001").notOnCcx()).isNull();
    }

    @Test
    void signing_out_may_take_all_media_with_it() {
        Request request = UserRequests.signOut("1001", "20", true);
        assertThat(xml(request))
                .isEqualTo(
                        "<User><state>LOGOUT</state><reasonCodeId>20</reasonCodeId><logoutAllMedia>true</logoutAllMedia></User>");
        assertThat(happened(request, told("/finesse/api/User/1001", "PUT", user("LOGOUT", "", "20"))))
                .isTrue();
    }

    @Test
    void signing_in_to_a_domain_gives_three_settings_and_takes_already_signed_in_for_done() {
        Request request = MediaRequests.signIn(
                "1001",
                "5003",
                new MediaSignIn(3, MediaSignIn.InterruptAction.ACCEPT, MediaSignIn.LogoutAction.TRANSFER));
        assertThat(xml(request))
                .isEqualTo(
                        "<Media><state>LOGIN</state><maxDialogLimit>3</maxDialogLimit><interruptAction>ACCEPT</interruptAction>"
                                + "<dialogLogoutAction>TRANSFER</dialogLogoutAction></Media>");
        assertThat(request.outcome().harmless().test(error("1", "E_ARM_STAT_AGENT_ALREADY_LOGGED_IN")))
                .isTrue();
        assertThat(request.outcome().harmless().test(error("34", "PERFORMANCE_LIMIT_EXCEEDED")))
                .isFalse();
        assertThat(request.notOnCcx()).isNotNull();
    }

    private static ApiErrors error(String data, String message) {
        return new ApiErrors(List.of(new ApiError("Generic Error", message, data, "5003", null, List.of())));
    }

    @ParameterizedTest
    @CsvSource({
        "READY,true",
        "RESERVED,true",
        "ACTIVE,true",
        "PAUSED,true",
        "WORK_READY,true",
        "NOT_READY,false",
        "WORK_NOT_READY,false",
        "LOGOUT,false",
        "'',false"
    })
    void ready_in_a_domain_is_every_state_in_which_tasks_come(String state, boolean holds) {
        Request request = MediaRequests.ready("1001", "5003");
        assertThat(happened(request, told("/finesse/api/User/1001/Media/5003", "PUT", media(state, true))))
                .isEqualTo(holds);
    }

    @Test
    void the_other_media_states_and_routable() {
        String source = "/finesse/api/User/1001/Media/5003";
        assertThat(happened(
                        MediaRequests.notReady("1001", "5003", "17"), told(source, "PUT", media("NOT_READY", true))))
                .isTrue();
        assertThat(happened(MediaRequests.signOut("1001", "5003", null), told(source, "PUT", media("LOGOUT", false))))
                .isTrue();
        assertThat(happened(MediaRequests.routable("1001", "5003", false), told(source, "PUT", media("READY", false))))
                .isTrue();
        assertThat(happened(MediaRequests.routable("1001", "5003", false), told(source, "PUT", media("READY", true))))
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "accept,ACCEPTED",
        "start,ACTIVE",
        "pause,PAUSED",
        "resume,ACTIVE",
        "wrapUp,WRAPPING_UP",
        "close,CLOSED",
        "transfer,CLOSED"
    })
    void every_action_of_a_task_has_the_state_it_leads_to(String action, String state) {
        Request request = task(action);
        assertThat(happened(request, told("/finesse/api/Dialog/1_2_3", "PUT", dialog("1_2_3", state, "1001", state))))
                .isTrue();
        assertThat(happened(request, told("/finesse/api/Dialog/1_2_4", "PUT", dialog("1_2_4", state, "1001", state))))
                .isFalse();
        assertThat(happened(
                        request,
                        told("/finesse/api/Dialog/1_2_3", "PUT", dialog("1_2_3", "OFFERED", "1001", "OFFERED"))))
                .isFalse();
        assertThat(xml(request)).contains("<targetMediaAddress>1001</targetMediaAddress>");
    }

    private static Request task(String action) {
        return switch (action) {
            case "accept" -> TaskRequests.accept("1001", "1_2_3");
            case "start" -> TaskRequests.start("1001", "1_2_3");
            case "pause" -> TaskRequests.pause("1001", "1_2_3");
            case "resume" -> TaskRequests.resume("1001", "1_2_3");
            case "wrapUp" -> TaskRequests.wrapUp("1001", "1_2_3");
            case "close" -> TaskRequests.close("1001", "1_2_3");
            case "transfer" -> TaskRequests.transfer("1001", "1_2_3", "8000");
            default -> throw new AssertionError(action);
        };
    }

    @Test
    void a_task_that_left_was_closed_and_not_paused() {
        Notification gone = told(
                "/finesse/api/User/1001/Media/5003/Dialogs",
                "DELETE",
                new Dialogs(List.of(dialog("1_2_3", "ACTIVE", "1001", "ACTIVE"))));
        assertThat(happened(task("close"), gone)).isTrue();
        assertThat(happened(task("transfer"), gone)).isTrue();
        assertThat(happened(task("pause"), gone)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"ANSWER,ACTIVE", "HOLD,HELD", "RETRIEVE,ACTIVE"})
    void actions_of_a_leg_show_at_the_leg(String action, String state) {
        Request request = switch (action) {
            case "ANSWER" -> DialogRequests.answer("77", "2001");
            case "HOLD" -> DialogRequests.hold("77", "2001");
            default -> DialogRequests.retrieve("77", "2001");
        };
        assertThat(happened(request, told("/finesse/api/Dialog/77", "PUT", dialog("77", "ACTIVE", "2001", state))))
                .isTrue();
        assertThat(happened(request, told("/finesse/api/Dialog/77", "PUT", dialog("77", "ACTIVE", "2002", state))))
                .isFalse();
        assertThat(xml(request))
                .isEqualTo("<Dialog><requestedAction>" + action
                        + "</requestedAction><targetMediaAddress>2001</targetMediaAddress></Dialog>");
    }

    @Test
    void dropping_and_transferring_show_when_the_leg_is_gone() {
        for (Request request : List.of(
                DialogRequests.drop("77", "2001"),
                DialogRequests.transfer("77", "2001"),
                DialogRequests.transferSingleStep("77", "2001", "3000"),
                DialogRequests.dropParticipant("77", "2001"))) {
            assertThat(happened(
                            request, told("/finesse/api/Dialog/77", "PUT", dialog("77", "ACTIVE", "2001", "ACTIVE"))))
                    .isFalse();
            assertThat(happened(
                            request, told("/finesse/api/Dialog/77", "PUT", dialog("77", "ACTIVE", "2001", "DROPPED"))))
                    .isTrue();
            assertThat(happened(
                            request,
                            told(
                                    "/finesse/api/User/1001/Dialogs",
                                    "DELETE",
                                    new Dialogs(List.of(dialog("77", "ACTIVE", "2001", "ACTIVE"))))))
                    .isTrue();
        }
    }

    @Test
    void a_call_shows_when_a_dialog_from_the_extension_comes() {
        Request request = DialogRequests.makeCall("1001", "2001", "8000", Map.of());
        assertThat(request.method()).isEqualTo(Request.Method.POST);
        assertThat(request.notOnCcx()).isNull();
        assertThat(DialogRequests.makeCall("1001", "2001", "8000", Map.of("callVariable1", "x"))
                        .notOnCcx())
                .isNotNull();
        assertThat(happened(
                        request,
                        told(
                                "/finesse/api/User/1001/Dialogs",
                                "POST",
                                new Dialogs(List.of(dialog("78", "INITIATED", "2001", "INITIATED"))))))
                .isTrue();
    }

    @Test
    void consulting_conferencing_monitoring_and_the_rest() {
        assertThat(xml(DialogRequests.consult("77", "2001", "3000"))).contains("CONSULT_CALL", "<toAddress>3000<");
        assertThat(xml(DialogRequests.conference("77", "2001"))).contains("CONFERENCE");
        assertThat(xml(DialogRequests.silentMonitor("1001", "2001", "2002"))).contains("SILENT_MONITOR");
        assertThat(xml(DialogRequests.barge("1001", "2001", "77", "2002")))
                .contains("BARGE_CALL", "<associatedDialogUri>/finesse/api/Dialog/77<");
        Request data =
                DialogRequests.updateCallData("77", "2001", "Order & <more>", Map.of("callVariable1", "</value>"));
        assertThat(xml(data)).contains("Order &amp; &lt;more>", "&lt;/value>");
        assertThat(happened(data, told("/finesse/api/Dialog/77", "PUT", dialog("77", "ACTIVE", "2001", "ACTIVE"))))
                .isFalse();
    }

    @Test
    void tones_are_checked_and_letters_are_cce_only() {
        assertThat(xml(DialogRequests.sendDtmf("77", "2001", "1#*")))
                .contains("<ActionParam><name>dtmfString</name><value>1#*</value></ActionParam>");
        assertThat(DialogRequests.sendDtmf("77", "2001", "1").notOnCcx()).isNull();
        assertThat(DialogRequests.sendDtmf("77", "2001", "1A").notOnCcx()).isNotNull();
        assertThatThrownBy(() -> DialogRequests.sendDtmf("77", "2001", "1,2"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @CsvSource({"''", ".", ".."})
    void an_id_that_would_leave_its_place_is_refused(String id) {
        assertThatThrownBy(() -> Paths.user(id)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void an_id_cannot_reach_another_path() {
        assertThat(Paths.user("../Users?x#y")).isEqualTo("/finesse/api/User/..%2FUsers%3Fx%23y");
    }
}
