package io.connects.simulators.salesforce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.connects.simulators.salesforce.RestClient.Answer;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Collections, spans of changes, and what the org can be told to do wrong. */
class ManyRecordsTest {
    private static final String COLLECTION = RestClient.DATA + "/composite/sobjects";

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-05-04T12:00:30Z"));

    @RegisterExtension
    final SalesforceOrgExtension orgs =
            new SalesforceOrgExtension(OrgOptions.builder().clock(now::get).build());

    private SalesforceOrg org;
    private RestClient rest;

    @BeforeEach
    void logIn() {
        org = orgs.org();
        rest = RestClient.loggedIn(org);
    }

    private static Map<String, Object> record(String subject) {
        return Map.of("attributes", Map.of("type", "Case"), "Subject", subject);
    }

    private static Map<String, Object> wrong() {
        return Map.of("attributes", Map.of("type", "Case"), "Nope", "x");
    }

    private int cases() {
        return rest.query("SELECT Id FROM Case").json().path("totalSize").asInt();
    }

    @Test
    void a_collection_gives_each_record_its_own_result() {
        JsonNode results = rest.post(COLLECTION, Map.of("records", List.of(record("a"), wrong(), record("c"))))
                .json();
        assertThat(results.findValuesAsText("success")).containsExactly("true", "false", "true");
        assertThat(results.findValuesAsText("statusCode")).containsExactly("INVALID_FIELD");
        assertThat(cases()).isEqualTo(2);
    }

    @Test
    void a_collection_of_all_or_none_leaves_nothing_behind() {
        JsonNode results = rest.post(COLLECTION, Map.of("allOrNone", true, "records", List.of(record("a"), wrong())))
                .json();
        assertThat(results.findValuesAsText("statusCode"))
                .containsExactly("ALL_OR_NONE_OPERATION_ROLLED_BACK", "INVALID_FIELD");
        assertThat(cases()).isZero();
    }

    @Test
    void collections_change_and_delete_too() {
        String id = rest.post(COLLECTION, Map.of("records", List.of(record("a"))))
                .json()
                .path(0)
                .path("id")
                .asText();
        rest.patch(
                COLLECTION,
                Map.of(
                        "records",
                        List.of(Map.of("attributes", Map.of("type", "Case"), "Id", id, "Subject", "changed"))));
        assertThat(org.record(id).orElseThrow()).containsEntry("Subject", "changed");
        assertThat(rest.delete(COLLECTION + "?ids=" + id + ",nonsense").json().findValuesAsText("success"))
                .containsExactly("true", "false");
        assertThat(cases()).isZero();
    }

    @Test
    void a_collection_has_200_records_at_most() {
        assertThat(rest.post(COLLECTION, Map.of("records", Collections.nCopies(201, record("x"))))
                        .errorCode())
                .isEqualTo("INVALID_INPUT");
    }

    @Test
    void agent_work_of_a_collection_is_refused_cut_and_counted_like_any_other() {
        String queue = org.createQueue("Support", Duration.ZERO);
        String anna = org.createUser("anna", 2);
        org.online(anna);
        String psr = org.createCase(Map.of(), queue).psrId();
        JsonNode known = rest.get(RestClient.DATA + "/sobjects/PendingServiceRouting/" + psr)
                .json();
        var work = new HashMap<>(RestClient.assignment(known, psr, anna));
        work.put("attributes", Map.of("type", "AgentWork"));
        org.faults().refuseCreates(1, "UNABLE_TO_LOCK_ROW", "unable to obtain exclusive access to this record");
        assertThat(rest.post(COLLECTION, Map.of("records", List.of(work)))
                        .json()
                        .findValuesAsText("statusCode"))
                .containsExactly("UNABLE_TO_LOCK_ROW");
        org.faults().cutAnswersOfCreates(1);
        assertThatThrownBy(() -> rest.post(COLLECTION, Map.of("records", List.of(work))))
                .isInstanceOf(UncheckedIOException.class);
        assertThat(org.ledger().works()).hasSize(1);
        assertThat(org.ledger().refusals()).hasSize(1);
    }

