package io.connects.examples.sso;

import static org.assertj.core.api.Assertions.assertThat;

import io.connects.core.NotAuthorisedException;
import io.connects.core.PeerRefusedException;
import io.connects.core.Secret;
import io.connects.simulators.ids.IdsUser;
import io.connects.simulators.ids.Lifetimes;
import io.connects.simulators.ids.TokenFormat;
import io.connects.sso.IssuedTokens;
import io.connects.sso.SessionOptions;
import io.connects.sso.TokenSession;
import io.connects.sso.ids.AuthorizationRequest;
import io.connects.sso.ids.IdsClient;
import io.connects.sso.robot.FormSignIn;
import io.connects.sso.token.KeySet;
import io.connects.sso.token.SignedTokens;
import io.connects.sso.token.TokenReader;
import io.connects.sso.token.TokenReading;
import io.connects.sso.token.TokenValidator;
import io.connects.sso.token.Usage;
import io.connects.sso.token.Verdict;
import io.connects.sso.token.VerificationKey;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A client of the simulated identity service, from the sign-in of a robot to the end of its tokens. */
@Timeout(120)
final class IdsSignInTest {
    private Deployment site = new Deployment(TokenFormat.SIGNED, Lifetimes.DEFAULT);
    private final Heard heard = new Heard();

    private void with(TokenFormat format, Lifetimes lifetimes) {
        site.close();
        site = new Deployment(format, lifetimes);
    }

    @AfterEach
    void stop() {
        site.close();
    }

    private static <T> T get(CompletableFuture<T> future) {
        return future.orTimeout(30, TimeUnit.SECONDS).join();
    }

    private static Throwable failure(CompletableFuture<?> future) {
        try {
            get(future);
        } catch (CompletionException e) {
            return e.getCause();
        }
        throw new AssertionError("it succeeded");
    }

    private IssuedTokens signIn(IdsClient client) {
        return get(
                site.robots().code(client.authorize(), "anna", Deployment.ANNA).thenCompose(client::exchange));
    }

    private TokenSession session(IdsClient client, SessionOptions options) {
        return TokenSession.begin(signIn(client), client, options, heard, site.resources());
    }

    private SignedTokens validator(IdsClient client, Duration overlap) {
        var keys = new KeySet(
                () -> client.publicKey().thenApply(text -> List.of(VerificationKey.of(text))),
                overlap,
                Duration.ofNanos(1),
                System::nanoTime);
        return new SignedTokens(Set.of(site.ids.issuer()), Duration.ofSeconds(30), keys, InstantSource.system(), 1_000);
    }

    @Test
    void a_code_is_exchanged_for_tokens_of_the_robot() {
        IdsClient client = site.client();
        IssuedTokens tokens = signIn(client);
        assertThat(site.ids.check(tokens.access())).map(IdsUser::userId).contains("anna");
        assertThat(tokens.accessLife()).isEqualTo(Duration.ofHours(1));
        assertThat(tokens.refreshLife()).isEqualTo(Duration.ofHours(10));
        assertThat(site.ids.ledger().signIns()).isEqualTo(1);
    }

    @Test
    void a_code_is_good_once() {
        IdsClient client = site.client();
        Secret code = get(site.robots().code(client.authorize(), "anna", Deployment.ANNA));
        get(client.exchange(code));
        assertThat(failure(client.exchange(code))).isInstanceOf(NotAuthorisedException.class);
    }

    @Test
    void an_answer_to_one_sign_in_is_none_to_another() {
        IdsClient client = site.client();
        AuthorizationRequest request = client.authorize();
        get(site.robots().code(request, "anna", Deployment.ANNA));
        assertThat(failure(site.robots().code(request, "anna", Deployment.ANNA)))
                .isInstanceOf(NotAuthorisedException.class)
                .hasMessageContaining("answered before");
    }

    @Test
    void a_wrong_password_is_one_try() {
        assertThat(failure(site.robots().code(site.client().authorize(), "anna", Secret.of("wr0ng"))))
                .isInstanceOf(NotAuthorisedException.class)
                .hasMessageContaining("user or password is wrong")
                .hasMessageNotContaining("wr0ng");
        assertThat(site.ids.ledger().signIns()).isZero();
    }

    @Test
    void an_address_that_is_not_registered_is_refused() {
        IdsClient other = IdsClient.open(
                io.connects.sso.ids.IdsOptions.builder()
                        .node(site.ids.uri())
                        .client("app", Deployment.APPLICATION)
                        .redirectUri(Deployment.BACK.resolve("/back/"))
                        .build(),
                site.resources());
        assertThat(failure(site.robots().code(other.authorize(), "anna", Deployment.ANNA)))
                .isInstanceOfSatisfying(
                        PeerRefusedException.class, e -> assertThat(e.code()).isEqualTo("HTTP 400"));
    }

    @Test
    void ids_out_of_service_is_told_and_passes() {
        site.ids.outOfService(true);
        FormSignIn robots = site.robots();
        assertThat(failure(robots.code(site.client().authorize(), "anna", Deployment.ANNA)))
                .isInstanceOfSatisfying(
                        PeerRefusedException.class,
                        e -> assertThat(e.retryable()).isTrue());
    }

