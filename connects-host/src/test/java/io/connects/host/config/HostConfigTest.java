package io.connects.host.config;

import static io.connects.host.config.Configs.ROUTE;
import static io.connects.host.config.Configs.faults;
import static io.connects.host.config.Configs.parse;
import static io.connects.host.config.Configs.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.connects.core.Secret;
import io.connects.core.routing.LabelAction;
import io.connects.core.routing.Psr;
import io.connects.core.routing.RouteTarget;
import io.connects.core.routing.RoutingOptions;
import io.connects.core.routing.VariableSource;
import io.connects.mri.MriOptions;
import io.connects.salesforce.Credentials;
import io.connects.sso.ids.IdsPaths;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HostConfigTest {
    private static final String QUEUE = "00G5e000000AAAAEA4";
    private static final Path SAMPLE = Path.of("src/main/config/connects.yaml");

    @TempDir
    Path directory;

    @Test
    void reads_the_sample() {
        HostConfig config =
                HostConfig.read(SAMPLE, Map.of("SALESFORCE_CLIENT_ID", "id", "SALESFORCE_CLIENT_SECRET", "secret"));

        RouteConfig route = config.routes().get(0);
        assertThat(route.summary())
                .isEqualTo("route support: CCE 12.6, MRI on 0.0.0.0:38001, org https://example.my.salesforce.com,"
                        + " 1 queue, 2 agents");
        assertThat(route.salesforce().options().credentials())
                .isEqualTo(new Credentials.ClientCredentials("id", Secret.of("secret")));
        assertThat(route.mri().get(RouteTarget.ONLY).eccNames()).containsExactly("user.connects.queue");
        assertThat(route.salesforce().externalRouting().workItemFields())
                .containsExactlyInAnyOrder("CaseNumber", "Subject");
        RouteTarget target = target(route);
        assertThat(target.variables())
                .containsEntry("callVariable10", VariableSource.Known.CORRELATION)
                .containsEntry("user.connects.queue", new VariableSource.Text("billing"));
    }

    @Test
    void the_sample_shows_every_key_with_its_true_default() throws IOException {
        String everything = Files.readString(SAMPLE)
                .replace("# bindAddress: 10.0.0.5", "# bindAddress: 127.0.0.1")
                .replace("port: 38001  ", "name: north\n      port: 38001  ")
                .replace("    mri:\n      name", "    mri:\n    - name")
                .replaceAll("(?m)^( +)# ( *[A-Za-z]+:( .*)?)$", "$1$2");

        RouteConfig route = HostConfig.parse(
                        everything,
                        Map.of(
                                "SALESFORCE_CLIENT_ID", "id",
                                "SALESFORCE_CLIENT_SECRET", "s",
                                "FINESSE_PASSWORD", "p",
                                "IDS_CLIENT_SECRET", "i"),
                        directory)
                .routes()
                .get(0);

        RouteConfig.Finesse finesse = Objects.requireNonNull(route.finesse());
        assertThat(finesse.agents()).isEqualTo(RouteConfig.AgentsFrom.CONFIGURED);
        assertThat(finesse.joinField()).isEqualTo("FederationIdentifier");
        RouteConfig.Sso sso = Objects.requireNonNull(route.sso());
        assertThat(sso.tokens()).isEqualTo(RouteConfig.Tokens.SIGNED);
        assertThat(sso.nodes()).hasSize(2).allMatch(node -> node.paths().equals(IdsPaths.DEFAULT));
        RoutingOptions options = route.routing().options();
        assertThat(options.labelAction("LATER")).isEqualTo(new LabelAction.RetryAfter(Duration.ofMinutes(5)));
        assertThat(options.labelAction("SPAM")).isEqualTo(new LabelAction.Ignore());
        assertThat(options.labelAction("?")).isEqualTo(new LabelAction.Park());
        assertThat(options)
                .usingRecursiveComparison()
                .ignoringFields("values.labels", "values.otherLabels")
                .isEqualTo(RoutingOptions.DEFAULTS);
    }

    @Test
    void reports_every_fault_at_once_with_path_and_line() {
        String yaml = """
                routes:
                  - name: "no spaces, please"
                    cisco: {product: CCX, release: "10.5"}
                    salesforce:
                      loginUri: http://example.com
                      clientId: ${env:NOT_SET}
                      clientSecret: x
                      topic: Psr
                    mri: {port: 70000, dialect: missing.dialect, heartbeatInterval: 0s}
                    agents:
                      - {loginId: anna, skillTargetId: zero, userId: 0055e000001AAAAAA4}
                      - {loginId: boris, userId: 500}
                    queues:
                      - {queueId: x, mrdId: 1, scriptSelector: s, pushTimeout: 20s}
                      - queueId: 00G5e000000AAAA
                        mrdId: -1
                        scriptSelector: s
                        startTimeout: 30s
                        pushTimeout: 28s
                        variables: {callVariable11: psr.id, callVariable10: psr.id, user.x: nonsense}
                    labels: {X: dance}
                    settings: {window: 0, parkedFor: never, retryDelays: [], foreignWorksToStop: -1}
                more: 1
                """;

        assertThat(faults(yaml))
                .containsExactly(
                        "routes[0].name (line 2): must be 1 to 40 letters, digits, dots, dashes and underscores, was"
                                + " 'no spaces, please'",
                        "routes[0].cisco.product (line 3): CCX (Contact Center Express) has no Media Routing"
                                + " Interface; Connects needs CCE or PCCE",
                        "routes[0].cisco.release (line 3): 10.5 is too old: tasks are routed from release 11.5 on",
                        "routes[0].salesforce.loginUri (line 5): must be https, because a secret is sent there; http"
                                + " is for loopback only, was http://example.com",
                        "routes[0].salesforce.clientId (line 6): needs the environment variable NOT_SET, which is not"
                                + " set",
                        "routes[0].salesforce.topic (line 8): is not a known key; known here: loginUri, clientId,"
                                + " clientSecret, jwt, refreshTokenFile, password, apiVersion, connectTimeout,"
                                + " requestTimeout, maxNetworkDelay, apiBudgetPercent, trustFiles, proxy, psrTopic, agentWorkTopic, createTopics, snapshotEvery,"
                                + " capacity, assignmentBatch, assignmentLinger, guardedAssignment, feed, changeChannel, degradeAfter,"
                                + " pollFastest, pollSlowest, readAllEvery, expectedOrganization, expectedSandbox",
                        "routes[0].mri.port (line 9): must be 0 to 65535, was 70000",
                        "routes[0].mri.dialect (line 9): is neither ged125-like nor ged188-like nor a dialect file: missing.dialect:"
                                + " there is no such file",
                        "routes[0].mri.heartbeatInterval (line 9): must be positive and at most a day, was 0s",
                        "routes[0].agents[0].skillTargetId (line 11): must be a whole number, was 'zero'",
                        "routes[0].agents[1].skillTargetId (line 12): is missing",
                        "routes[0].agents[1].userId (line 12): must be a Salesforce id of 15 or 18 characters, was"
                                + " '500'",
                        "routes[0].queues[0].queueId (line 14): must be a Salesforce id of 15 or 18 characters, was"
                                + " 'x'",
                        "routes[0].queues[1].mrdId (line 16): must be 1 or more, was -1",
                        "routes[0].queues[1].pushTimeout (line 19): 28s must be at least 8s below the start timeout"
                                + " 30s",
                        "routes[0].queues[1].variables.callVariable11 (line 20): must be callVariable1 to"
                                + " callVariable10 or the name of an ECC variable such as user.case",
                        "routes[0].queues[1].variables.callVariable10 (line 20): carries the correlation value;"
                                + " choose another variable, or another correlationVariable",
                        "routes[0].queues[1].variables.user.x (line 20): not a source of a variable: 'nonsense';"
                                + " write item.<Field>, =<text>, or one of psr.correlation, psr.id,"
                                + " psr.work-item-id, psr.queue-id, psr.request-time, psr.priority, psr.attempt,"
                                + " psr.reason",
                        "routes[0].labels.X (line 21): must be park, ignore, retry <time> or hand-to-queue <queue"
                                + " id>, was 'dance'",
                        "routes[0].settings.parkedFor (line 22): must be a duration such as 500ms, 30s, 10m or 8h, was"
                                + " 'never'",
                        "routes[0].settings.retryDelays (line 22): needs at least one delay",
                        "routes[0].settings.window (line 22): must be 1 or more, was 0",
                        "routes[0].settings.foreignWorksToStop (line 22): must be 0 or more, was -1",
                        "more (line 23): is not a known key; known here: routes");
    }

    @Test
    void normalises_salesforce_ids_to_18_characters() {
        RouteConfig route = parse(with(QUEUE, "00G5e000000AAAA")).routes().get(0);

        assertThat(target(route).scriptSelector()).isEqualTo("cases");
    }

    @Test
    void refuses_a_queue_that_is_there_twice_in_either_form() {
        String twice = ROUTE + "      - {queueId: 00G5e000000AAAA, mrdId: 1, scriptSelector: s, pushTimeout: 20s}\n";

        assertThat(faults(twice))
                .containsExactly("routes[0].queues[1].queueId (line 9): 00G5e000000AAAAEA4 has two targets");
    }

    @Test
    void two_routes_share_neither_name_nor_port() {
        String route = with("port: 0", "port: 38001");
        String twice = route + route.substring(route.indexOf('\n') + 1);

        assertThat(faults(twice))
                .containsExactly(
                        "routes[1].name (line 9): support is used by routes[0].name already",
                        "routes[1].mri.port (line 12): 38001 is used by routes[0].mri.port already");
    }

    @Test
    void reads_several_pims_each_with_the_ecc_variables_of_its_own_queues() {
        String yaml = with(
                        "mri: {port: 0, bindAddress: 127.0.0.1}",
                        "mri: [{name: north, port: 7001}, {name: south, port: 7002, dialect: ged188-like}]")
                .replace("pushTimeout: 20s", "pushTimeout: 20s, pim: south, variables: {user.b: psr.id}");

        RouteConfig route = parse(yaml).routes().get(0);

        assertThat(route.mri().keySet()).containsExactly("north", "south");
        assertThat(route.mri().get("north").eccNames()).isEmpty();
        assertThat(route.mri().get("south").eccNames()).containsExactly("user.b");
        assertThat(route.mri().get("south").dialect().name()).isEqualTo("ged188-like");
        assertThat(target(route).router()).isEqualTo("south");
        assertThat(route.summary()).contains("MRI on north 0.0.0.0:7001 and south 0.0.0.0:7002");
    }

    @Test
    void reads_who_may_connect_and_where_scripts_tell_of_the_queue() {
        String yaml = with(
                "port: 0",
                "port: 0, allowedHosts: [127.0.0.1, 127.0.0.2], expectedWaitVariable: user.wait,"
                        + " queuePositionVariable: callVariable8");

        MriOptions pim = parse(yaml).routes().get(0).mri().get(RouteTarget.ONLY);

        assertThat(pim.allowedHosts()).hasSize(2);
        assertThat(pim.expectedWaitVariable()).isEqualTo("user.wait");
        assertThat(pim.eccNames()).containsExactly("user.wait");
        assertThat(pim.queuePositionVariable()).isEqualTo("callVariable8");
        assertThat(faults(with("port: 0", "port: 0, allowedHosts: [no.such.host.invalid]")))
                .singleElement()
                .asString()
                .startsWith("routes[0].mri.allowedHosts[0] (line 5): is neither an address nor a host name");
    }

    @Test
    void reads_the_files_of_tls_before_any_port_is_opened() throws IOException {
        assertThat(faults(with("port: 0", "port: 0, tls: {keyFile: a.key, certificateFile: a.crt, trustFile: b.crt}")))
                .singleElement()
                .asString()
                .contains("routes[0].mri.tls (line 5): ", "a.key: there is no such file");
        assertThat(faults(with("port: 0", "port: 0, tls: {keyStoreFile: a.p12}")))
                .containsExactlyInAnyOrder(
                        "routes[0].mri.tls.trustFile (line 5): is missing",
                        "routes[0].mri.tls.password (line 5): is missing; a key store has one");
        Files.writeString(directory.resolve("a.key"), "no key");
        Files.writeString(directory.resolve("a.crt"), "no certificate");
        assertThat(faults(
                        with("port: 0", "port: 0, tls: {keyFile: a.key, certificateFile: a.crt, trustFile: a.crt}"),
                        directory))
                .singleElement()
                .asString()
                .startsWith("routes[0].mri.tls (line 5): ");
    }

    @Test
    void refuses_pims_that_cannot_be_told_apart_and_queues_that_name_none() {
        String pims = with(
                "mri: {port: 0, bindAddress: 127.0.0.1}",
                "mri: [{name: north, port: 7001}, {name: north, port: 7002}, {name: south, port: 7001}, {port: 1}]");

        assertThat(faults(pims))
                .containsExactlyInAnyOrder(
                        "routes[0].mri[1].name (line 5): north is used twice",
                        "routes[0].mri[2].port (line 5): 7001 is used by routes[0].mri[0].port already",
                        "routes[0].mri[3].name (line 5): is missing",
                        "routes[0].queues[0] (line 8): needs a pim, one of north, south");
        assertThat(faults(ROUTE.replace("pushTimeout: 20s", "pushTimeout: 20s, pim: west")))
                .containsExactly("routes[0].queues[0].pim (line 8): is not the name of a PIM in this route's mri");
    }

    @ParameterizedTest
    @CsvSource({"CCE,11.5", "PCCE,11.6(2)", "CCE,15.0"})
    void accepts_releases_that_route_tasks(String product, String release) {
        String yaml = with("{product: CCE, release: \"12.6\"}", "{product: " + product + ", release: " + release + "}");

        assertThat(parse(yaml).routes().get(0).cisco().product()).hasToString(product);
    }

    @ParameterizedTest
    @CsvSource({"CCE,11.0,11.0 is too old", "PCCE,twelve,must look like 12.6", "UCCX,12.5,must be CCE or PCCE"})
    void refuses_other_releases(String product, String release, String why) {
        String yaml = with("{product: CCE, release: \"12.6\"}", "{product: " + product + ", release: " + release + "}");

        assertThat(faults(yaml)).singleElement().asString().contains(why);
    }

    @Test
    void a_correlation_variable_may_be_an_ecc_variable() {
        RouteConfig route = parse(ROUTE + "    correlationVariable: user.connects.key\n")
                .routes()
                .get(0);

        assertThat(route.mri().get(RouteTarget.ONLY).eccNames()).containsExactly("user.connects.key");
        assertThat(target(route).variables())
                .containsExactly(Map.entry("user.connects.key", VariableSource.Known.CORRELATION));
    }

    @Test
    void ecc_variables_that_are_listed_must_have_those_that_are_set() {
        String yaml = with("port: 0", "port: 0, eccVariables: [user.a]")
                .replace("pushTimeout: 20s", "pushTimeout: 20s, variables: {user.b: psr.id}");

        assertThat(faults(yaml))
                .containsExactly("routes[0].mri.eccVariables (line 5): lacks variables that queues set: user.b");
    }

    @Test
    void reads_a_dialect_beside_the_configuration_and_reports_its_faults_by_line() throws IOException {
        Files.writeString(directory.resolve("site.dialect"), "name = site\nnonsense\n");

        assertThat(faults(with("port: 0", "port: 0, dialect: site.dialect"), directory))
                .anySatisfy(fault -> assertThat(fault)
                        .startsWith("routes[0].mri.dialect (line 5): site.dialect: ")
                        .contains("line 2"));
    }

    @Test
    void says_why_a_file_cannot_be_read() throws IOException {
        Path latin = Files.write(directory.resolve("latin.yaml"), new byte[] {'a', ':', ' ', (byte) 0xE4});
        Path large = Files.write(directory.resolve("large.yaml"), new byte[HostConfig.MAX_BYTES + 1]);

        assertUnreadable(directory.resolve("none.yaml"), "there is no such file");
        assertUnreadable(latin, "is not UTF-8");
        assertUnreadable(large, "is longer than 1048576 bytes");
    }

    private static void assertUnreadable(Path file, String why) {
        assertThatThrownBy(() -> HostConfig.read(file, Map.of())).hasMessage(file + ": " + why);
    }

    private static RouteTarget target(RouteConfig route) {
        var psr = Psr.builder("0JR5e0000000001AAA", "5005e000000AAAAEA4", QUEUE, "0N95e000000AAAACA4", Instant.EPOCH)
                .build();
        return route.routing().map().target(psr).orElseThrow();
    }
}
