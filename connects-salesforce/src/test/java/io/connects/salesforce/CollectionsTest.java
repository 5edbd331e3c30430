package io.connects.salesforce;

import static io.connects.salesforce.ScriptedServer.ID;
import static io.connects.salesforce.ScriptedServer.failure;
import static io.connects.salesforce.ScriptedServer.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.connects.core.PeerUnreachableException;
import io.connects.core.ProtocolViolationException;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import mockwebserver3.MockResponse;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Several records or requests at once, and what is read about many. */
final class CollectionsTest {
    private static final SObject WORK = new SObject("AgentWork", Map.of("UserId", "u"));

    private ScriptedServer server;
    private SalesforceClient client;

    @BeforeEach
    void start() throws Exception {
        server = new ScriptedServer().ready();
        client = SalesforceClient.open(server.options().build());
        get(client.rest().version());
        server.request();
        server.request();
    }

    @AfterEach
    void stop() {
        client.close();
        server.close();
    }

    @Test
    void gives_one_result_a_record() throws Exception {
        server.answer(
                200,
                "[{\"id\":\"" + ID + "\",\"success\":true,\"errors\":[]},{\"success\":false,\"errors\":"
                        + "[{\"statusCode\":\"UNABLE_TO_LOCK_ROW\",\"message\":\"m\",\"fields\":[]}]}]");
        List<RecordResult> results = get(client.rest().createAll(false, List.of(WORK, WORK)));
        assertThat(results.get(0)).isEqualTo(new RecordResult(SalesforceId.of(ID), null));
        assertThat(results.get(1).success()).isFalse();
        assertThat(results.get(1).error().retryClass()).isEqualTo(RetryClass.LOCKED);
        RecordedRequest request = server.request();
        assertThat(request.getMethod() + " " + request.getTarget())
                .isEqualTo("POST /services/data/v64.0/composite/sobjects");
        assertThat(request.getBody().utf8())
                .contains("\"allOrNone\":false", "{\"attributes\":{\"type\":\"AgentWork\"},\"UserId\":\"u\"}");
    }

