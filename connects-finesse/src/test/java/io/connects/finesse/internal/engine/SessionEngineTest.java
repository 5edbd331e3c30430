package io.connects.finesse.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.connects.core.PeerRefusedException;
import io.connects.core.PeerUnreachableException;
import io.connects.finesse.codec.SystemInfoXml;
import io.connects.finesse.message.Dialogs;
import io.connects.finesse.message.Fact;
import io.connects.finesse.message.Notification;
import io.connects.finesse.message.SystemInfo;
import io.connects.finesse.xml.XmlElement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class SessionEngineTest {
    private static final long SECOND = 1_000_000_000L;
    private static final String USER = "/finesse/api/User/1001";

    private final List<SessionEffect> effects = new ArrayList<>();
    private SessionEngine engine = engine(List.of(), false);
    private long now;

    private static SessionEngine engine(List<String> teams, boolean own) {
        return new SessionEngine(new SessionRules(
                "1001",
                2,
                own,
                own,
                teams,
                List.of(),
                Duration.ofSeconds(5),
                Duration.ofSeconds(60),
                Duration.ofMillis(50),
                Duration.ofSeconds(10),
                Duration.ofSeconds(3)));
    }

    private static SystemInfo info(String status, String heartbeat, boolean maintenance) {
        return SystemInfoXml.read(XmlElement.named("SystemInfo")
                .add("status", status)
                .add("deploymentType", "UCCE")
                .add("lastCTIHeartbeatStatus", heartbeat)
                .add("finesseMMode", Boolean.toString(maintenance))
                .build());
    }

    private static SystemInfo up() {
        return info("IN_SERVICE", "success", false);
    }

    private static SystemInfo down() {
        return info("OUT_OF_SERVICE", "failure", false);
    }

    private List<SessionEffect> on(SessionEvent event) {
        List<SessionEffect> now1 = engine.on(event, now);
        effects.addAll(now1);
        return now1;
    }

    private List<SessionEffect> after(long millis) {
        now += millis * 1_000_000;
        return on(new SessionEvent.Tick());
    }

    private static SessionEvent told(int node, SystemInfo info) {
        return new SessionEvent.NodeTold(node, info);
    }

    private static SessionEvent read(String state, int second) {
        return new SessionEvent.Read(
                USER,
                XmlElement.named("User")
                        .add("loginId", "1001")
                        .add("state", state)
                        .add("stateChangeTime", "2026-03-04T05:06:%02d.000Z".formatted(second))
                        .build());
    }

    private void open(int node) {
        assertThat(on(told(node, up()))).singleElement().isInstanceOf(SessionEffect.Open.class);
        assertThat(on(new SessionEvent.Connected())).contains(new SessionEffect.Get(USER));
        on(new SessionEvent.Presence(true));
    }

    private void live() {
        assertThat(on(new SessionEvent.Begin())).containsExactly(new SessionEffect.AskNode(0));
        open(0);
        assertThat(on(read("READY", 5))).contains(new SessionEffect.Live(0, false));
        effects.clear();
    }

    @Test
    void asks_connects_reads_and_is_live() {
        live();
        assertThat(engine.isLive()).isTrue();
        assertThat(engine.picture().user("1001").state().value()).isEqualTo("READY");
    }

    @Test
    void what_is_told_while_reading_follows_what_is_read() {
        on(new SessionEvent.Begin());
        open(0);
        assertThat(on(new SessionEvent.Told(PictureTest.told("PUT", PictureTest.user("1001", "TALKING", 7)))))
                .isEmpty();
        assertThat(on(new SessionEvent.Told(PictureTest.told("PUT", PictureTest.user("1001", "NOT_READY", 3)))))
                .isEmpty();
        List<SessionEffect> follows = on(read("READY", 5));
        assertThat(follows)
                .filteredOn(SessionEffect.Tell.class::isInstance)
                .extracting(effect -> ((Fact.UserChanged) ((SessionEffect.Tell) effect).fact())
                        .now()
                        .state()
                        .value())
                .containsExactly("READY", "TALKING");
        assertThat(follows).last().isEqualTo(new SessionEffect.Live(0, false));
    }

    @Test
    void is_not_live_before_finesse_itself_is_there_or_has_kept_silent_for_long() {
        on(new SessionEvent.Begin());
        on(told(0, up()));
        on(new SessionEvent.Connected());
        assertThat(on(read("READY", 5))).noneMatch(SessionEffect.Live.class::isInstance);
        assertThat(engine.nextDeadline()).hasValue(10 * SECOND);
        assertThat(after(10_000)).contains(new SessionEffect.Live(0, false));
    }

    @Test
    void a_pair_is_begun_with_the_second_node_when_the_first_is_down() {
        on(new SessionEvent.Begin());
        assertThat(on(told(0, down()))).containsExactly(new SessionEffect.AskNode(1));
        assertThat(on(told(1, up()))).containsExactly(new SessionEffect.AskNode(0));
        assertThat(on(told(0, null)))
                .singleElement()
                .isInstanceOfSatisfying(
                        SessionEffect.Open.class,
                        open -> assertThat(open.node()).isEqualTo(1));
    }

    @Test
    void a_node_whose_cti_server_does_not_answer_is_down() {
        on(new SessionEvent.Begin());
        assertThat(on(told(0, info("IN_SERVICE", "failure", false)))).containsExactly(new SessionEffect.AskNode(1));
    }

    @Test
    void with_nobody_up_both_are_asked_again_after_a_while() {
        on(new SessionEvent.Begin());
        on(told(0, null));
        assertThat(on(told(1, null))).isEmpty();
        assertThat(after(4_999)).isEmpty();
        assertThat(after(1)).containsExactly(new SessionEffect.AskNode(0));
    }

    @Test
    void trigger_out_of_service_event() {
        live();
        assertThat(on(new SessionEvent.Told(PictureTest.told("PUT", down()))))
                .containsExactly(new SessionEffect.Stale("the node is OUT_OF_SERVICE"), new SessionEffect.AskNode(0));
        moved();
    }

    @Test
    void trigger_presence_of_finesse_gone() {
        live();
        assertThat(on(new SessionEvent.Presence(false)))
                .containsExactly(
                        new SessionEffect.Stale("Finesse's own presence is gone"), new SessionEffect.AskNode(0));
        moved();
    }

    /** The old connection is closed before the new one is opened: never on both. */
    private void moved() {
        assertThat(on(told(0, down()))).containsExactly(new SessionEffect.AskNode(1));
        assertThat(on(told(1, up())))
                .as("the node in use is asked once more")
                .containsExactly(new SessionEffect.AskNode(0));
        assertThat(on(told(0, down()))).containsExactly(new SessionEffect.Close());
        assertThat(on(new SessionEvent.Ended(false, "closed by us")))
                .singleElement()
                .isInstanceOfSatisfying(
                        SessionEffect.Open.class,
                        open -> assertThat(open.node()).isEqualTo(1));
        on(new SessionEvent.Connected());
        on(new SessionEvent.Presence(true));
        after(50);
        assertThat(on(read("NOT_READY", 9))).contains(new SessionEffect.Live(1, true));
    }

    @Test
    void there_is_no_way_back_to_the_first_node_by_itself() {
        live();
        on(new SessionEvent.Told(PictureTest.told("PUT", down())));
        moved();
        effects.clear();
        for (int i = 0; i < 100; i++) {
            after(1_000);
        }
        assertThat(effects).noneMatch(effect -> effect instanceof SessionEffect.AskNode);
    }

    @Test
    void a_node_that_was_back_in_time_is_kept() {
        live();
        on(new SessionEvent.Told(PictureTest.told("PUT", down())));
        on(told(0, down()));
        on(told(1, up()));
        assertThat(on(told(0, up()))).as("connected still").isEmpty();
        assertThat(after(50)).as("read anew").containsExactly(new SessionEffect.Get(USER));
        assertThat(on(read("READY", 5))).contains(new SessionEffect.Live(0, false));
    }

    @Test
    void trigger_notifications_lost_after_three_tries() {
        live();
        assertThat(on(new SessionEvent.Ended(true, "cut"))).containsExactly(new SessionEffect.Stale("cut"));
        for (long delay : new long[] {500, 1_000, 2_000}) {
            assertThat(after(delay - 1)).isEmpty();
            assertThat(after(1)).containsExactly(new SessionEffect.AskNode(0));
            assertThat(on(told(0, up()))).singleElement().isInstanceOf(SessionEffect.Open.class);
            on(new SessionEvent.Ended(true, "refused"));
        }
        assertThat(effects).last().isEqualTo(new SessionEffect.AskNode(0));
        assertThat(on(told(0, up()))).as("up, but not to be connected").containsExactly(new SessionEffect.AskNode(1));
        assertThat(on(told(1, up()))).containsExactly(new SessionEffect.AskNode(0));
        assertThat(on(told(0, up())))
                .singleElement()
                .isInstanceOfSatisfying(
                        SessionEffect.Open.class,
                        open -> assertThat(open.node()).isEqualTo(1));
    }

    @Test
    void notifications_that_come_back_at_the_first_try_change_nothing() {
        live();
        on(new SessionEvent.Ended(true, "cut"));
        after(500);
        open(0);
        assertThat(on(read("READY", 5))).contains(new SessionEffect.Live(0, false));
    }

    @Test
    void planned_maintenance_moves_early_and_only_to_a_node_that_serves() {
        live();
        SessionEvent planned = new SessionEvent.Told(PictureTest.told("PUT", info("IN_SERVICE", "success", true)));
        assertThat(on(planned)).containsExactly(new SessionEffect.AskNode(1));
        assertThat(on(told(1, down()))).isEmpty();
        assertThat(engine.isLive()).isTrue();
        on(new SessionEvent.Told(PictureTest.told("PUT", up())));
        assertThat(on(planned)).containsExactly(new SessionEffect.AskNode(1));
        assertThat(on(told(1, up())))
                .containsExactly(new SessionEffect.Stale("moving to the other node"), new SessionEffect.Close());
    }

    @Test
    void a_conflict_or_a_wrong_password_stops() {
        live();
        assertThat(on(new SessionEvent.Ended(false, "conflict")))
                .containsExactly(new SessionEffect.Stale("conflict"), new SessionEffect.Stopped("conflict"));
        assertThat(after(100_000)).isEmpty();
    }

    @Test
    void an_old_connection_that_does_not_end_is_not_waited_for_for_ever() {
        live();
        on(new SessionEvent.Told(PictureTest.told("PUT", down())));
        on(told(0, null));
        on(told(1, up()));
        on(told(0, null));
        assertThat(after(2_999)).isEmpty();
        assertThat(after(1)).singleElement().isInstanceOf(SessionEffect.Open.class);
    }

    @Test
    void teams_are_subscribed_to_and_read_once_each_at_a_pace() {
        List<String> teams = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            teams.add(Integer.toString(i));
        }
        engine = engine(teams, false);
        on(new SessionEvent.Begin());
        on(told(0, up()));
        on(new SessionEvent.Connected());
        assertThat(effects)
                .filteredOn(SessionEffect.Subscribe.class::isInstance)
                .hasSize(40);
        int gets = 0;
        for (int tick = 0; tick < 20; tick++) {
            for (SessionEffect effect : List.copyOf(effects)) {
                if (effect instanceof SessionEffect.Get get) {
                    gets++;
                    effects.remove(effect);
                    on(new SessionEvent.Read(
                            get.path(), XmlElement.named("Team").build()));
                }
            }
            after(50);
        }
        assertThat(gets).as("in the first second").isBetween(19, 21);
    }

    @Test
    void everything_is_looked_at_again_every_minute() {
        live();
        assertThat(after(59_999)).isEmpty();
        assertThat(after(1)).containsExactly(new SessionEffect.Get(USER));
        assertThat(on(read("TALKING", 6))).singleElement().isInstanceOf(SessionEffect.Tell.class);
    }

    @Test
    void what_may_not_be_read_is_told_and_gone_without() {
        on(new SessionEvent.Begin());
        on(told(0, up()));
        on(new SessionEvent.Connected());
        on(new SessionEvent.Presence(true));
        var why = new PeerRefusedException("User", "Invalid Authorization User Specified", "", false);
        assertThat(on(new SessionEvent.ReadFailed(USER, why)))
                .hasSize(2)
                .anyMatch(SessionEffect.Missing.class::isInstance)
                .contains(new SessionEffect.Live(0, false));
    }

    @Test
    void a_node_that_cannot_be_read_does_not_serve() {
        on(new SessionEvent.Begin());
        open(0);
        var why = new PeerUnreachableException("cut", null);
        on(new SessionEvent.ReadFailed(USER, why));
        after(50);
        on(new SessionEvent.ReadFailed(USER, why));
        after(50);
        assertThat(on(new SessionEvent.ReadFailed(USER, why))).isEmpty();
        assertThat(after(500)).containsExactly(new SessionEffect.AskNode(0));
        assertThat(on(told(0, up()))).as("still connected, so read again").containsExactly(new SessionEffect.Get(USER));
    }

    @Test
    void a_list_of_dialogs_that_is_older_than_what_was_told_is_read_again() {
        engine = engine(List.of(), true);
        on(new SessionEvent.Begin());
        on(told(0, up()));
        on(new SessionEvent.Connected());
        on(new SessionEvent.Presence(true));
        String dialogs = USER + "/Dialogs";
        XmlElement none = XmlElement.named("Dialogs").build();
        on(read("READY", 5));
        after(50);
        on(new SessionEvent.Read(dialogs, none));
        after(50);
        assertThat(on(new SessionEvent.Read(
                        USER + "/Media", XmlElement.named("MediaList").build())))
                .contains(new SessionEffect.Live(0, false));
        after(60_000);
        on(read("READY", 5));
        after(50);
        on(new SessionEvent.Told(
                new Notification("POST", dialogs, "", new Dialogs(List.of(PictureTest.dialog("77", "ALERTING", 9))))));
        on(new SessionEvent.Read(dialogs, none));
        assertThat(engine.picture().dialogs()).as("not ended by an old list").hasSize(1);
        after(50);
        after(50);
        assertThat(effects).filteredOn(new SessionEffect.Get(dialogs)::equals).hasSize(3);
    }
}