    @Test
    void an_outage_of_ids_is_outlived_by_the_second_try() {
        IdsClient client = site.client();
        try (TokenSession session = session(client, SessionOptions.builder().build())) {
            Secret first = get(session.token());
            site.ids.outOfService(true);
            session.reject(first);
            heard.eventually("failed 1 PeerRefusedException");
            site.ids.outOfService(false);
            heard.eventually("failed 1 PeerRefusedException", "renewed");
            assertThat(get(session.token())).isNotEqualTo(first);
        }
    }

    @Test
    void a_refused_refresh_is_not_asked_for_again() {
        with(TokenFormat.SIGNED, Lifetimes.forTests(Duration.ofSeconds(4), Duration.ofSeconds(60)));
        IdsClient client = site.client();
        try (TokenSession session = session(client, SessionOptions.builder().build())) {
            site.ids.refuseRefreshes(1);
            heard.eventually("failed 1 last NotAuthorisedException", "ends soon", "ended ACCESS_EXPIRED");
            assertThat(failure(session.token()))
                    .isInstanceOf(NotAuthorisedException.class)
                    .hasMessageContaining("sign in again");
            assertThat(site.ids.ledger().refused()).isEqualTo(1);
        }
    }

    @Test
    void a_session_ends_with_its_refresh_token() {
        with(TokenFormat.SIGNED, Lifetimes.forTests(Duration.ofSeconds(4), Duration.ofSeconds(5)));
        try (TokenSession session = session(
                site.client(),
                SessionOptions.builder().warnBefore(Duration.ofSeconds(2)).build())) {
            heard.eventually("renewed", "ended REFRESH_EXPIRED");
            assertThat(heard.told).contains("ends soon");
            assertThat(failure(session.token())).isInstanceOf(NotAuthorisedException.class);
        }
    }

    @Test
    void a_revoked_refresh_token_ends_it() {
        IdsClient client = site.client();
        IssuedTokens tokens = signIn(client);
        assertThat(get(client.revoke(tokens.refresh()))).isTrue();
        assertThat(site.ids.check(tokens.access())).isEmpty();
        assertThat(failure(client.refresh(tokens.access(), tokens.refresh())))
                .isInstanceOf(NotAuthorisedException.class);
    }

    @Test
    void signed_tokens_are_checked_with_the_key_that_ids_gives() {
        IdsClient client = site.client();
        IssuedTokens tokens = signIn(client);
        SignedTokens validator = validator(client, Duration.ZERO);
        assertThat(get(validator.validate(tokens.access(), Usage.ACCESS)))
                .isInstanceOfSatisfying(
                        Verdict.Good.class,
                        good -> assertThat(good.claims().subject().userId()).isEqualTo("anna"));
        assertThat(get(validator.validate(tokens.refresh(), Usage.REFRESH))).isInstanceOf(Verdict.Good.class);
        assertThat(get(validator.validate(tokens.refresh(), Usage.ACCESS)))
                .isInstanceOfSatisfying(
                        Verdict.Refused.class, no -> assertThat(no.reason()).isEqualTo(Verdict.Reason.USAGE));
        assertThat(get(new CheckTokens(client, site.ids.issuer(), InstantSource.system()).user(tokens.access())))
                .isEqualTo("anna");
    }

    @Test
    void after_the_key_was_regenerated_new_tokens_are_good_and_old_ones_only_for_the_overlap() {
        IdsClient client = site.client();
        IssuedTokens old = signIn(client);
        SignedTokens strict = validator(client, Duration.ZERO);
        SignedTokens patient = validator(client, Duration.ofHours(2));
        get(strict.validate(old.access(), Usage.ACCESS));
        get(patient.validate(old.access(), Usage.ACCESS));
        site.ids.regenerateKey();
        IssuedTokens next = signIn(client);
        assertThat(get(strict.validate(next.access(), Usage.ACCESS))).isInstanceOf(Verdict.Good.class);
        assertThat(get(patient.validate(next.access(), Usage.ACCESS))).isInstanceOf(Verdict.Good.class);
        assertThat(get(patient.validate(old.access(), Usage.ACCESS))).isInstanceOf(Verdict.Good.class);
        assertThat(get(client.publicKey())).startsWith("-----BEGIN");
    }

    @Test
    void a_regenerated_key_ends_a_session() {
        IdsClient client = site.client();
        try (TokenSession session = session(client, SessionOptions.builder().build())) {
            Secret token = get(session.token());
            site.ids.regenerateKey();
            session.reject(token);
            heard.eventually("failed 1 last NotAuthorisedException", "ended REFUSED");
            assertThat(failure(session.token())).isInstanceOf(NotAuthorisedException.class);
        }
    }

    @Test
    void opaque_tokens_are_passed_through_and_refreshed() {
        with(TokenFormat.OPAQUE, Lifetimes.DEFAULT);
        IdsClient client = site.client();
        try (TokenSession session = session(client, SessionOptions.builder().build())) {
            Secret first = get(session.token());
            assertThat(TokenReader.read(first)).isNotInstanceOf(TokenReading.Signed.class);
            assertThat(get(TokenValidator.OPAQUE.validate(first, Usage.ACCESS))).isInstanceOf(Verdict.Unverified.class);
            session.reject(first);
            heard.eventually("renewed");
            assertThat(site.ids.check(get(session.token()))).isPresent();
        }
        assertThat(failure(client.publicKey())).isInstanceOf(PeerRefusedException.class);
    }
}
