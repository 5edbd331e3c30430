package io.connects.simulators.finesse;

import static org.assertj.core.api.Assertions.assertThat;

import io.connects.simulators.cce.CceAgent;
import io.connects.simulators.cce.CceOptions;
import io.connects.simulators.cce.LittleCce;
import io.connects.simulators.cce.MediaRoutingDomain;
import io.connects.simulators.cce.RouteRequest;
import io.connects.simulators.cce.RoutingClient;
import io.connects.simulators.cce.Script;
import io.connects.simulators.cce.ScriptSelector;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MediaTest {
    private static final int MAIL = 5003;
    private static final String MEDIA = "/User/1001/Media/5003";
    private static final String MEDIA_NODE = "/finesse/api/User/1001/Media";
    private static final String TASKS_NODE = "/finesse/api/User/1001/Dialogs/Media";

    private final ScheduledExecutorService scheduler = Executors.newSingleThreadScheduledExecutor();
    private final LittleCce cce = new LittleCce(
            CceOptions.builder()
                    .domain(new MediaRoutingDomain(MAIL, Duration.ofMillis(800), true))
                    .skillGroup(100)
                    .selector(new ScriptSelector("mail", MAIL, Script.queueTo(100)))
                    .agent(new CceAgent(5001, "1001", Set.of(100), Map.of(MAIL, 2)))
                    .build(),
            Clock.systemUTC(),
            scheduler);
    private final RoutingClient router = cce.attach("PG", answer -> {});
    private final Office office =
            new Office(options -> options.media(new FinesseMedia(MAIL, "Mail", "Mail and cases", true))
                    .tasks(cce, MediaSeats.of(cce)));
    private final Rest rest = office.rest("1001");
    private long dialogue;

    @AfterEach
    void close() {
        office.close();
        router.close();
        scheduler.shutdownNow();
    }

    private static String login(int limit) {
        return "<Media><state>LOGIN</state><maxDialogLimit>" + limit
                + "</maxDialogLimit><interruptAction>ACCEPT</interruptAction>"
                + "<dialogLogoutAction>CLOSE</dialogLogoutAction></Media>";
    }

    private static String state(String state) {
        return "<Media><state>" + state + "</state></Media>";
    }

    private void put(String body) {
        assertThat(rest.put(MEDIA, body).status()).isEqualTo(202);
    }

    private void until(MediaState state) {
        Office.until(() -> office.pair.mediaState("1001", MAIL) == state);
    }

    private void ready() {
        put(login(2));
        until(MediaState.NOT_READY);
        put(state("READY"));
        until(MediaState.READY);
    }

    /** A task that is offered; gives its dialog's id. */
    private String offered(WebSocketClient client) {
        router.newTask(new RouteRequest(++dialogue, MAIL, "mail", null, null, Map.of("callVariable1", "<gold>")));
        var event = client.event(TASKS_NODE, one -> one.event().equals("POST"));
        return event.data().first("Dialog").orElseThrow().textOf("id");
    }

    private void act(String id, String action) {
        String body = "<Dialog><requestedAction>" + action
                + "</requestedAction><targetMediaAddress>1001</targetMediaAddress><toAddress>other</toAddress></Dialog>";
        assertThat(rest.put("/Dialog/" + id, body).status()).isEqualTo(202);
    }

    private void untilTask(String id, String state) {
        Office.until(() -> rest.get("/Dialog/" + id).body().textOf("state").equals(state));
    }

    @Test
    void domains_are_listed_and_read() {
        Element list = rest.get("/User/1001/Media").body();
        assertThat(list.name()).isEqualTo("MediaList");
        assertThat(list.first("Media").orElseThrow().textOf("state")).isEqualTo("LOGOUT");
        assertThat(rest.get(MEDIA).body().textOf("name")).isEqualTo("Mail");
        assertThat(rest.get("/User/1001/Media/77").errorType()).isEqualTo("Not Found");
    }

    @Test
    void who_has_no_skill_in_a_domain_sees_little_of_it() {
        Element media = office.rest("1002").get("/User/1002/Media/5003").body();
        assertThat(media.children())
                .extracting(Element::name)
                .containsExactly("uri", "description", "id", "name", "interruptible");
    }

    @Test
    void signing_in_makes_not_ready_and_routable() {
        var client = office.listening("1001");
        put(login(3));
        Element media = client.event(MEDIA_NODE).data();
        assertThat(media.textOf("state")).isEqualTo("NOT_READY");
        assertThat(media.textOf("routable")).isEqualTo("true");
        assertThat(media.textOf("maxDialogLimit")).isEqualTo("3");
        assertThat(cce.isRoutable(5001)).isTrue();
    }

    @Test
    void signing_in_again_is_refused_and_sets_the_settings_all_the_same() {
        ready();
        var client = office.listening("1001");
        put(login(5));
        var error = client.event(MEDIA_NODE).error();
        assertThat(error.textOf("errorData")).isEqualTo("1");
        assertThat(error.textOf("errorMedia")).isEqualTo("5003");
        assertThat(rest.get(MEDIA).body().textOf("maxDialogLimit")).isEqualTo("5");
    }

    @Test
    void settings_live_on_the_node_that_was_asked() {
        put(login(4));
        until(MediaState.NOT_READY);
        assertThat(rest.get(MEDIA).body().textOf("maxDialogLimit")).isEqualTo("4");
        assertThat(office.rest("1001", FinesseSide.B).get(MEDIA).body().textOf("maxDialogLimit"))
                .isEqualTo("1");
    }

    @Test
    void settings_are_checked() {
        assertThat(rest.put(MEDIA, state("LOGIN")).errorType()).isEqualTo("Parameter Missing");
        var refused = rest.put(MEDIA, login(11));
        assertThat(refused.errorType()).isEqualTo("Invalid Input");
        assertThat(refused.body().first("ApiError").orElseThrow().textOf("ErrorMedia"))
                .isEqualTo("5003");
    }

    @Test
    void ready_while_ready_is_ignored() {
        ready();
        var client = office.listening("1001");
        put(state("READY"));
        put("<Media><routable>false</routable></Media>");
        assertThat(client.event(MEDIA_NODE).data().textOf("routable")).isEqualTo("false");
        assertThat(client.events(MEDIA_NODE)).hasSize(1);
    }

    @Test
    void who_is_not_signed_in_is_refused() {
        var client = office.listening("1001");
        put(state("READY"));
        assertThat(client.event(MEDIA_NODE).error().textOf("errorData")).isEqualTo("6");
    }

    @Test
    void a_task_goes_from_offered_to_closed() {
        ready();
        var client = office.listening("1001");
        String id = offered(client);
        Element dialog = rest.get("/Dialog/" + id).body();
        assertThat(id).matches("\\d+_\\d+_\\d+");
        assertThat(dialog.textOf("mediaType")).isEqualTo("Mail");
        assertThat(dialog.toString()).contains("<name>callVariable1</name><value>&lt;gold&gt;</value>");
        assertThat(office.pair.mediaState("1001", MAIL)).isEqualTo(MediaState.RESERVED);
        act(id, "ACCEPT");
        untilTask(id, "ACCEPTED");
        act(id, "START");
        untilTask(id, "ACTIVE");
        until(MediaState.ACTIVE);
        act(id, "PAUSE");
        untilTask(id, "PAUSED");
        until(MediaState.PAUSED);
        act(id, "RESUME");
        untilTask(id, "ACTIVE");
        act(id, "WRAP_UP");
        untilTask(id, "WRAPPING_UP");
        until(MediaState.WORK_READY);
        act(id, "CLOSE");
        var gone = client.event(TASKS_NODE, event -> event.event().equals("DELETE"));
        assertThat(gone.data().toString()).contains("CD_NORMAL_END_TASK");
        until(MediaState.READY);
        assertThat(cce.ledger().tasks().get(0).ending()).hasToString("STARTED_AND_ENDED");
        assertThat(rest.get("/Dialog/" + id).errorType()).isEqualTo("Dialog Not Found");
    }

    @Test
    void a_task_can_be_given_away() {
        ready();
        var client = office.listening("1001");
        String id = offered(client);
        act(id, "ACCEPT");
        untilTask(id, "ACCEPTED");
        act(id, "TRANSFER");
        var gone = client.event(TASKS_NODE, event -> event.event().equals("DELETE"));
        assertThat(gone.data().toString()).contains("CD_TASK_TRANSFERRED");
    }

    @Test
    void an_action_out_of_order_is_refused_later() {
        ready();
        var client = office.listening("1001");
        String id = offered(client);
        act(id, "CLOSE");
        var error = client.event(TASKS_NODE, event -> event.data().name().equals("apiErrors"))
                .error();
        assertThat(error.textOf("errorMessage")).isEqualTo("E_ARM_STAT_INVALID_MESSAGE_SEQUENCE");
        assertThat(rest.put("/Dialog/" + id, "<Dialog><requestedAction>DANCE</requestedAction></Dialog>")
                        .errorType())
                .isEqualTo("Invalid Input");
    }

    @Test
    void a_task_that_nobody_starts_makes_its_agent_not_routable() {
        ready();
        var client = office.listening("1001");
        String id = offered(client);
        act(id, "ACCEPT");
        var gone = client.event(TASKS_NODE, event -> event.event().equals("DELETE"));
        assertThat(gone.data().toString()).contains("CD_RING_NO_ANSWER");
        Office.until(() -> !office.pair.isRoutable("1001", MAIL));
        assertThat(office.pair.mediaState("1001", MAIL)).isEqualTo(MediaState.READY);
        put("<Media><routable>true</routable></Media>");
        Office.until(() -> cce.isRoutable(5001));
    }

    @Test
    void not_ready_is_refused_while_a_task_is_offered() {
        ready();
        var client = office.listening("1001");
        String unused = offered(client);
        put(state("NOT_READY"));
        var error = client.event(MEDIA_NODE, event -> event.data().name().equals("apiErrors"));
        assertThat(error.error().textOf("errorData")).isEqualTo("14");
    }

    @Test
    void an_interruption_is_told_by_the_domain_alone_and_takes_all_actions() {
        ready();
        var client = office.listening("1001");
        String id = offered(client);
        act(id, "ACCEPT");
        untilTask(id, "ACCEPTED");
        act(id, "START");
        untilTask(id, "ACTIVE");
        client.forget();
        office.pair.interrupt("1001", MAIL, true);
        assertThat(client.event(MEDIA_NODE).data().textOf("state")).isEqualTo("INTERRUPTED");
        assertThat(client.events(TASKS_NODE)).isEmpty();
        Element dialog = rest.get(MEDIA + "/Dialogs").body().first("Dialog").orElseThrow();
        assertThat(dialog.textOf("state")).isEqualTo("INTERRUPTED");
        assertThat(dialog.toString()).contains("<actions/>");
        office.pair.interrupt("1001", MAIL, false);
        until(MediaState.ACTIVE);
    }

    @Test
    void signing_out_closes_the_tasks() {
        ready();
        var client = office.listening("1001");
        String id = offered(client);
        act(id, "ACCEPT");
        untilTask(id, "ACCEPTED");
        put(state("LOGOUT"));
        until(MediaState.LOGOUT);
        assertThat(client.event(TASKS_NODE, event -> event.event().equals("DELETE"))
                        .data()
                        .toString())
                .contains("CD_AGENT_LOGGED_OUT_DURING_DIALOG");
        assertThat(cce.isRoutable(5001)).isFalse();
    }

    @Test
    void logout_of_all_media_leaves_the_domains_too() {
        Rest signedIn = office.signedIn("1001");
        ready();
        signedIn.put("/User/1001", "<User><state>LOGOUT</state><logoutAllMedia>true</logoutAllMedia></User>");
        until(MediaState.LOGOUT);
        assertThat(office.pair.state("1001")).isEqualTo(UserState.LOGOUT);
    }

    @Test
    void express_has_no_domains() {
        try (var express = new Office(options -> options.flavour(FinesseFlavour.CCX))) {
            var refused = express.rest("1001").get("/User/1001/Media");
            assertThat(refused.status()).isEqualTo(501);
            assertThat(refused.errorType()).isEqualTo("Not Implemented");
        }
    }
}
