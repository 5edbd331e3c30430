package io.connects.examples.mri;

import static org.assertj.core.api.Assertions.assertThat;

import io.connects.mri.message.DialogueOutcome;
import io.connects.simulators.cce.CceAgent;
import io.connects.simulators.cce.CceOptions;
import io.connects.simulators.cce.MediaRoutingDomain;
import io.connects.simulators.cce.Script;
import io.connects.simulators.cce.ScriptSelector;
import io.connects.simulators.mri.MrPgExtension;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class RouteOneTaskTest {
    private static final int MRD = 5003;
    private static final int GROUP = 5100;
    private static final int AGENT = 5011;

    @RegisterExtension
    final MrPgExtension cisco = new MrPgExtension(() -> CceOptions.builder()
            .domain(new MediaRoutingDomain(MRD, Duration.ofSeconds(30), true))
            .skillGroup(GROUP)
            .selector(new ScriptSelector("8000", MRD, Script.queueTo(GROUP)))
            .agent(new CceAgent(AGENT, "agent1", Set.of(GROUP), Map.of(MRD, 1)))
            .build());

    @Test
    void the_task_reaches_the_agent_whom_the_simulated_pg_picks() throws Exception {
        DialogueOutcome outcome = route("8000");

        assertThat(outcome).isInstanceOfSatisfying(DialogueOutcome.Answered.class, answered -> {
            assertThat(answered.answer().agentSkillTargetId()).isEqualTo(AGENT);
        });
        assertThat(cisco.cce().ledger().tasks()).hasSize(1);
    }

    @Test
    void an_unknown_script_selector_is_refused() throws Exception {
        assertThat(route("nowhere")).isInstanceOf(DialogueOutcome.Refused.class);
    }

    private DialogueOutcome route(String scriptSelector) throws Exception {
        int port = freePort();
        var outcome = CompletableFuture.supplyAsync(() -> RouteOneTask.route(port, MRD, scriptSelector));
        cisco.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        return outcome.get(30, TimeUnit.SECONDS);
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
