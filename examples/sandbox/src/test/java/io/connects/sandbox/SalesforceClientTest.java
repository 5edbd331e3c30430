package io.connects.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.connects.core.Backoff;
import io.connects.core.ConnectsException;
import io.connects.core.NoAnswerException;
import io.connects.core.NotAuthorisedException;
import io.connects.core.ProtocolViolationException;
import io.connects.core.Secret;
import io.connects.salesforce.ApiBudget;
import io.connects.salesforce.CompositeRequest;
import io.connects.salesforce.CompositeResult;
import io.connects.salesforce.Credentials;
import io.connects.salesforce.RecordResult;
import io.connects.salesforce.RefreshTokenStore;
import io.connects.salesforce.RetryClass;
import io.connects.salesforce.SObject;
import io.connects.salesforce.SalesforceClient;
import io.connects.salesforce.SalesforceId;
import io.connects.salesforce.SalesforceOptions;
import io.connects.salesforce.SigningKey;
import io.connects.simulators.salesforce.RawAnswer;
import io.connects.simulators.salesforce.SalesforceOrg;
import io.connects.simulators.salesforce.SalesforceOrgExtension;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The real client against the simulated org: two programs that share no code. */
class SalesforceClientTest {
    @RegisterExtension
    final SalesforceOrgExtension orgs = new SalesforceOrgExtension();

    private SalesforceOrg org;
    private SalesforceClient client;

    @BeforeEach
    void open() {
        org = orgs.org();
        client = SalesforceClient.open(
                options(new Credentials.ClientCredentials(org.clientId(), Secret.of(org.clientSecret()))));
    }

    @AfterEach
    void close() {
        client.close();
    }

    private SalesforceOptions options(Credentials credentials) {
        return SalesforceOptions.builder()
                .loginUri(org.uri())
                .credentials(credentials)
                .reconnectSlowly(new Backoff(Duration.ofHours(1), Duration.ofHours(1)))
                .build();
    }

    private static <T> T get(CompletableFuture<T> future) {
        return future.orTimeout(20, TimeUnit.SECONDS).join();
    }

    private static ConnectsException failure(CompletableFuture<?> future) {
        try {
            get(future);
        } catch (CompletionException e) {
            return (ConnectsException) e.getCause();
        }
        throw new AssertionError("it succeeded");
    }

    private static SObject newCase(String subject) {
        return new SObject("Case", Map.of("Subject", subject));
    }

    private CompletableFuture<SalesforceId> create() {
        return client.rest().create("Case", Map.of("Subject", "x"));
    }

