package io.connects.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.connects.host.ConnectsProgram;
import io.connects.simulators.salesforce.SalesforceOrg;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What commands print when they are processes: what they have to say, and nothing that is logged. */
@Timeout(60)
class ProgramOutputTest {
    @TempDir
    Path folder;

    private Process start(Class<?> program, String... arguments) throws IOException {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), program.getName()));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command).redirectErrorStream(true).start();
    }

    @Test
    void a_simulator_prints_how_to_reach_it_alone() throws IOException {
        Process simulator = start(LabProgram.class, "simulate", "ids");
        try (BufferedReader out = simulator.inputReader()) {
            assertThat(out.readLine()).startsWith("authority /");
            assertThat(out.readLine()).startsWith("node https://127.0.0.1:");
        } finally {
            simulator.destroyForcibly();
        }
    }

    @Test
    void a_command_that_looks_prints_what_it_saw_alone() throws IOException, InterruptedException {
        Path config = folder.resolve("connects.yaml");
        try (var org = new SalesforceOrg().start()) {
            Files.writeString(config, """
                    routes:
                      - name: here
                        cisco: {product: PCCE, release: "12.6"}
                        salesforce: {loginUri: "%s", clientId: "%s", clientSecret: "%s"}
                        mri: {port: 0, bindAddress: 127.0.0.1, allowedHosts: [127.0.0.1]}
                        queues:
                          - {queueId: %s, mrdId: 5003, scriptSelector: "8000", startTimeout: 30s, pushTimeout: 20s}
                        agents: [{loginId: anna, skillTargetId: 5001, userId: %s}]
                    """.formatted(
                            org.uri(),
                            org.clientId(),
                            org.clientSecret(),
                            org.createQueue("Support", Duration.ofSeconds(20)),
                            org.createUser("anna", 2)));
            Process check = start(ConnectsProgram.class, "salesforce", "check", "--config", config.toString());
            List<String> lines = check.inputReader().lines().toList();
            check.waitFor();
            assertThat(lines).isNotEmpty().allMatch(line -> line.matches("(route|ok|warn|fault|  |\\d+ ok,).*"));
        }
    }
}
