package io.connects.salesforce.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.connects.core.routing.WorkSource;
import io.connects.salesforce.testorg.TestOrg;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a source does when Salesforce refuses to tell of all that waits: says why, and asks again until it is told. */
@Timeout(60)
final class ReadErrorTableTest {
    private static final String SESSION = "[{\"errorCode\":\"INVALID_SESSION_ID\",\"message\":\"m\"}]";

    private final Heard heard = new Heard();
    private TestOrg org;
    private SalesforceWorkSource source;

    /** More PSRs than a page has. */
    @BeforeEach
    void start() throws Exception {
        org = new TestOrg();
        org.page(3);
        for (int i = 0; i < 5; i++) {
            org.put(org.newPsr());
        }
        source = SalesforceWorkSource.open(
                org.options().build(), TestOrg.routing().build());
    }

    @AfterEach
    void stop() {
        source.close();
        org.close();
    }

    private void readsAll() {
        source.start(heard);
        await().atMost(Duration.ofSeconds(20)).until(() -> heard.state == WorkSource.State.LIVE && heard.ended > 0);
        assertThat(heard.snapshot).hasSize(5);
    }

    private void readsAllAtTheSecondAttempt(String why) {
        readsAll();
        assertThat(heard.snapshots).hasSize(2).last().asString().contains("the last one failed", why);
        assertThat(org.tokensIssued()).isEqualTo(1);
    }

    @ParameterizedTest(name = "{0} {2}")
    @CsvSource(
            delimiter = '|',
            value = {
                "400 | [{\"errorCode\":\"MALFORMED_QUERY\",\"message\":\"m\"}] | MALFORMED_QUERY",
                "400 | [{\"errorCode\":\"INVALID_FIELD\",\"message\":\"m\"}] | INVALID_FIELD",
                "400 | [{\"errorCode\":\"INVALID_TYPE\",\"message\":\"m\"}] | INVALID_TYPE",
                "400 | [{\"errorCode\":\"QUERY_TIMEOUT\",\"message\":\"m\"}] | QUERY_TIMEOUT",
                "401 | [{\"errorCode\":\"INVALID_AUTH_HEADER\",\"message\":\"m\"}] | INVALID_AUTH_HEADER",
                "403 | [{\"errorCode\":\"INSUFFICIENT_ACCESS\",\"message\":\"m\"}] | INSUFFICIENT_ACCESS",
                "403 | [{\"errorCode\":\"REQUEST_LIMIT_EXCEEDED\",\"message\":\"m\"}] | REQUEST_LIMIT_EXCEEDED",
                "403 | [{\"errorCode\":\"API_CURRENTLY_DISABLED\",\"message\":\"m\"}] | API_CURRENTLY_DISABLED",
                "404 | [{\"errorCode\":\"NOT_FOUND\",\"message\":\"m\"}] | NOT_FOUND",
                "414 | '' | HTTP_414",
                "420 | '' | HTTP_420",
                "429 | '' | HTTP_429",
                "431 | '' | HTTP_431",
                "500 | [{\"errorCode\":\"UNKNOWN_EXCEPTION\",\"message\":\"m\"}] | UNKNOWN_EXCEPTION",
                "502 | <html><title>Bad Gateway</title></html> | HTTP_502",
                "503 | <html><title>Down</title></html> | HTTP_503",
                "503 | [{\"errorCode\":\"SERVER_UNAVAILABLE\",\"message\":\"m\"}] | SERVER_UNAVAILABLE",
                "504 | '' | HTTP_504",
                "200 | <html><title>Log in</title></html> | a page of HTML",
                "200 | {} | without records",
            })
    void a_refused_query_is_said_and_sent_again(int status, String body, String why) {
        org.refuseNextSnapshot(status, body);
        readsAllAtTheSecondAttempt(why);
    }

    @ParameterizedTest(name = "{0} {2}")
    @CsvSource(
            delimiter = '|',
            value = {
                "400 | [{\"errorCode\":\"INVALID_QUERY_LOCATOR\",\"message\":\"m\"}] | INVALID_QUERY_LOCATOR",
                "403 | [{\"errorCode\":\"REQUEST_LIMIT_EXCEEDED\",\"message\":\"m\"}] | REQUEST_LIMIT_EXCEEDED",
                "404 | '' | HTTP_404",
                "503 | '' | HTTP_503",
            })
    void a_refused_page_is_said_and_the_query_begun_anew(int status, String body, String why) {
        org.refuseNextPage(status, body);
        readsAllAtTheSecondAttempt(why);
    }

    @Test
    void what_is_refused_again_and_again_is_reported_until_it_is_told() {
        for (int i = 0; i < 8; i++) {
            org.refuseNextSnapshot(503, "");
        }
        readsAll();
        assertThat(heard.snapshots).hasSize(9);
        assertThat(heard.states)
                .contains("DEGRADED no snapshot: query, page 1 was refused: HTTP_503")
                .last()
                .isEqualTo("LIVE subscribed");
    }

    @Test
    void a_session_that_is_not_known_any_more_is_replaced_and_nothing_begun_anew() {
        org.refuseNextSnapshot(401, SESSION);
        org.refuseNextPage(401, SESSION);
        readsAll();
        assertThat(heard.snapshots).hasSize(1);
        assertThat(org.tokensIssued()).isEqualTo(3);
    }

    @Test
    void a_new_session_that_is_not_accepted_either_is_said_and_the_next_attempt_has_another() {
        org.refuseNextSnapshot(401, SESSION);
        org.refuseNextSnapshot(401, SESSION);
        readsAll();
        assertThat(heard.snapshots).hasSize(2);
        assertThat(heard.snapshots.get(1)).contains("the last one failed", "INVALID_SESSION_ID");
        assertThat(org.tokensIssued()).isEqualTo(3);
    }
}
