package io.connects.salesforce.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.connects.core.PeerRefusedException;
import io.connects.core.Secret;
import io.connects.core.directory.SalesforceUser;
import io.connects.salesforce.Credentials;
import io.connects.salesforce.SalesforceClient;
import io.connects.salesforce.SalesforceOptions;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class OrgUsersTest {
    private static final String JOIN = "FederationIdentifier";
    private static final String ANNA = "0055e000001AAAAAA4";
    private static final String BORIS = "0055e000001AAABAA4";
    private static final String AVAILABLE = "0N55e000000AAAACA4";

    private final MockWebServer server = new MockWebServer();
    private final List<String> queries = new CopyOnWriteArrayList<>();
    /** Answers by the object that is asked for; what begins with a bracket is a refusal. */
    private final Map<String, String> answers = new ConcurrentHashMap<>();

    private SalesforceClient client;

    @BeforeEach
    void start() throws Exception {
        server.setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
                String path = request.getUrl().encodedPath();
                if (path.endsWith("/token")) {
                    return answer("{\"access_token\":\"t\",\"instance_url\":\"" + uri() + "\"}");
                }
                if (path.endsWith("/services/data")) {
                    return new MockResponse.Builder()
                            .body("[{\"version\":\"64.0\"}]")
                            .build();
                }
                String soql = request.getUrl().queryParameter("q");
                if (soql == null) {
                    return answer(Objects.requireNonNull(answers.get(path)));
                }
                queries.add(soql);
                return answer(Objects.requireNonNull(answers.get(soql.replaceAll(".* FROM (\\w+).*", "$1"))));
            }
        });
        server.start();
        client = SalesforceClient.open(SalesforceOptions.builder()
                .loginUri(uri())
                .credentials(new Credentials.ClientCredentials("an-app", Secret.of("s3cr3t")))
                .build());
    }

    @AfterEach
    void stop() {
        client.close();
        server.close();
    }

    private URI uri() {
        return URI.create("http://127.0.0.1:" + server.getPort());
    }

    private static MockResponse answer(String body) {
        return new MockResponse.Builder()
                .code(body.startsWith("[") ? 400 : 200)
                .body(body)
                .build();
    }

    private OrgUsers users(String joinField) {
        return new OrgUsers(client.rest(), joinField);
    }

    private static <T> T got(CompletableFuture<T> future) {
        return future.orTimeout(10, TimeUnit.SECONDS).join();
    }

    private static String records(String... records) {
        return "{\"done\":true,\"records\":[" + String.join(",", records) + "]}";
    }

    private static String user(String id, String value, boolean active) {
        return "{\"Id\":\"" + id + "\",\"Username\":\"u@example.com\",\"IsActive\":" + active + ",\"" + JOIN + "\":\""
                + value + "\"}";
    }

    private static String refused(String code) {
        return "[{\"errorCode\":\"" + code + "\",\"message\":\"no\"}]";
    }

    @Test
    void tells_everybody_with_a_join_value_also_who_is_inactive_or_has_blanks_alone() {
        answers.put("User", records(user(ANNA, " Anna ", true), user(BORIS, "  ", false)));

        assertThat(got(users(JOIN).joinable()))
                .containsExactly(
                        new SalesforceUser(ANNA, "Anna", "u@example.com", true),
                        new SalesforceUser(BORIS, "", "u@example.com", false));
        assertThat(queries)
                .containsExactly("SELECT Id, Username, IsActive, FederationIdentifier FROM User"
                        + " WHERE FederationIdentifier != null");
    }

    @Test
    void takes_what_would_be_soql_elsewhere_as_a_value() {
        answers.put("User", records(user(ANNA, "x' OR Name != '", true)));

        assertThat(got(users(JOIN).joinable()))
                .extracting(SalesforceUser::joinValue)
                .containsExactly("x' OR Name != '");
    }

    @Test
    void reads_every_page() {
        answers.put(
                "User",
                "{\"done\":false,\"totalSize\":2,\"nextRecordsUrl\":\"/services/data/v64.0/query/01g-1\",\"records\":["
                        + user(ANNA, "anna", true) + "]}");
        answers.put("/services/data/v64.0/query/01g-1", records(user(BORIS, "boris", true)));

        assertThat(got(users(JOIN).joinable()))
                .extracting(SalesforceUser::joinValue)
                .containsExactly("anna", "boris");
    }

    @Test
    void takes_the_name_of_the_field_in_any_case_and_one_that_is_read_anyway() {
        answers.put("User", records(user(ANNA, "anna", true)));

        assertThat(got(users("federationidentifier").joinable()))
                .extracting(SalesforceUser::joinValue)
                .containsExactly("anna");
        assertThat(got(users("USERNAME").joinable()))
                .extracting(SalesforceUser::joinValue)
                .containsExactly("u@example.com");
        assertThat(queries).last().isEqualTo("SELECT Id, Username, IsActive FROM User WHERE USERNAME != null");
    }

    @Test
    void fails_when_there_is_no_such_field() {
        answers.put("User", refused("INVALID_FIELD"));

        assertThatThrownBy(() -> got(users("Login__c").joinable()))
                .hasCauseInstanceOf(PeerRefusedException.class)
                .hasMessageContaining("INVALID_FIELD");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Id FROM User", "Id,Name", "a'b", "1st", "x\n"})
    void what_cannot_be_a_field_is_not_asked_for(String field) {
        assertThatIllegalArgumentException().isThrownBy(() -> users(field)).withMessageStartingWith("joinField: ");
        assertThat(queries).isEmpty();
    }

    @Test
    void tells_those_who_are_named_by_id_with_the_values_that_are_given() {
        answers.put("User", records(user(ANNA, "other", true)));

        assertThat(got(users(JOIN).of(Map.of(ANNA.substring(0, 15), "anna", BORIS, "boris"))))
                .containsExactly(new SalesforceUser(ANNA, "anna", "u@example.com", true));
        assertThat(queries)
                .containsExactly(
                        "SELECT Id, Username, IsActive FROM User WHERE Id IN ('" + ANNA + "', '" + BORIS + "')");
    }

    @Test
    void asks_for_two_hundred_ids_at_once() {
        answers.put("User", records());
        var many = new HashMap<String, String>();
        for (int i = 0; i < 401; i++) {
            many.put(String.format("0055e000001%04d", i), "login" + i);
        }

        assertThat(got(users(JOIN).of(many))).isEmpty();
        assertThat(queries).hasSize(3).allMatch(soql -> soql.split("'", -1).length <= 401);
        assertThat(got(users(JOIN).of(Map.of()))).isEmpty();
        assertThat(queries).hasSize(3);
    }

    @Test
    void what_is_no_id_is_not_asked_for() {
        assertThatIllegalArgumentException().isThrownBy(() -> users(JOIN).of(Map.of("005' OR Id != '", "anna")));
        assertThat(queries).isEmpty();
    }

    @Test
    void tells_the_status_of_whoever_is_signed_in_as_far_as_it_may_be_read() {
        answers.put("ServicePresenceStatus", records("{\"Id\":\"" + AVAILABLE + "\",\"MasterLabel\":\"Available\"}"));
        answers.put(
                "UserServicePresence",
                records(
                        "{\"UserId\":\"" + ANNA + "\",\"ServicePresenceStatusId\":\"" + AVAILABLE + "\"}",
                        "{\"UserId\":\"" + BORIS + "\",\"ServicePresenceStatusId\":null}"));

        assertThat(got(users(JOIN).statuses())).isEqualTo(Map.of(ANNA, "Available", BORIS, "signed in"));
        assertThat(queries)
                .last()
                .isEqualTo(
                        "SELECT UserId, ServicePresenceStatusId FROM UserServicePresence WHERE IsCurrentState = true");
    }

    @Test
    void tells_the_id_of_a_status_whose_label_may_not_be_read() {
        answers.put("ServicePresenceStatus", refused("INVALID_TYPE"));
        answers.put(
                "UserServicePresence",
                records("{\"UserId\":\"" + ANNA + "\",\"ServicePresenceStatusId\":\"" + AVAILABLE + "\"}"));
        assertThat(got(users(JOIN).statuses())).isEqualTo(Map.of(ANNA, AVAILABLE));

        answers.put("ServicePresenceStatus", records("{\"Id\":\"" + AVAILABLE + "\",\"MasterLabel\":null}"));
        assertThat(got(users(JOIN).statuses())).isEqualTo(Map.of(ANNA, AVAILABLE));
    }

    @Test
    void fails_when_nobody_may_see_who_is_signed_in() {
        answers.put("ServicePresenceStatus", records());
        answers.put("UserServicePresence", refused("INVALID_TYPE"));

        assertThatThrownBy(() -> got(users(JOIN).statuses())).hasCauseInstanceOf(PeerRefusedException.class);
    }
}
