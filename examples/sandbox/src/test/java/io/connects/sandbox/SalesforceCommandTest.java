package io.connects.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.connects.host.ConnectsProgram;
import io.connects.simulators.salesforce.SalesforceOrg;
import io.connects.simulators.salesforce.SalesforceOrgExtension;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** {@code ./connects salesforce} against the simulated org. */
class SalesforceCommandTest {
    private static final Duration PUSH = Duration.ofSeconds(20);

    @RegisterExtension
    final SalesforceOrgExtension orgs = new SalesforceOrgExtension();

    @TempDir
    Path directory;

    private final StringWriter err = new StringWriter();
    private SalesforceOrg org;
    private String queue;
    private String user;

    @BeforeEach
    void furnish() {
        org = orgs.org();
        queue = org.createQueue("Support", PUSH);
        user = org.createUser("Anna", 5);
    }

    private record Ended(int code, String said) {}

    private Ended connects(String command, String yaml, String... more) throws IOException {
        Path file = Files.writeString(directory.resolve("connects.yaml"), yaml);
        var out = new StringWriter();
        var program = new ConnectsProgram(
                Map.of("SECRET", org.clientSecret()),
                InputStream.nullInputStream(),
                new PrintWriter(out, true),
                new PrintWriter(err, true),
                stop -> {});
        var words = new ArrayList<>(List.of("salesforce", command, "--config", file.toString()));
        words.addAll(List.of(more));
        int code = program.execute(words.toArray(String[]::new));
        return new Ended(code, out.toString());
    }

    private String configured(String more) {
        return """
                routes:
                  - name: here
                    cisco: {product: PCCE, release: "12.6"}
                    salesforce:
                      loginUri: %s
                      clientId: %s
                      clientSecret: ${env:SECRET}
                %s
                    mri: {port: 38001, bindAddress: 127.0.0.1, allowedHosts: [127.0.0.1]}
                    queues:
                      - {queueId: %s, mrdId: 5003, scriptSelector: "8000", startTimeout: 30s, pushTimeout: 20s}
                    agents:
                      - {loginId: anna, skillTargetId: 5011, userId: %s}
                """.formatted(org.uri(), org.clientId(), more.indent(6).stripTrailing(), queue, user);
    }