    @Test
    void logs_in_by_jwt() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        KeyPair keys = generator.generateKeyPair();
        String pem = "-----BEGIN PRIVATE KEY-----\n"
                + Base64.getMimeEncoder().encodeToString(keys.getPrivate().getEncoded())
                + "\n-----END PRIVATE KEY-----";
        var credentials =
                new Credentials.JwtBearer(org.clientId(), "integration@example.com", SigningKey.pem(Secret.of(pem)));
        try (var jwt = SalesforceClient.open(options(credentials))) {
            assertThat(failure(jwt.rest().limits())).hasMessageContaining("invalid_grant (invalid assertion)");
        }
        org.app().trust(keys.getPublic());
        try (var jwt = SalesforceClient.open(options(credentials))) {
            assertThat(get(jwt.rest().limits())).containsKey("DailyApiRequests");
        }
    }

    @Test
    void follows_the_rotation_of_refresh_tokens_however_many_requests_wait() {
        org.app().rotateRefreshTokens(true);
        RefreshTokenStore store = RefreshTokenStore.inMemory(Secret.of(org.app().newRefreshToken()));
        try (var refreshing =
                SalesforceClient.open(options(new Credentials.RefreshToken(org.clientId(), null, store)))) {
            for (int round = 1; round <= 3; round++) {
                var waiting = IntStream.range(0, 20)
                        .mapToObj(i -> refreshing.rest().limits())
                        .toList();
                waiting.forEach(SalesforceClientTest::get);
                assertThat(org.tokensIssued()).isEqualTo(round);
                org.expireTokens();
            }
        }
    }

    @Test
    void stops_asking_when_it_is_refused() {
        org.faults().refuseTokens(100, "invalid_grant", "inactive user");
        for (int i = 0; i < 10; i++) {
            assertThat(failure(create()))
                    .isInstanceOf(NotAuthorisedException.class)
                    .hasMessageContaining("invalid_grant (inactive user)");
        }
        org.faults().refuseTokens(0, "", "");
        assertThat(failure(create())).hasMessageContaining("inactive user");
    }

    @Test
    void follows_the_org_to_another_instance_and_creates_nothing_twice() {
        get(create());
        URI before = get(client.tokens().accessToken()).instanceUri();
        org.switchInstance();
        assertThat(get(client.rest().query("SELECT Id FROM Case"))).hasSize(1);
        assertThat(get(client.tokens().accessToken()).instanceUri()).isNotEqualTo(before);
        get(create());
        assertThat(get(client.rest().query("SELECT Id FROM Case"))).hasSize(2);
    }

    @Test
    void does_many_things_at_once() {
        List<RecordResult> created = get(client.rest()
                .createAll(false, List.of(newCase("a"), new SObject("Case", Map.of("Nope", "x")), newCase("c"))));
        assertThat(created).extracting(RecordResult::success).containsExactly(true, false, true);
        assertThat(created.get(1).error().code()).isEqualTo("INVALID_FIELD");
        SalesforceId id = created.get(0).id();
        get(client.rest().updateAll(true, List.of(new SObject("Case", Map.of("Id", id.value(), "Subject", "b")))));
        CompositeResult together = get(client.rest()
                .composite(CompositeRequest.allOrNone()
                        .create("one", "Case", Map.of("Subject", "d"))
                        .retrieve("read", "Case", CompositeRequest.idOf("one"), List.of("Subject"))
                        .query("all", "SELECT Subject FROM Case WHERE Subject = 'b'")
                        .build()));
        assertThat(together.part("read").asRecord().text("Subject")).isEqualTo("d");
        assertThat(together.part("all").records()).hasSize(1);
        get(client.rest().deleteAll(false, List.of(id)));
        assertThat(get(client.rest().query("SELECT Id FROM Case"))).hasSize(2);
        Instant now = Instant.now();
        assertThat(get(client.rest().getDeleted("Case", now.minusSeconds(600), now.plusSeconds(120)))
                        .latestDateCovered())
                .isBeforeOrEqualTo(now);
        assertThat(get(client.rest().getUpdated("Case", now.minusSeconds(600), now.plusSeconds(120)))
                        .latestDateCovered())
                .isBeforeOrEqualTo(now);
    }

    @Test
    void tells_why_an_org_says_no() {
        get(create());
        org.faults().readOnly(true);
        assertThat(RetryClass.of(failure(create()))).isEqualTo(RetryClass.READ_ONLY);
        assertThat(get(client.rest().query("SELECT Id FROM Case"))).hasSize(1);
        org.faults().readOnly(false);
        org.faults().answerRest(1, RawAnswer.error(400, "UNABLE_TO_LOCK_ROW", "unable to obtain exclusive access"));
        assertThat(RetryClass.of(failure(create()))).isEqualTo(RetryClass.LOCKED);
        org.faults().answerRest(1, RawAnswer.empty(420));
        assertThat(RetryClass.of(failure(create()))).isEqualTo(RetryClass.UNAVAILABLE);
        org.faults().answerWithHtml(1, 503);
        assertThat(RetryClass.of(failure(create()))).isEqualTo(RetryClass.UNAVAILABLE);
        org.spendRequests(1_000_000);
        assertThat(RetryClass.of(
                        failure(client.rest().at(ApiBudget.Priority.ASSIGN).create("Case", Map.of()))))
                .isEqualTo(RetryClass.LIMIT);
        assertThat(failure(client.rest().limits())).hasMessageContaining("the API budget has no room");
    }

    @Test
    void survives_answers_that_no_org_gives() {
        get(client.rest().limits());
        org.faults().answerRest(1, RawAnswer.cutOff("{\"done\":true,\"records\":[]}", 9));
        assertThat(failure(client.rest().query("q"))).isInstanceOf(NoAnswerException.class);
        for (RawAnswer answer : List.of(
                RawAnswer.of(200, "application/json", "{\"done\":"),
                RawAnswer.of(200, "text/html", "<html>log in</html>"),
                RawAnswer.empty(200),
                RawAnswer.nested(100_000),
                RawAnswer.huge(50_000_000),
                RawAnswer.in(StandardCharsets.ISO_8859_1, "{\"records\":[{\"Id\":\"\u00e4\"}],\"done\":true}"))) {
            org.faults().answerRest(1, answer);
            assertThat(failure(client.rest().query("q"))).isInstanceOf(ProtocolViolationException.class);
        }
        assertThat(get(client.rest().query("SELECT Id FROM Case"))).isEmpty();
    }
}
