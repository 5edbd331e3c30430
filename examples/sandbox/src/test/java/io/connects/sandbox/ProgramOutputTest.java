package io.connects.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.connects.host.ConnectsProgram;
import io.connects.simulators.network.ServerKeys;
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
    void the_simulated_ids_takes_an_identity_provider_by_its_metadata() throws IOException {
        Path authority = new ServerKeys("idp", "idp.example.test").writeAuthority();
        Path provider = Files.writeString(folder.resolve("idp.xml"), """
                <md:EntityDescriptor xmlns:md="urn:oasis:names:tc:SAML:2.0:metadata" entityID="https://idp.example.test/m">
                <md:IDPSSODescriptor protocolSupportEnumeration="urn:oasis:names:tc:SAML:2.0:protocol">
                <md:KeyDescriptor use="signing"><ds:KeyInfo xmlns:ds="http://www.w3.org/2000/09/xmldsig#"><ds:X509Data>
                <ds:X509Certificate>%s</ds:X509Certificate></ds:X509Data></ds:KeyInfo></md:KeyDescriptor>
                <md:SingleSignOnService Binding="urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST" Location="https://idp.example.test/p"/>
                </md:IDPSSODescriptor></md:EntityDescriptor>
                """.formatted(
                        Files.readString(authority).replaceAll("-----[A-Z ]+-----", "")));
        Process simulator =
                start(LabProgram.class, "simulate", "ids", "--identity-provider", provider.toString(), "--meta-alias");
        try (BufferedReader out = simulator.inputReader()) {
            var lines = new ArrayList<String>();
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                lines.add(line);
                if (line.startsWith("metadata ")) {
                    break; // it runs on
                }
            }
            assertThat(lines).contains("user 1001").noneMatch(line -> line.contains("password"));
            assertThat(lines).last().asString().startsWith("metadata ");
            assertThat(Path.of(lines.get(lines.size() - 1).substring("metadata ".length())))
                    .content()
                    .contains("/ids/saml/response?metaAlias=/sp");
        } finally {
            simulator.destroyForcibly();
        }
    }

    @Test
    void the_simulated_ids_refuses_what_are_no_metadata() throws IOException, InterruptedException {
        Path provider = Files.writeString(folder.resolve("idp.xml"), "<!DOCTYPE a><a/>");
        Process simulator = start(LabProgram.class, "simulate", "ids", "--identity-provider", provider.toString());
        assertThat(simulator.inputReader().lines().toList()).first().asString().startsWith("metadata: are not XML");
        assertThat(simulator.waitFor()).isEqualTo(2);
        Process alone = start(LabProgram.class, "simulate", "ids", "--meta-alias");
        assertThat(alone.inputReader().lines().toList()).first().asString().contains("--identity-provider");
        assertThat(alone.waitFor()).isEqualTo(2);
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
