package io.connects.simulators.mri;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.connects.simulators.cce.VirtualTime;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ScriptedPeerTest {
    private static final Dialect DIALECT = Dialect.standard();
    private static final Message HEARTBEAT =
            Message.of("HEARTBEAT_REQ").with("InvokeID", 5).build();

    private ServerSocket listening;
    private ScriptedPeer pg;
    private ScriptedPeer application;

    @BeforeEach
    void connect() throws IOException {
        listening = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
        pg = ScriptedPeer.connect(address(), DIALECT);
        application = ScriptedPeer.accept(listening, DIALECT);
    }

    @AfterEach
    void close() throws IOException {
        pg.close();
        application.close();
        listening.close();
    }

    private InetSocketAddress address() {
        return new InetSocketAddress(listening.getInetAddress(), listening.getLocalPort());
    }

    private static Message conf(Message request) {
        return Message.of("HEARTBEAT_CONF")
                .with("InvokeID", request.field("InvokeID"))
                .build();
    }

    @Test
    void opens_a_session_and_replies_with_the_dialogue_and_the_next_sequence_number() {
        application
                .answering(
                        "OPEN_REQ",
                        request -> Message.of("OPEN_CONF")
                                .with("InvokeID", request.field("InvokeID"))
                                .build())
                .listen();

        pg.open();
        application.expect("OPEN_REQ");
        application.expect("ROUTING_ENABLED");
        application.send(Message.of("NEW_TASK")
                .with("DialogueID", 7)
                .with("SendSeqNo", 1)
                .text("ScriptSelector", "8000")
                .build());
        Message task = pg.expect("NEW_TASK");
        pg.reply(task, Message.of("RUN_SCRIPT_REQ").with("InvokeID", 3));
        pg.reply(task, Message.of("DO_THIS_WITH_TASK").with("AgentSkillTargetID", 5017));

        Message question = application.expect("RUN_SCRIPT_REQ");
        assertThat(question.fields()).containsEntry("DialogueID", 7L).containsEntry("SendSeqNo", 1L);
        assertThat(application.reply(question, Message.of("RUN_SCRIPT_RESULT")).field("InvokeID"))
                .isEqualTo(3);
        assertThat(application.expect("DO_THIS_WITH_TASK").field("SendSeqNo")).isEqualTo(2);
    }

    @Test
    void has_habits_that_need_no_script() {
        List<Incoming> seen = new CopyOnWriteArrayList<>();
        application
                .answering("HEARTBEAT_REQ", ScriptedPeerTest::conf)
                .ignoring("HEARTBEAT_REQ")
                .watching(seen::add)
                .listen();

        pg.send(HEARTBEAT).send(Message.of("ROUTING_DISABLED").build());

        assertThat(pg.expect("HEARTBEAT_CONF").field("InvokeID")).isEqualTo(5);
        assertThat(application.next()).isEqualTo(Message.of("ROUTING_DISABLED").build());
        assertThat(seen)
                .containsExactly(HEARTBEAT, Message.of("ROUTING_DISABLED").build());
    }

    @Test
    void beats_by_the_timer_that_it_is_given() {
        var timer = new ScheduledThreadPoolExecutor(1);
        try {
            pg.beating(Duration.ofMillis(1), timer);

            application.expect("HEARTBEAT_REQ");
            application.expect("HEARTBEAT_REQ");
        } finally {
            timer.shutdownNow();
        }
    }

    @Test
    void leaves_everything_in_the_network_while_it_is_stalled() {
        var time = new VirtualTime();
        application.answering("HEARTBEAT_REQ", ScriptedPeerTest::conf).listen();
        application.stall(Duration.ofSeconds(30), time);
        pg.send(HEARTBEAT);
        time.pass(Duration.ofSeconds(29));
        assertThat(application.hasNext() || pg.hasNext()).isFalse();

        time.pass(Duration.ofSeconds(1));

        pg.expect("HEARTBEAT_CONF");
    }

    @Test
    void writes_every_byte_by_itself_and_can_send_what_nobody_understands() {
        pg.byteByByte(true).send(HEARTBEAT);
        assertThat(application.next()).isEqualTo(HEARTBEAT);

        pg.sendBytes(new byte[] {0, 0, 0, 0, 0, 0, 3, 9});
        assertThat(application.next()).isInstanceOf(Incoming.Unrecognised.class);
        pg.garbage(64, 1);
        application.expectEnd();
    }

    @Test
    void sees_an_orderly_end_and_a_reset_alike() throws IOException {
        pg.close();
        application.expectEnd();
        try (ScriptedPeer other = ScriptedPeer.connect(address(), InetAddress.getByName("127.0.0.2"), DIALECT);
                ScriptedPeer accepted = ScriptedPeer.accept(listening, DIALECT)) {
            assertThat(accepted.other().getAddress().getHostAddress()).isEqualTo("127.0.0.2");

            other.cut();

            accepted.expectEnd();
        }
    }

    @Test
    void fails_with_what_came_instead() {
        application.send(HEARTBEAT).patience(Duration.ofMillis(1));

        assertThatThrownBy(() -> pg.expect("OPEN_CONF"))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("OPEN_CONF")
                .hasMessageContaining("HEARTBEAT_REQ");
        assertThatThrownBy(application::next).isInstanceOf(AssertionError.class).hasMessageContaining("PT0.001S");
        application.send(HEARTBEAT);
        assertThatThrownBy(pg::expectEnd).isInstanceOf(AssertionError.class).hasMessageContaining("HEARTBEAT_REQ");
    }

    @Test
    void its_thread_ends_when_it_is_closed_even_if_it_was_stalled() {
        application.listen().stall();
        pg.send(HEARTBEAT);

        application.close();
        pg.close();

        await().until(() -> Thread.getAllStackTraces().keySet().stream()
                .noneMatch(thread -> thread.getName().equals("scripted-peer")));
    }

    @Test
    void says_where_nobody_listens() throws IOException {
        InetSocketAddress nobody = address();
        listening.close();

        assertThatThrownBy(() -> ScriptedPeer.connect(nobody, DIALECT))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining(String.valueOf(nobody.getPort()));
    }
}
