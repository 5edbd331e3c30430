package io.connects.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.connects.mri.MriListener;
import io.connects.mri.MriOptions;
import io.connects.mri.MriSession;
import io.connects.mri.message.DialogueOutcome;
import io.connects.mri.message.NewTask;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class PimConsoleTest {
    @Test
    void a_person_can_play_the_pg_of_an_application() throws Exception {
        var options = MriOptions.builder()
                .address(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                .build();
        try (var session = new MriSession(options, new MriListener() {})) {
            session.start();
            TypedProgram pim = TypedProgram.start((in, out) -> new CommandLine(new PimCommand(in))
                    .setOut(out)
                    .execute(
                            "pim", "--connect", "127.0.0.1:" + session.address().getPort()));
            pim.await("Connected to ");
            pim.type("dance");
            pim.await("No such command: dance");
            pim.type("agent 5017");
            pim.await("no task is waiting");
            pim.type("open");
            pim.await("OPEN_REQ");
            pim.await("OPEN_CONF");
            pim.await("REGISTER_VARIABLES");
            pim.type("enable");
            pim.await("ROUTING_ENABLED");

            CompletableFuture<DialogueOutcome> first = submit(session);
            pim.await("NEW_TASK");
            pim.await("1 task is waiting");
            pim.type("agent five");
            pim.await("not a number: five");
            pim.type("release");
            pim.await("not a number: ");
            pim.type("agent 5017");
            assertThat(first.get(30, TimeUnit.SECONDS))
                    .isInstanceOfSatisfying(
                            DialogueOutcome.Answered.class,
                            it -> assertThat(it.answer().agentSkillTargetId()).isEqualTo(5017));

            CompletableFuture<DialogueOutcome> second = submit(session);
            pim.await("1 task is waiting");
            pim.type("fail NO_SCRIPT");
            assertThat(second.get(30, TimeUnit.SECONDS))
                    .isInstanceOfSatisfying(
                            DialogueOutcome.Refused.class,
                            it -> assertThat(it.failure().reasonCode()).isEqualTo(0x12));

            pim.type("raw 0000000400000005 0000002A");
            pim.await("HEARTBEAT_CONF");
            pim.type("close");
            pim.await("CLOSE_CONF");
            pim.await("The application has closed the connection.");
            pim.type("quit");
            pim.ends();
        }
    }

    @Test
    void refuses_an_address_without_a_host() {
        var err = new StringWriter();
        int code = new CommandLine(new PimCommand(InputStream.nullInputStream()))
                .setErr(new PrintWriter(err, true))
                .execute("pim", "--connect", "38001");
        assertThat(code).isEqualTo(2);
        assertThat(err.toString()).contains("--connect: must be HOST:PORT, was 38001");
    }

    private static CompletableFuture<DialogueOutcome> submit(MriSession session) {
        var ended = new CompletableFuture<DialogueOutcome>();
        session.submit(NewTask.builder(5003, "8000").build(), outcome -> ended.complete(outcome));
        return ended;
    }
}
