package io.connects.salesforce;

import static io.connects.salesforce.ScriptedServer.failure;
import static org.assertj.core.api.Assertions.assertThat;

import io.connects.core.ConnectsException;
import io.connects.core.NoAnswerException;
import io.connects.core.PeerUnreachableException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One row for each way in which Salesforce says no. */
final class RetryClassTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "300 | [\"/services/data/v64.0/sobjects/A/1\",\"/services/data/v64.0/sobjects/A/2\"] | HTTP_300 | PERMANENT",
                "304 | '' | HTTP_304 | PERMANENT",
                "400 | [{\"errorCode\":\"MALFORMED_QUERY\",\"message\":\"m\"}] | MALFORMED_QUERY | PERMANENT",
                "400 | [{\"errorCode\":\"INVALID_QUERY_LOCATOR\",\"message\":\"m\"}] | INVALID_QUERY_LOCATOR | PERMANENT",
                "400 | [{\"errorCode\":\"UNABLE_TO_LOCK_ROW\",\"message\":\"m\"}] | UNABLE_TO_LOCK_ROW | LOCKED",
                "400 | [{\"errorCode\":\"ENTITY_IS_LOCKED\",\"message\":\"m\"}] | ENTITY_IS_LOCKED | PERMANENT",
                "400 | [{\"errorCode\":\"LIMIT_EXCEEDED\",\"message\":\"m\"}] | LIMIT_EXCEEDED | LIMIT",
                "400 | [{\"errorCode\":\"QUERY_TIMEOUT\",\"message\":\"m\"}] | QUERY_TIMEOUT | UNAVAILABLE",
                "401 | [{\"errorCode\":\"INVALID_AUTH_HEADER\",\"message\":\"m\"}] | INVALID_AUTH_HEADER | SESSION",
                "401 | '' | HTTP_401 | SESSION",
                "403 | [{\"errorCode\":\"REQUEST_LIMIT_EXCEEDED\",\"message\":\"m\"}] | REQUEST_LIMIT_EXCEEDED | LIMIT",
                "403 | [{\"errorCode\":\"INSUFFICIENT_ACCESS\",\"message\":\"m\"}] | INSUFFICIENT_ACCESS | PERMANENT",
                "403 | [{\"errorCode\":\"API_CURRENTLY_DISABLED\",\"message\":\"m\"}] | API_CURRENTLY_DISABLED | UNAVAILABLE",
                "404 | [{\"errorCode\":\"NOT_FOUND\",\"message\":\"m\"}] | NOT_FOUND | PERMANENT",
                "405 | [{\"errorCode\":\"METHOD_NOT_ALLOWED\",\"message\":\"m\"}] | METHOD_NOT_ALLOWED | PERMANENT",
                "408 | '' | HTTP_408 | UNAVAILABLE",
                "409 | '' | HTTP_409 | PERMANENT",
                "410 | '' | HTTP_410 | PERMANENT",
                "412 | '' | HTTP_412 | PERMANENT",
                "414 | '' | HTTP_414 | PERMANENT",
                "415 | '' | HTTP_415 | PERMANENT",
                "420 | '' | HTTP_420 | UNAVAILABLE",
                "428 | '' | HTTP_428 | PERMANENT",
                "429 | '' | HTTP_429 | LIMIT",
                "431 | '' | HTTP_431 | PERMANENT",
                "500 | [{\"errorCode\":\"UNKNOWN_EXCEPTION\",\"message\":\"m\"}] | UNKNOWN_EXCEPTION | UNAVAILABLE",
                "500 | '' | HTTP_500 | UNAVAILABLE",
                "502 | <html><title>Bad Gateway</title></html> | HTTP_502 | UNAVAILABLE",
                "503 | [{\"errorCode\":\"SERVER_UNAVAILABLE\",\"message\":\"m\"}] | SERVER_UNAVAILABLE | UNAVAILABLE",
                "503 | [{\"errorCode\":\"INSERT_UPDATE_DELETE_NOT_ALLOWED_DURING_MAINTENANCE\",\"message\":\"m\"}] | INSERT_UPDATE_DELETE_NOT_ALLOWED_DURING_MAINTENANCE | READ_ONLY",
                "403 | {\"error\":\"Forbidden\"} | HTTP_403 | PERMANENT",
                "429 | {\"error\":\"Too Many Requests\"} | HTTP_429 | LIMIT",
                "429 | {\"error\":\"too_many_requests\"} | HTTP_429 | LIMIT",
                "503 | {\"error\":\"server_error\"} | HTTP_503 | UNAVAILABLE",
                "504 | {\"error\":\"Gateway Timeout\"} | HTTP_504 | UNAVAILABLE",
                "504 | [{\"errorCode\":\"GATEWAY_TIMEOUT\",\"message\":\"m\"}] | HTTP_504 | UNAVAILABLE",
                "200 | {\"success\":false,\"errors\":[{\"statusCode\":\"so to speak\"}]} | UNKNOWN_EXCEPTION | UNAVAILABLE",
                "400 | [{\"errorCode\":\"ORG_LOCKED\",\"message\":\"m\"}] | ORG_LOCKED | UNAVAILABLE",
                "400 | [{\"errorCode\":\"PROCESSING_HALTED\",\"message\":\"m\"}] | PROCESSING_HALTED | ROLLED_BACK",
                "400 | [{\"errorCode\":\"BATCH_PROCESSING_HALTED\",\"message\":\"m\"}] | BATCH_PROCESSING_HALTED | ROLLED_BACK",
                "400 | [{\"errorCode\":\"ALL_OR_NONE_OPERATION_ROLLED_BACK\",\"message\":\"m\"}] | ALL_OR_NONE_OPERATION_ROLLED_BACK | ROLLED_BACK",
                "504 | {\"message\":7} | HTTP_504 | UNAVAILABLE",
                "200 | {\"success\":false,\"errors\":[{\"statusCode\":\"UNABLE_TO_LOCK_ROW\",\"message\":\"m\"}]} | UNABLE_TO_LOCK_ROW | LOCKED",
                "200 | {\"success\":false,\"errors\":[{\"statusCode\":\"FIELD_CUSTOM_VALIDATION_EXCEPTION\",\"message\":\"m\"}]} | FIELD_CUSTOM_VALIDATION_EXCEPTION | PERMANENT",
                "200 | {\"success\":false,\"errors\":[]} | UNKNOWN_EXCEPTION | UNAVAILABLE"
            })
    void is_told_by_code_and_status(int status, String body, String code, RetryClass expected) throws Exception {
        try (var server = new ScriptedServer();
                var client = SalesforceClient.open(server.options().build())) {
            server.ready().answer(status, body);
            Throwable failure = failure(client.rest().create("AgentWork", Map.of()));
            assertThat(failure).hasMessageContaining(code);
            assertThat(RetryClass.of((ConnectsException) failure)).isEqualTo(expected);
            assertThat(((ConnectsException) failure).retryable()).isEqualTo(expected.passes());
            assertThat(server.requests()).isEqualTo(3);
        }
    }

    @Test
    void knows_failures_without_an_answer_too() {
        assertThat(RetryClass.of(new NoAnswerException("x", null))).isEqualTo(RetryClass.UNAVAILABLE);
        assertThat(RetryClass.of(new PeerUnreachableException("x", null))).isEqualTo(RetryClass.UNAVAILABLE);
    }

    @Test
    void keeps_the_words_of_a_server_on_the_way() {
        var error = SalesforceError.ofBody(504, Map.of("error", "Gateway Timeout", "error_description", "upstream"));
        assertThat(error.toException("it")).hasMessageContainingAll("HTTP_504", "Gateway Timeout: upstream");
        error = SalesforceError.ofBody(504, Map.of("errorCode", "GATEWAY_TIMEOUT", "message", "upstream"));
        assertThat(error.toException("it")).hasMessageContainingAll("HTTP_504", "GATEWAY_TIMEOUT: upstream");
    }

    @Test
    void keeps_the_fields_that_are_to_blame() {
        var error = SalesforceError.ofBody(
                400, List.of(Map.of("errorCode", "X", "message", "m", "fields", List.of("UserId", 7, "OwnerId"))));
        assertThat(error.fields()).containsExactly("UserId", "OwnerId");
    }
}
