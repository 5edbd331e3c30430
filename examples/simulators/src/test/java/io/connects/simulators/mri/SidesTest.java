package io.connects.simulators.mri;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.connects.simulators.cce.CceAgent;
import io.connects.simulators.cce.CceOptions;
import io.connects.simulators.cce.Ending;
import io.connects.simulators.cce.MediaRoutingDomain;
import io.connects.simulators.cce.Script;
import io.connects.simulators.cce.ScriptSelector;
import io.connects.simulators.cce.TaskEntry;
import io.connects.simulators.network.TcpProxy;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class SidesTest {
    private static final Dialect DIALECT = Dialect.standard();
    private static final String HOST_A = "127.0.0.1";
    private static final String HOST_B = "127.0.0.2";

    @RegisterExtension
    final MrPgExtension cisco = new MrPgExtension(() -> CceOptions.builder()
            .domain(new MediaRoutingDomain(5003, Duration.ofSeconds(30), false))
            .skillGroup(5100)
            .selector(new ScriptSelector("8000", 5003, Script.queueTo(5100)))
            .agent(new CceAgent(5017, "jane", Set.of(5100), Map.of(5003, 1)))
            .build());

    private final TinyApplication application = new TinyApplication(DIALECT);

    @AfterEach
    void close() throws IOException {
        application.close();
    }

    private MrPgOptions twoSides() {
        return MrPgExtension.quickly(application.address()).twoSides();
    }

    /** Side A is active, side B idle, and both have said so. */
    private MrPg connected() {
        MrPg pg = cisco.connect(twoSides());
        await().until(() -> pg.isOpen(PgSide.A) && pg.isOpen(PgSide.B));
        if (pg.activeSide().orElseThrow() == PgSide.B) {
            expectOpening(HOST_B, "ROUTING_ENABLED");
            expectOpening(HOST_A, "ROUTING_DISABLED");
            assertThat(pg.switchSides()).isTrue();
            application.from(HOST_B).expect("ROUTING_DISABLED");
            application.from(HOST_A).expect("ROUTING_ENABLED");
        } else {
            expectOpening(HOST_A, "ROUTING_ENABLED");
            expectOpening(HOST_B, "ROUTING_DISABLED");
        }
        return pg;
    }

    private ScriptedPeer expectOpening(String host, String routing) {
        ScriptedPeer peer = application.from(host);
        peer.expect("OPEN_REQ");
        peer.expect(routing);
        return peer;
    }

    private void queueOnSideA(long dialogue) {
        cisco.cce().setReady(5017, false);
        application.from(HOST_A).send(newTask(dialogue));
        await().until(() -> cisco.cce().ledger().inQueue() == 1);
    }

    private static Message newTask(long dialogue) {
        return Message.of("NEW_TASK")
                .with("DialogueID", dialogue)
                .with("SendSeqNo", 1)
                .with("MRDomainID", 5003)
                .with("PreferredAgent", -1)
                .text("ScriptSelector", "8000")
                .build();
    }

    private Ending onlyEnding() {
        return cisco.cce().ledger().tasks().get(0).ending();
    }

    @Test
    void connects_from_two_hosts_and_says_on_each_whether_it_is_active() {
        MrPg pg = connected();

        assertThat(pg.activeSide()).contains(PgSide.A);
        assertThat(application.connections()).isEqualTo(2);
        application.from(HOST_A).send(newTask(1));
        assertThat(application.from(HOST_A).expect("DO_THIS_WITH_TASK").field("AgentSkillTargetID"))
                .isEqualTo(5017);
        assertThat(pg.strays()).isZero();
    }

    @Test
    void refuses_tasks_that_are_offered_to_its_idle_side() {
        connected();

        application.from(HOST_B).send(newTask(1));

        assertThat(application.from(HOST_B).expect("NEW_TASK_FAILURE").field("ReasonCode"))
                .isEqualTo(0x0D);
        assertThat(onlyEnding()).isEqualTo(Ending.FAILED);
    }

    @Test
    void drops_its_queue_when_it_switches_sides_and_leaves_agents_alone() {
        MrPg pg = connected();
        application.from(HOST_A).send(newTask(1));
        Message chosen = application.from(HOST_A).expect("DO_THIS_WITH_TASK");
        queueOnSideA(2);

        assertThat(pg.switchSides()).isTrue();

        assertThat(pg.activeSide()).contains(PgSide.B);
        application.from(HOST_A).expect("ROUTING_DISABLED");
        application.from(HOST_B).expect("ROUTING_ENABLED");
        assertThat(cisco.cce().ledger().tasks()).extracting(TaskEntry::ending).containsExactly(null, Ending.DISCARDED);
        String withAgent = chosen.taskId("TaskID").toString();
        assertThat(cisco.cce().accept(withAgent)).isCompletedWithValue(true);
        assertThat(cisco.cce().start(withAgent)).isCompletedWithValue(true);
        assertThat(cisco.cce().end(withAgent)).isCompletedWithValue(true);
        cisco.cce().setReady(5017, true);
        application.from(HOST_B).send(newTask(2));
        application.from(HOST_B).expect("DO_THIS_WITH_TASK");
        assertThat(application.connections()).isEqualTo(2);
    }

    @Test
    void the_other_side_takes_over_when_the_active_one_loses_its_link_and_keeps_it() {
        MrPg pg = connected();
        queueOnSideA(1);
        ScriptedPeer lost = application.from(HOST_A);

        assertThat(pg.faults().cut(PgSide.A)).isTrue();

        lost.expectEnd();
        application.from(HOST_B).expect("ROUTING_ENABLED");
        assertThat(onlyEnding()).isEqualTo(Ending.DISCARDED);
        await().until(() -> application.from(HOST_A) != lost);
        expectOpening(HOST_A, "ROUTING_DISABLED");
        assertThat(pg.activeSide()).contains(PgSide.B);
    }

    @Test
    void losing_the_idle_side_changes_nothing() {
        MrPg pg = connected();
        queueOnSideA(1);
        ScriptedPeer lost = application.from(HOST_B);

        pg.faults().cut(PgSide.B);

        lost.expectEnd();
        await().until(() -> application.from(HOST_B) != lost);
        expectOpening(HOST_B, "ROUTING_DISABLED");
        assertThat(pg.activeSide()).contains(PgSide.A);
        assertThat(onlyEnding()).isNull();
    }

    @Test
    void routes_again_when_both_sides_were_cut() {
        MrPg pg = connected();
        ScriptedPeer lost = application.from(HOST_A);

        assertThat(pg.faults().cutAll()).isTrue();

        lost.expectEnd();
        await().until(() -> application.connections() == 4);
        await().until(pg::isOpen);
        String active = pg.activeSide().orElseThrow() == PgSide.A ? HOST_A : HOST_B;
        expectOpening(active, "ROUTING_ENABLED").send(newTask(1));
        application.from(active).expect("DO_THIS_WITH_TASK");
        expectOpening(active.equals(HOST_A) ? HOST_B : HOST_A, "ROUTING_DISABLED");
    }

    @Test
    void a_frozen_side_is_replaced_and_cannot_say_so_until_it_goes_on() {
        MrPg pg = connected();
        queueOnSideA(1);

        assertThat(pg.faults().freeze(PgSide.A)).isTrue();

        application.from(HOST_B).expect("ROUTING_ENABLED");
        assertThat(onlyEnding()).isEqualTo(Ending.DISCARDED);
        assertThat(application.from(HOST_A).hasNext()).isFalse();
        assertThat(pg.switchSides()).as("a frozen side cannot take over").isFalse();
        pg.faults().thaw(PgSide.A);
        application.from(HOST_A).expect("ROUTING_DISABLED");
        assertThat(pg.activeSide()).contains(PgSide.B);
    }

    @Test
    void a_frozen_side_that_was_dropped_meanwhile_comes_back_as_the_idle_one() {
        MrPg pg = connected();
        pg.faults().freeze(PgSide.A);
        application.from(HOST_B).expect("ROUTING_ENABLED");
        ScriptedPeer dropped = application.from(HOST_A);
        dropped.close();
        assertThat(pg.isOpen(PgSide.A)).as("it has not noticed").isTrue();

        pg.faults().thaw(PgSide.A);

        await().until(() -> application.from(HOST_A) != dropped);
        expectOpening(HOST_A, "ROUTING_DISABLED");
        assertThat(pg.activeSide()).contains(PgSide.B);
    }

    @Test
    void says_on_both_sides_that_routing_is_disabled() {
        MrPg pg = connected();
        queueOnSideA(1);

        pg.faults().disableRouting();

        application.from(HOST_A).expect("ROUTING_DISABLED");
        application.from(HOST_B).expect("ROUTING_DISABLED");
        assertThat(onlyEnding()).isEqualTo(Ending.DISCARDED);
        assertThat(pg.switchSides()).isTrue();
        application.from(HOST_B).expect("ROUTING_DISABLED");
        pg.faults().enableRouting();
        application.from(HOST_A).expect("ROUTING_DISABLED");
        application.from(HOST_B).expect("ROUTING_ENABLED");
    }

    @Test
    void the_idle_side_connects_only_to_become_active_if_that_is_what_it_does() {
        MrPg pg = cisco.connect(twoSides().idleSideConnects(false));
        ScriptedPeer a = expectOpening(HOST_A, "ROUTING_ENABLED");
        assertThat(pg.isOpen(PgSide.B)).isFalse();

        assertThat(pg.switchSides()).isTrue();

        a.expect("CLOSE_REQ");
        a.expectEnd();
        ScriptedPeer b = expectOpening(HOST_B, "ROUTING_ENABLED");
        pg.faults().cut();
        b.expectEnd();
        await().until(() -> application.from(HOST_A) != a);
        expectOpening(HOST_A, "ROUTING_ENABLED");
        assertThat(application.connections()).isEqualTo(3);
    }

    @Test
    void a_proxy_between_keeps_the_two_hosts_apart() {
        try (TcpProxy proxy = new TcpProxy(0, application.address())) {
            var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), proxy.port());
            MrPg pg = cisco.connect(MrPgExtension.quickly(address).twoSides());

            await().until(() -> pg.isOpen(PgSide.A) && pg.isOpen(PgSide.B));

            assertThat(application.from(HOST_A)).isNotSameAs(application.from(HOST_B));
        }
    }

    @Test
    void tries_the_second_host_of_the_application_when_the_first_cannot_be_reached() throws IOException {
        var nobody = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        var first = new InetSocketAddress(nobody.getInetAddress(), nobody.getLocalPort());
        nobody.close();

        MrPg pg = cisco.connect(MrPgExtension.quickly(first).orTo(application.address()));

        await().until(pg::isOpen);
        assertThat(pg.switchSides()).as("there is one side only").isFalse();
    }

    @Test
    void several_pgs_before_one_cce_have_queues_of_their_own() throws IOException {
        cisco.cce().setReady(5017, false);
        MrPg one = cisco.connect(twoSides().named("MR_PG_1"));
        await().until(() -> one.isOpen(PgSide.A) && one.isOpen(PgSide.B));
        String active = one.activeSide().orElseThrow() == PgSide.A ? HOST_A : HOST_B;
        application.from(active).send(newTask(1));
        await().until(() -> cisco.cce().ledger().inQueue() == 1);
        try (TinyApplication other = new TinyApplication(DIALECT)) {
            MrPg two = cisco.connect(MrPgExtension.quickly(other.address()).named("MR_PG_2"));
            await().until(two::isOpen);
            other.send(newTask(1));
            await().until(() -> cisco.cce().ledger().inQueue() == 2);

            one.switchSides();

            await().until(() -> cisco.cce().ledger().inQueue() == 1);
            assertThat(cisco.cce().ledger().tasksOf("MR_PG_1"))
                    .extracting(TaskEntry::ending)
                    .containsExactly(Ending.DISCARDED);
            assertThat(cisco.cce().ledger().tasksOf("MR_PG_2"))
                    .extracting(TaskEntry::ending)
                    .containsOnlyNulls()
                    .hasSize(1);
        }
    }
}
