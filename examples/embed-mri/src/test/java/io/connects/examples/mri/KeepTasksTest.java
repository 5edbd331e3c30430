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
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class KeepTasksTest {
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
    void tasks_that_were_handed_in_before_anybody_connected_are_routed_too() throws Exception {
        int port = freePort();
        var outcomes = CompletableFuture.supplyAsync(() -> KeepTasks.route(port, MRD, List.of("8000", "nowhere")));
        cisco.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));

        assertThat(outcomes.get(30, TimeUnit.SECONDS))
                .hasExactlyElementsOfTypes(DialogueOutcome.Answered.class, DialogueOutcome.Refused.class);
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
