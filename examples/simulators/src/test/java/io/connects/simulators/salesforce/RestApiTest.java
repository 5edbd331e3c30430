package io.connects.simulators.salesforce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.connects.simulators.salesforce.RestClient.Answer;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class RestApiTest {
    private static final String SOBJECTS = RestClient.DATA + "/sobjects";

    @RegisterExtension
    final SalesforceOrgExtension orgs = new SalesforceOrgExtension(OrgOptions.builder()
            .pageSize(2)
            .object("object Guard__c a01 cud Guard\nName string cu\nKey__c string crx")
            .build());

    private SalesforceOrg org;
    private RestClient rest;
    private String queue;
    private String anna;

    @BeforeEach
    void logIn() {
        org = orgs.org();
        rest = RestClient.loggedIn(org);
        queue = org.createQueue("Support", Duration.ZERO);
        anna = org.createUser("anna", 2);
        org.online(anna);
    }

    @Test
    void tokens_need_the_right_credentials_and_errors_are_objects() {
        assertThat(rest.form("grant_type=implicit").json().path("error").asText())
                .isEqualTo("unsupported_grant_type");
        Answer wrong = rest.form("grant_type=client_credentials&client_id=" + org.clientId() + "&client_secret=no");
        assertThat(wrong.status()).isEqualTo(400);
        assertThat(wrong.json().path("error").asText()).isEqualTo("invalid_client");
        org.faults().refuseTokens(1, "invalid_grant", "inactive user");
        rest.logIn(org);
        assertThat(rest.token()).isEmpty();
        rest.logIn(org);
        assertThat(rest.get(RestClient.DATA + "/limits").status()).isEqualTo(200);
    }

    @Test
    void versions_are_open_to_all_and_everything_else_needs_a_good_token() {
        var stranger = new RestClient(org.uri());
        assertThat(stranger.get("/services/data")
                        .json()
                        .path(10)
                        .path("version")
                        .asText())
                .isEqualTo("67.0");
        assertThat(stranger.get("/services/data/").json().path(10).path("label").asText())
                .isEqualTo("Summer '26");
        Answer refused = stranger.get(RestClient.DATA + "/limits");
        assertThat(refused.status()).isEqualTo(401);
        assertThat(refused.errorCode()).isEqualTo("INVALID_SESSION_ID");

        org.expireTokens();
        assertThat(rest.get(RestClient.DATA + "/limits").status()).isEqualTo(401);
    }

    @Test
    void describes_tell_prefixes_and_fields() {
        JsonNode all = rest.get(SOBJECTS).json().path("sobjects");
        assertThat(all.findValuesAsText("name")).contains("Case", "PendingServiceRouting", "AgentWork", "Guard__c");
        JsonNode psr = rest.get(SOBJECTS + "/PendingServiceRouting/describe").json();
        assertThat(psr.path("keyPrefix").asText()).isEqualTo("0JR");
        assertThat(psr.path("fields").findValuesAsText("name")).contains("Id", "Serial", "GroupId", "CreatedDate");
        assertThat(rest.get(SOBJECTS + "/Nothing/describe").errorCode()).isEqualTo("NOT_FOUND");
    }

    @Test
    void records_are_created_read_changed_and_deleted() {
        Answer created = rest.post(SOBJECTS + "/Case", Map.of("Subject", "Grüße 👋", "OwnerId", queue));
        assertThat(created.status()).isEqualTo(201);
        String id = created.json().path("id").asText();
        String path = SOBJECTS + "/Case/" + id;
        assertThat(created.headers().get("sforce-limit-info").get(0)).matches("api-usage=\\d+/\\d+");
        assertThat(rest.get(path + "?fields=Subject,CaseNumber")
                        .json()
                        .path("Subject")
                        .asText())
                .isEqualTo("Grüße 👋");
        assertThat(rest.get(path.substring(0, path.length() - 3)).status()).isEqualTo(200);
        assertThat(rest.patch(path, Map.of("Subject", "Hello")).status()).isEqualTo(204);
        assertThat(rest.delete(path).status()).isEqualTo(204);
        assertThat(rest.get(path).errorCode()).isEqualTo("ENTITY_IS_DELETED");
        assertThat(rest.delete(path).status()).isEqualTo(404);
        assertThat(rest.get(SOBJECTS + "/Case/500000000000000AAA").errorCode()).isEqualTo("NOT_FOUND");
    }

    @Test
    void bad_writes_are_refused_with_salesforce_s_codes() {
        assertThat(rest.post(SOBJECTS + "/Case", "{\"Subject\":").errorCode()).isEqualTo("JSON_PARSER_ERROR");
        assertThat(rest.post(SOBJECTS + "/Case", "[".repeat(5_000)).errorCode()).isEqualTo("JSON_PARSER_ERROR");
        assertThat(rest.post(SOBJECTS + "/Case", "[]").errorCode()).isEqualTo("JSON_PARSER_ERROR");
        assertThat(rest.post(SOBJECTS + "/Case", Map.of("Nope", 1)).errorCode()).isEqualTo("INVALID_FIELD");
        assertThat(rest.post(SOBJECTS + "/Case", Map.of("IsClosed", true)).errorCode())
                .isEqualTo("INVALID_FIELD_FOR_INSERT_UPDATE");
        assertThat(rest.post(SOBJECTS + "/Case", Map.of("OwnerId", "x")).errorCode())
                .isEqualTo("MALFORMED_ID");
        assertThat(rest.post(SOBJECTS + "/Case", Map.of("OwnerId", "005000000000000"))
                        .errorCode())
                .isEqualTo("INVALID_CROSS_REFERENCE_KEY");
        assertThat(rest.post(SOBJECTS + "/AgentWork", Map.of("UserId", anna)).errorCode())
                .isEqualTo("REQUIRED_FIELD_MISSING");
        assertThat(rest.post(SOBJECTS + "/Case", Map.of("Subject", "x".repeat(140_000)))
                        .errorCode())
                .isEqualTo("STRING_TOO_LONG");
        assertThat(rest.get("/services/data/v12.0/limits").status()).isEqualTo(404);
    }

    @Test
    void queries_page_by_locators_over_the_rows_of_their_own_moment() {
        for (int i = 1; i <= 5; i++) {
            org.createCase(Map.of("Subject", "case " + i), queue);
        }
        String soql = "SELECT Id, WorkItem.Type, WorkItem.Name, Group.Name FROM PendingServiceRouting"
                + " WHERE GroupId = '" + queue.substring(0, 15) + "' AND IsPushed = false ORDER BY Name";
        JsonNode page = rest.query(soql).json();
        assertThat(page.path("totalSize").asInt()).isEqualTo(5);
        assertThat(page.path("done").asBoolean()).isFalse();
        JsonNode first = page.path("records").path(0);
        assertThat(first.path("WorkItem").path("Type").asText()).isEqualTo("Case");
        assertThat(first.path("WorkItem").path("Name").asText()).isEqualTo("00001001");
        assertThat(first.path("Group").path("Name").asText()).isEqualTo("Support");
        assertThat(first.path("attributes").path("type").asText()).isEqualTo("PendingServiceRouting");

        org.withdraw(page.path("records").path(1).path("Id").asText());
        int seen = page.path("records").size();
        while (!page.path("done").asBoolean()) {
            page = rest.get(page.path("nextRecordsUrl").asText()).json();
            seen += page.path("records").size();
        }
        assertThat(seen).isEqualTo(5);
        assertThat(rest.get(RestClient.DATA + "/query/01g000000000000AAA-2").errorCode())
                .isEqualTo("INVALID_QUERY_LOCATOR");
    }

    @Test
    void queries_compare_times_numbers_ids_and_unset_checkboxes() {
        String psr = org.createCase(Map.of("Subject", "O'Neill"), queue).psrId();
        List<String> holds = List.of(
                "Id = '" + psr + "'",
                "Id IN ('" + psr.substring(0, 15) + "')",
                "CreatedDate > 2020-01-01T00:00:00Z",
                "Serial >= 1",
                "IsTransfer = false",
                "PreferredUserId = null",
                "WorkItem.Type = 'case'",
                "GroupId != '" + org.createQueue("Other", Duration.ZERO) + "'");
        for (String condition : holds) {
            JsonNode answer = rest.query("SELECT Id FROM PendingServiceRouting WHERE " + condition)
                    .json();
            assertThat(answer.path("totalSize").asInt()).as(condition).isEqualTo(1);
        }
        assertThat(rest.query("SELECT Id FROM Case WHERE Subject = 'o\\'neill'")
                        .json()
                        .path("totalSize")
                        .asInt())
                .isEqualTo(1);
        assertThat(rest.query("SELECT Nope FROM Case").errorCode()).isEqualTo("INVALID_FIELD");
        assertThat(rest.query("SELECT Id FROM Nope").errorCode()).isEqualTo("INVALID_TYPE");
        assertThat(rest.query("SELECT Id FROM Case WHERE IsClosed = 'x'").errorCode())
                .isEqualTo("INVALID_FIELD");
        assertThat(rest.query("SELECT COUNT() FROM Case").errorCode()).isEqualTo("MALFORMED_QUERY");
    }

    @Test
    void a_composite_reads_two_things_and_passes_references_on() {
        var queued = org.createCase(Map.of("Subject", "two"), queue);
        JsonNode answer = rest.post(
                        RestClient.DATA + "/composite",
                        Map.of(
                                "compositeRequest",
                                List.of(
                                        Map.of(
                                                "method", "GET",
                                                "referenceId", "psr",
                                                "url", SOBJECTS + "/PendingServiceRouting/" + queued.psrId()),
                                        Map.of(
                                                "method", "GET",
                                                "referenceId", "item",
                                                "url", SOBJECTS + "/Case/@{psr.WorkItemId}"))))
                .json();
        JsonNode item = answer.path("compositeResponse").path(1);
        assertThat(item.path("httpStatusCode").asInt()).isEqualTo(200);
        assertThat(item.path("body").path("Subject").asText()).isEqualTo("two");
        assertThat(item.path("referenceId").asText()).isEqualTo("item");
    }

    @Test
    void a_batch_goes_on_after_an_error_unless_told_to_halt() {
        List<Map<String, String>> requests = List.of(
                Map.of("method", "GET", "url", "v67.0/sobjects/Nope"), Map.of("method", "GET", "url", "v67.0/limits"));
        JsonNode on = rest.post(RestClient.DATA + "/composite/batch", Map.of("batchRequests", requests))
                .json();
        assertThat(on.path("hasErrors").asBoolean()).isTrue();
        assertThat(on.path("results").findValuesAsText("statusCode")).containsExactly("404", "200");
        JsonNode halted = rest.post(
                        RestClient.DATA + "/composite/batch", Map.of("batchRequests", requests, "haltOnError", true))
                .json();
        assertThat(halted.path("results").findValuesAsText("statusCode")).containsExactly("404", "412");
    }

    @Test
    void an_all_or_none_composite_with_a_guard_row_assigns_once_and_the_second_is_fenced() {
        var queued = org.createCase(Map.of("Subject", "guarded"), queue);
        JsonNode first = guarded(queued.psrId()).json().path("compositeResponse");
        assertThat(first.path(1).path("httpStatusCode").asInt()).isEqualTo(201);
        JsonNode second = guarded(queued.psrId()).json().path("compositeResponse");
        assertThat(second.path(0).path("body").path(0).path("errorCode").asText())
                .isEqualTo("DUPLICATE_VALUE");
        assertThat(second.path(1).path("body").path(0).path("errorCode").asText())
                .isEqualTo("PROCESSING_HALTED");

        SalesforceLedger ledger = org.ledger();
        assertThat(ledger.works()).hasSize(1);
        assertThat(ledger.fenced()).isEqualTo(1);
        assertThat(ledger.duplicates()).isEmpty();
    }

    @Test
    void an_all_or_none_composite_leaves_nothing_behind_when_its_last_part_fails() {
        JsonNode answer = rest.post(
                        RestClient.DATA + "/composite",
                        Map.of(
                                "allOrNone",
                                true,
                                "compositeRequest",
                                List.of(
                                        part("a", "/Case", Map.of("Subject", "undone", "OwnerId", queue)),
                                        part("b", "/Case", Map.of("Nope", "1")))))
                .json();
        assertThat(answer.findValuesAsText("errorCode")).containsExactly("PROCESSING_HALTED", "INVALID_FIELD");
        assertThat(rest.query("SELECT Id FROM Case").json().path("totalSize").asInt())
                .isZero();
        assertThat(org.ledger().psrs()).isEmpty();
    }

    private Answer guarded(String psrId) {
        JsonNode psr = rest.get(SOBJECTS + "/PendingServiceRouting/" + psrId).json();
        return rest.post(
                RestClient.DATA + "/composite",
                Map.of(
                        "allOrNone",
                        true,
                        "compositeRequest",
                        List.of(
                                part("guard", "/Guard__c", Map.of("Key__c", psrId + "-1")),
                                part("work", "/AgentWork", RestClient.assignment(psr, psrId, anna)))));
    }

    private static Map<String, Object> part(String reference, String path, Map<String, ?> body) {
        return Map.of("method", "POST", "referenceId", reference, "url", SOBJECTS + path, "body", body);
    }

    @Test
    void faults_answer_as_switched() {
        String psr = org.createCase(Map.of(), queue).psrId();
        org.faults().answerWithHtml(1, 503);
        Answer html = rest.get(RestClient.DATA + "/limits");
        assertThat(html.status()).isEqualTo(503);
        assertThat(html.text()).startsWith("<html>");

        org.faults().refuseCreates(1, "UNABLE_TO_LOCK_ROW", "unable to obtain exclusive access to this record");
        assertThat(rest.assign(psr, anna).errorCode()).isEqualTo("UNABLE_TO_LOCK_ROW");

        org.faults().readOnly(true);
        assertThat(rest.assign(psr, anna).errorCode()).isEqualTo("INSERT_UPDATE_DELETE_NOT_ALLOWED_DURING_MAINTENANCE");
        org.faults().readOnly(false);

        org.faults().cutAnswersOfCreates(1);
        assertThatThrownBy(() -> rest.assign(psr, anna)).isInstanceOf(UncheckedIOException.class);
        assertThat(org.ledger().works()).hasSize(1);
        assertThat(org.ledger().refusals())
                .extracting(SalesforceLedger.Refusal::code)
                .containsExactly("UNABLE_TO_LOCK_ROW", "INSERT_UPDATE_DELETE_NOT_ALLOWED_DURING_MAINTENANCE");
    }

    @Test
    void the_day_s_allowance_ends() {
        try (var small = new SalesforceOrg(OrgOptions.builder().dailyRequests(2).build())) {
            small.start();
            var client = RestClient.loggedIn(small);
            client.get(RestClient.DATA + "/limits");
            client.get(RestClient.DATA + "/limits");
            Answer third = client.get(RestClient.DATA + "/limits");
            assertThat(third.status()).isEqualTo(403);
            assertThat(third.errorCode()).isEqualTo("REQUEST_LIMIT_EXCEEDED");
        }
    }
}
