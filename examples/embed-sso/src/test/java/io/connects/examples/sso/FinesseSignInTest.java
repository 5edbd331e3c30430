package io.connects.examples.sso;

import static org.assertj.core.api.Assertions.assertThat;

import io.connects.core.NotAuthorisedException;
import io.connects.core.PeerRefusedException;
import io.connects.core.Secret;
import io.connects.simulators.ids.Lifetimes;
import io.connects.simulators.ids.TokenFormat;
import io.connects.sso.IssuedTokens;
import io.connects.sso.SessionOptions;
import io.connects.sso.TokenSession;
import io.connects.sso.TokenUser;
import io.connects.sso.finesse.FinesseSsoClient;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Tokens by the token service of the simulated Finesse nodes, from the sign-in of a robot to the end of its tokens. */
@Timeout(120)
final class FinesseSignInTest {
    private Deployment site = new Deployment(TokenFormat.SIGNED, Lifetimes.DEFAULT);
    private final Heard heard = new Heard();

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

    private IssuedTokens signIn(String user, Secret password) {
        return get(site.robots().tokens(site.finesse(site.a()).signInUri("anna"), user, password));
    }

    private TokenSession session(IssuedTokens first) {
        return TokenSession.begin(
                first,
                site.finesse(site.a()).refresher("anna"),
                SessionOptions.builder().expectedUser("anna").build(),
                heard,
                site.resources());
    }

    @Test
    void a_robot_gets_both_tokens_and_is_told_who_it_is() {
        IssuedTokens tokens = signIn("anna", Deployment.ANNA);
        assertThat(tokens.refresh()).isNotNull();
        assertThat(tokens.accessLife()).isEqualTo(Duration.ofHours(1));
        assertThat(tokens.user()).isEqualTo(new TokenUser("anna", "example.test", "anna@example.test"));
    }

    @Test
    void a_refresh_brings_an_access_token_and_the_refresh_token_stays() {
        try (TokenSession session = session(signIn("anna", Deployment.ANNA))) {
            Secret first = get(session.token());
            session.reject(first);
            Secret second = get(session.token());
            assertThat(second).isNotEqualTo(first);
            session.reject(second);
            assertThat(get(session.token())).isNotEqualTo(second);
            assertThat(heard.told).containsExactly("renewed", "renewed");
        }
    }

    @Test
    void the_tokens_of_somebody_else_end_the_session() {
        try (TokenSession session = session(signIn("bruno", Deployment.BRUNO))) {
            heard.eventually("ended WRONG_USER");
            assertThat(failure(session.token())).isInstanceOf(NotAuthorisedException.class);
        }
    }

    @Test
    void a_wrong_password_is_one_try() {
        assertThat(failure(site.robots().tokens(site.finesse(site.a()).signInUri("anna"), "anna", Secret.of("wr0ng"))))
                .isInstanceOf(NotAuthorisedException.class)
                .hasMessageContaining("user or password is wrong");
    }

    @Test
    void a_refused_refresh_of_a_rejected_token_ends_the_session() {
        try (TokenSession session = session(signIn("anna", Deployment.ANNA))) {
            site.ids.refuseRefreshes(1);
            session.reject(get(session.token()));
            heard.eventually("failed 1 last NotAuthorisedException", "ended REFUSED");
        }
    }

    @Test
    void a_regenerated_key_ends_the_session() {
        try (TokenSession session = session(signIn("anna", Deployment.ANNA))) {
            site.ids.regenerateKey();
            session.reject(get(session.token()));
            heard.eventually("failed 1 last NotAuthorisedException", "ended REFUSED");
        }
    }

    @Test
    void ids_out_of_service_is_told_and_passes() {
        site.ids.outOfService(true);
        assertThat(failure(site.robots().tokens(site.finesse(site.a()).signInUri("anna"), "anna", Deployment.ANNA)))
                .isInstanceOfSatisfying(
                        PeerRefusedException.class,
                        e -> assertThat(e.retryable()).isTrue());
    }

    @Test
    void the_other_node_refreshes_after_a_failover() {
        FinesseSsoClient other = site.finesse(site.b());
        try (TokenSession session = session(signIn("anna", Deployment.ANNA))) {
            Secret first = get(session.token());
            session.moveTo(other.refresher("anna"));
            heard.eventually("renewed");
            assertThat(get(session.token())).isNotEqualTo(first);
        }
        assertThat(site.ids.ledger().signIns()).isEqualTo(1);
    }
}
