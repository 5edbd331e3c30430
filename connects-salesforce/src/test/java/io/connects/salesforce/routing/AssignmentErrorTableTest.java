package io.connects.salesforce.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.connects.core.routing.Agent;
import io.connects.core.routing.AssignmentResult;
import io.connects.core.routing.AssignmentResult.Assigned;
import io.connects.core.routing.AssignmentResult.NotSent;
import io.connects.core.routing.AssignmentResult.Refused;
import io.connects.core.routing.AssignmentResult.Scope;
import io.connects.core.routing.AssignmentResult.Unanswered;
import io.connects.core.routing.Psr;
import io.connects.salesforce.testorg.TestOrg;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What becomes of an assignment with each error of Salesforce's table: whom it concerns, whether it is open what happened, and that the create is
 * sent once. The next assignment goes its usual way.
 */
@Timeout(60)
final class AssignmentErrorTableTest {
    private static final Duration TIME = Duration.ofSeconds(10);

    private TestOrg org;
    private SalesforceWorkSource source;
    private Psr psr;

    @BeforeEach
    void start() throws Exception {
        org = new TestOrg();
        source = SalesforceWorkSource.open(
                org.options().build(), TestOrg.routing().build());
        psr = put();
        // So that nothing but creates follows.
        get(source.inspect(psr.id()));
    }

    @AfterEach
    void stop() {
        source.close();
        org.close();
    }

    private Psr put() {
        Psr next = org.newPsr();
        org.put(next);
        return next;
    }

    private static <T> T get(CompletableFuture<T> future) {
        return future.orTimeout(20, TimeUnit.SECONDS).join();
    }

    private AssignmentResult assign(Psr one) {
        return get(source.assign(one, new Agent("an-agent", 1000, org.userId()), TIME, TIME));
    }

    private void refuse(int status, String code) {
        org.refuseNextCreate(status, "[{\"errorCode\":\"" + code + "\",\"message\":\"as told\"}]");
    }

