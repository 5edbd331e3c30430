package io.connects.simulators.salesforce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalTest {
    @TempDir
    Path dir;

    private Path file() {
        return dir.resolve("org.jsonl");
    }

    private SalesforceOrg org() {
        return new SalesforceOrg(OrgOptions.builder().journal(file()).build()).start();
    }

    @Test
    void records_events_ledger_and_push_timeouts_outlive_the_process() {
        String waiting;
        String work;
        String anna;
        SalesforceLedger before;
        try (var org = org()) {
            String queue = org.createQueue("Support", Duration.ofMillis(400));
            anna = org.createUser("anna", 5);
            org.online(anna);
            org.createPushTopic("PSRs", "SELECT Id FROM PendingServiceRouting");
            waiting = org.createCase(Map.of("Subject", "wäits"), queue).psrId();
            org.withdraw(org.createCase(Map.of(), queue).psrId());
            String pushed = org.createCase(Map.of(), queue).psrId();
            work = RestClient.loggedIn(org)
                    .assign(pushed, anna)
                    .json()
                    .path("id")
                    .asText();
            before = org.ledger();
        }
        try (var org = org()) {
            assertThat(org.ledger().psrs()).isEqualTo(before.psrs());
            assertThat(org.ledger().works()).extracting(w -> w.agentWorkId()).containsExactly(work);
            assertThat(org.record(waiting)).isPresent();
            String next = org.createCase(
                            Map.of(), org.everyNamed("Group", "Name").get("Support"))
                    .psrId();
            assertThat(before.psrs()).extracting(psr -> psr.psrId()).doesNotContain(next);
            await().until(() -> "DeclinedOnPushTimeout"
                    .equals(org.record(work).orElseThrow().get("Status")));
            var rest = RestClient.loggedIn(org);
            try (var client = new StockClient(org, rest.token(), Map.of("/topic/PSRs", -2L))) {
                await().until(() -> client.events.size() == 5);
                assertThat(client.types()).startsWith("created", "created", "deleted", "created");
            }
        }
    }

    @Test
    void a_torn_last_line_is_cut_off_whole() throws IOException {
        String kept;
        try (var org = org()) {
            kept = org.createUser("anna", 1);
        }
        byte[] whole = Files.readAllBytes(file());
        String torn;
        try (var org = org()) {
            torn = org.createUser("bruno", 1);
        }
        byte[] more = Files.readAllBytes(file());
        for (int end = whole.length + 1; end < more.length; end += 7) {
            Files.write(file(), Arrays.copyOf(more, end));
            try (var org = org()) {
                assertThat(org.record(kept)).isPresent();
                assertThat(org.record(torn)).as("cut at %d", end).isEmpty();
            }
            assertThat(Files.size(file())).isEqualTo(whole.length);
        }
    }

    @Test
    void damage_in_the_middle_is_reported_with_file_and_line() throws IOException {
        try (var org = org()) {
            org.createUser("anna", 1);
        }
        for (String bad :
                new String[] {"garbage\n", "{}\n", "[{\"e\":\"dance\",\"at\":\"2026-01-01T00:00:00Z\"}]\n", "[{}]\n"}) {
            byte[] good = Files.readAllBytes(file());
            Files.write(file(), bad.getBytes(StandardCharsets.UTF_8), StandardOpenOption.APPEND);
            assertThatThrownBy(this::org)
                    .as(bad)
                    .isInstanceOf(UncheckedIOException.class)
                    .hasMessageContaining("org.jsonl")
                    .hasMessageContaining("line 3");
            Files.write(file(), good);
        }
    }

    @Test
    void the_program_prints_how_to_reach_its_org_and_comes_back_with_its_records() {
        var first = new StringWriter();
        String waiting;
        try (var org = SalesforceOrgProgram.run(0, dir, null, new PrintWriter(first))) {
            waiting = org.ledger().psrs().get(0).psrId();
            assertThat(first.toString())
                    .contains(
                            "url http://127.0.0.1:" + org.port(),
                            "client_id ",
                            "client_secret ",
                            "queue Support 00G",
                            "user anna 005",
                            "topic /topic/PSRPushTopic");
            assertThatThrownBy(
                            () -> SalesforceOrgProgram.run(org.port(), null, null, new PrintWriter(new StringWriter())))
                    .hasMessageContaining("port " + org.port());
        }
        try (var org = SalesforceOrgProgram.run(0, dir, null, new PrintWriter(new StringWriter()))) {
            assertThat(org.ledger().psrs()).extracting(psr -> psr.psrId()).containsExactly(waiting);
        }
    }
}