    @Test
    void makes_the_topics_that_are_missing_once() throws IOException {
        Ended dry = connects("setup", configured(""), "--dry-run");
        assertThat(dry.said()).contains("warn  PushTopic ConnectsPsr: missing", "0 ok, 2 warn, 0 fault");
        assertThat(dry.code()).isZero();
        assertThat(org.everyNamed("PushTopic", "Name")).isEmpty();
        Ended unprepared = connects("check", configured(""));
        assertThat(unprepared.said()).contains("fault PushTopic ConnectsPsr: missing", "./connects salesforce setup");
        assertThat(unprepared.code()).isEqualTo(1);

        Ended first = connects("setup", configured(""));
        assertThat(first.said()).contains("ok    PushTopic ConnectsPsr: created", "2 ok, 0 warn, 0 fault");
        assertThat(org.everyNamed("PushTopic", "Name")).hasSize(2);
        assertThat(connects("setup", configured("")).said()).contains("nothing to do");
        assertThat(org.everyNamed("PushTopic", "Name")).hasSize(2);

        Ended checked = connects("check", configured(""));
        assertThat(checked.said())
                .contains("ok    queue Support (" + queue + "): External Routing, push timeout 20 s", "0 warn, 0 fault")
                .doesNotContain(org.clientSecret());
        assertThat(checked.code()).isZero();
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void makes_the_channel_of_changes_and_its_members_once() throws IOException {
        Ended first = connects("setup", configured("feed: cdc"));
        assertThat(first.said())
                .contains(
                        "channel ConnectsRouting__chn: created",
                        "channel member AgentWorkChangeEvent: created",
                        "3 ok, 0 warn, 0 fault");
        Ended second = connects("setup", configured("feed: cdc"));
        assertThat(second.said()).contains("nothing to do", "3 ok");
        assertThat(connects("check", configured("feed: cdc")).code()).isZero();
    }

    @Test
    void leaves_alone_a_topic_with_another_query_and_says_so() throws IOException {
        org.createPushTopic("ConnectsPsr", "SELECT Id FROM PendingServiceRouting");
        assertThat(connects("setup", configured("")).said())
                .contains("warn  PushTopic ConnectsPsr: differs", "SELECT Id FROM PendingServiceRouting");
    }

    @Test
    void makes_the_guard_object_once_and_lets_the_user_have_its_rows() throws IOException {
        String guarded = configured("feed: none\nguardedAssignment: true");
        assertThat(connects("setup", guarded, "--dry-run").said())
                .contains("object Connects_Assignment__c: missing", "permission set Connects_Assignment");
        assertThat(connects("check", guarded).said()).contains("fault object Connects_Assignment__c", "by hand");
        assertThat(org.everyNamed("PermissionSet", "Name")).isEmpty();
        Ended made = connects("setup", guarded);
        assertThat(made.said()).contains("ok    object Connects_Assignment__c: created", "0 warn, 0 fault");
        assertThat(org.everyNamed("PermissionSet", "Name")).containsOnlyKeys("Connects_Assignment");
        assertThat(org.everyNamed("PermissionSetAssignment", "PermissionSetId"))
                .containsOnlyKeys(org.everyNamed("PermissionSet", "Name").get("Connects_Assignment"));
        assertThat(connects("setup", guarded).said()).contains("nothing to do");
        assertThat(connects("check", guarded).said()).contains("ok    object Connects_Assignment__c");
    }

    @Test
    void leaves_alone_a_guard_object_that_guards_nothing() throws IOException {
        org.addObject("object Connects_Assignment__c a0X cd Guard\nKey__c string cr");
        assertThat(connects("setup", configured("feed: none\nguardedAssignment: true"))
                        .said())
                .contains("Key__c is not unique");
    }

    @Test
    void a_wrong_push_timeout_a_missing_queue_and_an_agent_who_left_are_faults_with_remedies() throws IOException {
        String right = configured("");
        Ended timeout = connects("check", right.replace("pushTimeout: 20s", "pushTimeout: 15s"));
        assertThat(timeout.said())
                .contains("push timeout 20 s in the org, 15 s configured", "Setup > Omni-Channel > Routing Config");
        assertThat(timeout.code()).isEqualTo(1);
        Ended close = connects(
                "check", right.replace("startTimeout: 30s, pushTimeout: 20s", "startTimeout: 25s, pushTimeout: 15s"));
        assertThat(close.said()).contains("less than 8 s below the start timeout 25 s");
        Ended missing = connects("check", right.replace("queueId: " + queue, "queueId: 00G000000000999"));
        assertThat(missing.said()).contains(": there is none with this id", "correct queueId in the configuration");
        org.setActive(user, false);
        assertThat(connects("check", right).said()).contains("the user " + user + " is not active");
    }

    @Test
    void a_wrong_org_is_a_fault_and_gets_nothing() throws IOException {
        Ended checked = connects("check", configured("expectedSandbox: false"));
        assertThat(checked.said()).contains("fault organization: the login leads to a sandbox");
        assertThat(connects("setup", configured("expectedSandbox: false")).code())
                .isEqualTo(1);
        assertThat(org.everyNamed("PushTopic", "Name")).isEmpty();
    }

    @Test
    void an_org_that_cannot_be_reached_is_told_on_standard_error() throws IOException {
        String yaml;
        try (var free = new ServerSocket(0)) {
            yaml = configured("").replace(org.uri().toString(), "http://127.0.0.1:" + free.getLocalPort());
        }
        assertThat(connects("check", yaml).code()).isEqualTo(1);
        assertThat(err.toString()).contains("route here: ");
    }
}