    private void wasSentOnce() {
        assertThat(org.createsReceived()).isEqualTo(1);
        assertThat(org.agentWorks(psr.id())).isEmpty();
        assertThat(assign(put())).isInstanceOf(Assigned.class);
        assertThat(org.tokensIssued()).isEqualTo(1);
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource({
        "400, DUPLICATE_VALUE",
        "400, ENTITY_IS_LOCKED",
        "400, FIELD_INTEGRITY_EXCEPTION",
        "400, FIELD_CUSTOM_VALIDATION_EXCEPTION",
        "400, INVALID_CROSS_REFERENCE_KEY",
        "400, INACTIVE_OWNER_OR_USER",
        "400, INVALID_OPERATION",
        "400, MALFORMED_ID",
        "400, UNABLE_TO_LOCK_ROW",
        "400, A_CODE_THAT_NOBODY_KNOWS",
        "404, ENTITY_IS_DELETED",
        "409, DUPLICATE_VALUE",
    })
    void concerns_the_one_item(int status, String code) {
        refuse(status, code);
        assertThat(assign(psr)).isEqualTo(new Refused(Scope.ONE, code, "as told"));
        wasSentOnce();
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource({
        "400, INSUFFICIENT_ACCESS_ON_CROSS_REFERENCE_ENTITY",
        "400, INSUFFICIENT_ACCESS_OR_READONLY",
        "400, REQUIRED_FIELD_MISSING",
        "400, INVALID_FIELD",
        "400, INVALID_FIELD_FOR_INSERT_UPDATE",
        "400, INVALID_TYPE",
        "400, CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY",
        "400, CANNOT_EXECUTE_FLOW_TRIGGER",
        "400, LIMIT_EXCEEDED",
        "400, STORAGE_LIMIT_EXCEEDED",
        "400, ORG_LOCKED",
        "400, QUERY_TIMEOUT",
        "400, REQUEST_RUNNING_TOO_LONG",
        "403, INSUFFICIENT_ACCESS",
        "403, REQUEST_LIMIT_EXCEEDED",
        "403, API_DISABLED_FOR_ORG",
        "403, API_CURRENTLY_DISABLED",
        "403, FUNCTIONALITY_NOT_ENABLED",
        "404, NOT_FOUND",
        "405, METHOD_NOT_ALLOWED",
        "410, UNSUPPORTED_API_VERSION",
        "503, SERVER_UNAVAILABLE",
        "503, SERVER_THROTTLED",
        "503, INSERT_UPDATE_DELETE_NOT_ALLOWED_DURING_MAINTENANCE",
    })
    void concerns_everybody(int status, String code) {
        refuse(status, code);
        assertThat(assign(psr)).isEqualTo(new Refused(Scope.ORG, code, "as told"));
        wasSentOnce();
    }

    @ParameterizedTest(name = "{0} without a word of Salesforce''s")
    @CsvSource({"300", "304", "400", "403", "404", "405", "409", "410", "412", "414", "415", "420", "428", "429", "431"
    })
    void concerns_everybody_when_an_edge_server_refuses(int status) {
        org.refuseNextCreate(status, status == 304 ? "" : "<html><title>Edge</title></html>");
        assertThat(assign(psr)).isInstanceOfSatisfying(Refused.class, refused -> {
            assertThat(refused.scope()).isEqualTo(Scope.ORG);
            assertThat(refused.code()).isEqualTo("HTTP_" + status);
        });
        wasSentOnce();
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "408 | ''",
                "500 | ''",
                "500 | [{\"errorCode\":\"UNKNOWN_EXCEPTION\",\"message\":\"m\"}]",
                "502 | <html><title>Bad Gateway</title></html>",
                "503 | <html><title>Down</title></html>",
                "504 | {\"error\":\"Gateway Timeout\"}",
                "201 | ''",
                "201 | {\"success\":true",
            })
    void is_open_and_not_sent_again(int status, String body) {
        org.refuseNextCreate(status, body);
        assertThat(assign(psr)).isInstanceOf(Unanswered.class);
        wasSentOnce();
    }

    @Test
    void a_connection_that_breaks_leaves_it_open_and_salesforce_tells_when_asked() {
        org.cutNextCreate();
        assertThat(assign(psr)).isInstanceOf(Unanswered.class);
        assertThat(org.createsReceived()).isEqualTo(1);
        assertThat(get(source.inspect(psr.id())).active()).isPresent();
    }

    @Test
    void an_answer_that_does_not_come_in_time_leaves_it_open_and_salesforce_tells_when_asked() {
        org.answersAfter(Duration.ofSeconds(1));
        var agent = new Agent("an-agent", 1000, org.userId());
        Duration soon = Duration.ofMillis(300);
        assertThat(get(source.assign(psr, agent, soon, soon))).isInstanceOf(Unanswered.class);
        await().atMost(TIME).until(() -> get(source.inspect(psr.id())).active().isPresent());
        assertThat(org.createsReceived()).isEqualTo(1);
    }

    @Test
    void a_session_that_is_not_known_any_more_is_replaced_once_and_the_create_repeated() {
        refuse(401, "INVALID_SESSION_ID");
        assertThat(assign(psr)).isInstanceOf(Assigned.class);
        assertThat(org.createsReceived()).isEqualTo(2);
        assertThat(org.agentWorks(psr.id())).hasSize(1);
        assertThat(org.tokensIssued()).isEqualTo(2);
    }

    @Test
    void a_new_session_that_is_not_accepted_either_concerns_everybody_and_no_third_is_fetched() {
        refuse(401, "INVALID_SESSION_ID");
        refuse(401, "INVALID_SESSION_ID");
        assertThat(assign(psr)).isInstanceOfSatisfying(Refused.class, refused -> {
            assertThat(refused.scope()).isEqualTo(Scope.ORG);
            assertThat(refused.code()).isEqualTo("INVALID_SESSION_ID");
        });
        assertThat(org.createsReceived()).isEqualTo(2);
        assertThat(org.tokensIssued()).isEqualTo(2);
    }

    @ParameterizedTest(name = "401 {0}")
    @CsvSource({"INVALID_AUTH_HEADER", "MISSING_OAUTH_TOKEN", "''"})
    void a_401_that_is_not_about_the_session_concerns_everybody_and_fetches_no_token(String code) {
        org.refuseNextCreate(401, code.isEmpty() ? "" : "[{\"errorCode\":\"" + code + "\",\"message\":\"m\"}]");
        assertThat(assign(psr))
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.scope()).isEqualTo(Scope.ORG));
        wasSentOnce();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"301", "302", "307", "308"})
    void a_redirect_is_not_followed_and_asks_the_login_host_where_the_org_is(int status) {
        org.refuseNextCreate(status, "");
        assertThat(assign(psr))
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.code()).isEqualTo("HTTP_" + status));
        assertThat(org.createsReceived()).isEqualTo(1);
        assertThat(assign(psr)).isInstanceOf(Assigned.class);
        assertThat(org.tokensIssued()).isEqualTo(2);
    }

    @Test
    void no_connection_means_that_nothing_was_sent() throws Exception {
        org.stop();
        // A connection that is just being closed cannot be told from one on which the answer was lost: use it up.
        assertThat(source.inspect(psr.id())).failsWithin(TIME);
        assertThat(assign(psr)).isInstanceOf(NotSent.class);
        org.start();
        assertThat(assign(psr)).isInstanceOf(Assigned.class);
    }
}