    @Test
    void changes_and_deletes_many() throws Exception {
        String done = "[{\"id\":\"" + ID + "\",\"success\":true,\"errors\":[]}]";
        server.answer(200, done).answer(200, done);
        get(client.rest().updateAll(true, List.of(new SObject("Case", Map.of("Id", ID, "Status", "New")))));
        get(client.rest().deleteAll(true, List.of(SalesforceId.of(ID))));
        assertThat(server.request().getMethod()).isEqualTo("PATCH");
        RecordedRequest deleted = server.request();
        assertThat(deleted.getMethod() + " " + deleted.getTarget())
                .isEqualTo("DELETE /services/data/v64.0/composite/sobjects?ids=" + ID + "&allOrNone=true");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[]",
                "{}",
                "[7]",
                "[{\"success\":true}]",
                "[{\"success\":true,\"id\":\"x\"}]",
                "[{\"success\":true,\"id\":\"" + ID + "\"},{\"success\":true,\"id\":\"" + ID + "\"}]"
            })
    void does_not_guess_which_result_is_whose(String body) {
        server.answer(200, body);
        assertThat(failure(client.rest().createAll(false, List.of(WORK))))
                .isInstanceOf(ProtocolViolationException.class);
    }

    @Test
    void takes_200_records_at_most() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> client.rest().createAll(false, Collections.nCopies(201, WORK)))
                .withMessage("records: must be 1 to 200, were 201");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> client.rest().deleteAll(false, List.of()))
                .withMessageStartingWith("ids");
    }

    @Test
    void sends_parts_in_order_and_finds_their_answers_by_name() throws Exception {
        server.answer(
                200,
                "{\"compositeResponse\":[{\"referenceId\":\"list\",\"httpStatusCode\":200,\"body\":{\"records\":"
                        + "[{\"Id\":\"1\"}]}},{\"referenceId\":\"guard\",\"httpStatusCode\":201,\"body\":{\"id\":\""
                        + ID
                        + "\",\"success\":true}}]}");
        CompositeResult result = get(client.rest()
                .composite(CompositeRequest.allOrNone()
                        .create("guard", "Guard__c", Map.of("Key__c", "k"))
                        .query("list", "SELECT Id FROM Case WHERE A = '&'")
                        .build()));
        assertThat(result.parts().keySet()).containsExactly("guard", "list");
        assertThat(result.part("guard").id()).isEqualTo(SalesforceId.of(ID));
        assertThat(result.part("list").records()).hasSize(1);
        assertThat(result.failure()).isEmpty();
        assertThat(server.request().getBody().utf8())
                .contains("\"allOrNone\":true")
                .contains("{\"method\":\"POST\",\"url\":\"/services/data/v64.0/sobjects/Guard__c\","
                        + "\"referenceId\":\"guard\",\"body\":{\"Key__c\":\"k\"}}")
                .contains("/services/data/v64.0/query/?q=SELECT%20Id%20FROM%20Case%20WHERE%20A%20%3D%20%27%26%27");
    }

    @Test
    void tells_the_part_that_failed_from_those_that_fell_with_it() {
        server.answer(
                200,
                "{\"compositeResponse\":[{\"referenceId\":\"guard\",\"httpStatusCode\":400,\"body\":"
                        + "[{\"errorCode\":\"PROCESSING_HALTED\",\"message\":\"m\"}]},{\"referenceId\":\"work\","
                        + "\"httpStatusCode\":400,\"body\":[{\"errorCode\":\"DUPLICATE_VALUE\",\"message\":\"m\"}]}]}");
        CompositeResult result = get(client.rest()
                .composite(CompositeRequest.allOrNone()
                        .create("guard", "Guard__c", Map.of())
                        .update("work", "Case", CompositeRequest.idOf("guard"), Map.of())
                        .build()));
        assertThat(result.failure()).hasValueSatisfying(failed -> {
            assertThat(failed.getKey()).isEqualTo("work");
            assertThat(failed.getValue().code()).isEqualTo("DUPLICATE_VALUE");
        });
    }

    @Test
    void misses_no_part_of_a_composite_answer() {
        server.answer(200, "{\"compositeResponse\":[]}");
        assertThat(failure(client.rest()
                        .composite(CompositeRequest.eachByItself()
                                .delete("gone", "Case", ID)
                                .build())))
                .isInstanceOf(ProtocolViolationException.class)
                .hasMessageContaining("without part gone");
    }

    @Test
    void refuses_composites_that_salesforce_would() {
        var parts = CompositeRequest.allOrNone();
        assertThatIllegalArgumentException().isThrownBy(parts::build).withMessageStartingWith("parts");
        parts.delete("a", "Case", ID);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> parts.delete("a", "Case", ID))
                .withMessageStartingWith("name");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> parts.delete("a b", "Case", ID))
                .withMessageStartingWith("name");
        for (int i = 0; i < CompositeRequest.MAX_PARTS; i++) {
            parts.delete("b" + i, "Case", ID);
        }
        assertThatIllegalArgumentException().isThrownBy(parts::build).withMessageStartingWith("parts");
    }

    @Test
    void reads_what_was_changed_and_deleted_in_a_span() throws Exception {
        server.answer(200, "{\"ids\":[\"" + ID + "\"],\"latestDateCovered\":\"2026-05-04T12:01:00.000+0000\"}")
                .answer(
                        200,
                        "{\"deletedRecords\":[{\"id\":\"" + ID
                                + "\",\"deletedDate\":\"2026-05-04T12:00:30.000+0000\"}],"
                                + "\"earliestDateAvailable\":\"2026-04-20T00:00:00.000+0000\","
                                + "\"latestDateCovered\":\"2026-05-04T12:01:00.000+0000\"}");
        Instant from = Instant.parse("2026-05-04T12:00:00Z");
        Instant to = Instant.parse("2026-05-04T12:01:00.7Z");
        assertThat(get(client.rest().getUpdated("Case", from, to)).ids()).containsExactly(SalesforceId.of(ID));
        DeletedRecords deleted = get(client.rest().getDeleted("Case", from, to));
        assertThat(deleted.records()).containsEntry(SalesforceId.of(ID), Instant.parse("2026-05-04T12:00:30Z"));
        assertThat(deleted.latestDateCovered()).isEqualTo(Instant.parse("2026-05-04T12:01:00Z"));
        assertThat(server.request().getTarget())
                .isEqualTo("/services/data/v64.0/sobjects/Case/updated/?start=2026-05-04T12%3A00%3A00%2B00%3A00"
                        + "&end=2026-05-04T12%3A01%3A00%2B00%3A00");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> client.rest().getUpdated("Case", from, from.plusSeconds(59)))
                .withMessageStartingWith("to: ");
    }

    @Test
    void learns_the_budget_from_limits_and_from_every_answer() {
        server.answer(200, "{\"DailyApiRequests\":{\"Max\":1000,\"Remaining\":900},\"Other\":7}");
        assertThat(get(client.rest().limits())).containsOnlyKeys("DailyApiRequests");
        assertThat(client.budget().account()).isEqualTo(new ApiBudget.Account(100, 1000, 1, 300, 299 / 300.0));
        server.http.enqueue(new MockResponse.Builder()
                .addHeader("Sforce-Limit-Info", "api-usage=980/1000")
                .body("{\"done\":true,\"records\":[]}")
                .build());
        get(client.rest().query("q"));
        assertThat(failure(client.rest().query("q")))
                .isInstanceOf(PeerUnreachableException.class)
                .hasMessageContaining("no room for priority READ");
        server.answer(201, "{\"id\":\"" + ID + "\",\"success\":true}");
        get(client.rest().at(ApiBudget.Priority.ASSIGN).create("AgentWork", Map.of()));
    }

    @Test
    void brings_a_query_to_its_end_that_it_began() {
        server.http.enqueue(new MockResponse.Builder()
                .addHeader("Sforce-Limit-Info", "api-usage=1000/1000")
                .body("{\"done\":false,\"records\":[],\"nextRecordsUrl\":\"/services/data/v64.0/query/01g-1\"}")
                .build());
        server.answer(200, "{\"done\":true,\"records\":[{\"Id\":\"1\"}]}");
        assertThat(get(client.rest().query("q"))).hasSize(1);
        assertThat(failure(client.rest().query("q"))).hasMessageContaining("no room");
    }

    @Test
    void refuses_a_query_that_no_server_takes() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> client.rest().query("SELECT Id FROM Case WHERE X = '" + "x".repeat(14_000)))
                .withMessageStartingWith("soql: ");
    }
}