    @Test
    void spans_tell_what_changed_and_what_went() {
        String kept = org.createCase(Map.of(), org.createQueue("Support", Duration.ZERO))
                .workItemId();
        String gone = rest.post(RestClient.DATA + "/sobjects/Case", Map.of("Subject", "x"))
                .json()
                .path("id")
                .asText();
        rest.delete(RestClient.DATA + "/sobjects/Case/" + gone);
        now.set(Instant.parse("2026-05-04T12:05:00Z"));
        String span = "/?start=2026-05-04T12:00:59%2B00:00&end=2026-05-04T12:10:00Z";
        JsonNode updated =
                rest.get(RestClient.DATA + "/sobjects/Case/updated" + span).json();
        assertThat(updated.path("ids").path(0).asText()).isEqualTo(kept);
        assertThat(updated.path("latestDateCovered").asText()).isEqualTo("2026-05-04T12:05:00.000+0000");
        JsonNode deleted =
                rest.get(RestClient.DATA + "/sobjects/Case/deleted" + span).json();
        assertThat(deleted.path("deletedRecords").findValuesAsText("id")).containsExactly(gone);
        assertThat(rest.get(RestClient.DATA
                                + "/sobjects/Case/updated/?start=2026-05-04T12:00:00Z&end=2026-05-04T12:00:30Z")
                        .errorCode())
                .isEqualTo("INVALID_REPLICATION_DATE");
    }

    @Test
    void answers_with_any_bytes_that_it_is_told() {
        String limits = RestClient.DATA + "/limits";
        org.faults().answerRest(1, RawAnswer.error(420, "EDGE", "no routing information"));
        assertThat(rest.get(limits).status()).isEqualTo(420);
        org.faults().answerRest(1, RawAnswer.empty(412));
        assertThat(rest.get(limits).text()).isEmpty();
        org.faults().answerRest(1, RawAnswer.nested(1_000));
        assertThat(rest.get(limits).text()).startsWith("[[[");
        org.faults().answerRest(1, RawAnswer.in(StandardCharsets.UTF_16, "{}"));
        assertThat(rest.get(limits).text()).isNotEqualTo("{}");
        org.faults().answerRest(1, RawAnswer.huge(1_000_000));
        assertThat(rest.get(limits).text()).hasSizeGreaterThan(1_000_000);
        org.faults().answerRest(1, RawAnswer.cutOff("{\"done\":true}", 5));
        assertThatThrownBy(() -> rest.get(limits)).isInstanceOf(UncheckedIOException.class);
        assertThat(rest.get(limits).status()).isEqualTo(200);
    }

    @Test
    void after_a_switch_of_instance_tokens_name_the_new_host_and_the_old_one_redirects() {
        org.switchInstance();
        Answer moved = rest.get(RestClient.DATA + "/limits?x=1");
        assertThat(moved.status()).isEqualTo(301);
        String instance = rest.form("grant_type=client_credentials&client_id=" + org.clientId() + "&client_secret="
                        + org.clientSecret())
                .json()
                .path("instance_url")
                .asText();
        assertThat(moved.headers().get("location")).containsExactly(instance + RestClient.DATA + "/limits?x=1");
        var there = new RestClient(URI.create(instance));
        there.logIn(org);
        assertThat(there.get(RestClient.DATA + "/limits").status()).isEqualTo(200);
        org.stop();
        org.start();
        assertThat(RestClient.loggedIn(org).get(RestClient.DATA + "/limits").status())
                .isEqualTo(200);
    }

    @Test
    void other_clients_use_the_day_s_allowance_too() {
        org.spendRequests(1_000_000);
        assertThat(rest.get(RestClient.DATA + "/limits").errorCode()).isEqualTo("REQUEST_LIMIT_EXCEEDED");
    }

    @Test
    void an_import_and_a_mass_reassignment_move_thousands() {
        String from = org.createQueue("From", java.time.Duration.ZERO);
        String to = org.createQueue("To", java.time.Duration.ZERO);
        assertThat(org.importCases(5_001, from)).hasSize(5_001);
        assertThat(org.moveAll(from, to, 5_000)).isEqualTo(5_000);
        String count = "SELECT Id FROM PendingServiceRouting WHERE Serial > 0 AND GroupId = '";
        assertThat(rest.query(count + to + "'").json().path("totalSize").asInt())
                .isEqualTo(5_000);
        assertThat(rest.query(count + from + "'").json().path("totalSize").asInt())
                .isEqualTo(1);
    }
}
