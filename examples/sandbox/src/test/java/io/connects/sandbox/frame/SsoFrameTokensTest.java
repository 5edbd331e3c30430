package io.connects.sandbox.frame;

import static io.connects.sandbox.frame.FrameSite.ANNA;
import static org.assertj.core.api.Assertions.assertThat;

import io.connects.core.Secret;
import io.connects.sandbox.frame.FrameSite.Setup;
import io.connects.simulators.finesse.FinesseSide;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Tokens in the SSO frame after the first: refreshed, in several tabs, and to their end. */
@Tag("browser")
@Timeout(120)
class SsoFrameTokensTest {
    @RegisterExtension
    private final AgentPage agent = new AgentPage();

    @Test
    void tokens_are_refreshed_in_silence() {
        agent.open(Setup.USUAL.lifetimes(Duration.ofSeconds(4), Duration.ofHours(2)));
        agent.signInBefore(ANNA);
        agent.page(ANNA);
        agent.untilTokens(4);
        agent.nothingElseWasTold();
        List<String> tokens = agent.list("tokens");
        assertThat(new HashSet<>(tokens)).hasSameSizeAs(tokens);
        assertThat(agent.site.ids.check(Secret.of(tokens.get(tokens.size() - 1))))
                .isPresent();
        assertThat(agent.site.ids.ledger().refreshed()).isGreaterThanOrEqualTo(3);
        agent.noRefreshTokenWasHeard();
    }

    @Test
    void a_rejected_token_is_replaced_at_once() {
        agent.open(Setup.USUAL);
        agent.signInBefore(ANNA);
        agent.page(ANNA);
        agent.untilTokens(1);
        agent.browser.script("sso.renew(window.tokens[0]).then(({ token }) => (window.better = token))");
        agent.browser.until(() -> agent.browser.script("return window.better") != null);
        assertThat(agent.browser.script("return window.better"))
                .isNotEqualTo(agent.list("tokens").get(0));
        assertThat(agent.site.ids.ledger().refreshed()).isEqualTo(1);
    }

    @Test
    void the_other_node_gives_a_token_after_a_failover() {
        agent.open(Setup.USUAL);
        agent.signInBefore(ANNA);
        agent.page(ANNA);
        agent.untilTokens(1);
        agent.site.pair.faults().kill(FinesseSide.A);
        agent.browser.script(
                "sso.moveTo(arguments[0])", agent.site.frame(FinesseSide.B).toString());
        agent.untilTokens(2);
        agent.nothingElseWasTold();
    }

    @Test
    void two_tabs_have_the_same_tokens_and_one_refresh() {
        agent.open(Setup.USUAL.lifetimes(Duration.ofSeconds(6), Duration.ofHours(2)), false);
        agent.page(ANNA);
        agent.untilTold("interaction COOKIES_BLOCKED");
        agent.signInByWindow(ANNA);
        agent.untilTokens(1);
        String first = agent.browser.window();
        String second = agent.browser.newTab();
        agent.page(ANNA);
        agent.untilTokens(3);
        agent.nothingElseWasTold();
        List<String> inSecond = agent.list("tokens");
        agent.browser.look(first);
        agent.browser.until(() -> agent.list("tokens").containsAll(inSecond));
        List<String> inFirst = agent.list("tokens");
        agent.browser.look(second);
        agent.browser.until(() -> agent.list("tokens").containsAll(inFirst.subList(1, inFirst.size())));
        assertThat(agent.site.ids.ledger().signIns()).isEqualTo(1);
        assertThat(agent.site.ids.ledger().refreshed())
                .isEqualTo(new HashSet<>(agent.list("tokens")).size() - 1 + inFirst.indexOf(inSecond.get(0)));
    }

    @Test
    void signing_out_in_one_tab_signs_out_in_the_other() {
        agent.open(Setup.USUAL);
        agent.signInBefore(ANNA);
        agent.page(ANNA);
        agent.untilTokens(1);
        String first = agent.browser.window();
        agent.browser.newTab();
        agent.page(ANNA);
        agent.untilTokens(1);
        agent.browser.script("sso.signOut()");
        agent.untilTold("signedout");
        agent.browser.look(first);
        agent.untilTold("signedout");
        agent.browser.script("sso.renew(tokens[0]).catch((error) => told.push(`not renewed: ${error.code}`))");
        agent.untilTold("not renewed: SIGNED_OUT");
    }

    @Test
    void at_the_end_of_the_refresh_token_it_goes_on_while_the_identity_service_knows_the_browser() {
        agent.open(Setup.USUAL.lifetimes(Duration.ofSeconds(4), Duration.ofSeconds(12)));
        agent.signInBefore(ANNA);
        agent.page(ANNA);
        agent.browser.until(() -> agent.site.ids.ledger().issued() >= 4);
        agent.nothingElseWasTold();
        assertThat(agent.site.ids.ledger().signIns()).isEqualTo(1);
    }

    @Test
    void at_the_end_of_the_refresh_token_the_user_is_asked_before_and_then_has_to() {
        agent.open(Setup.USUAL.lifetimes(Duration.ofSeconds(8), Duration.ofSeconds(16)));
        agent.signInBefore(ANNA);
        agent.page(ANNA);
        agent.untilTokens(1);
        agent.site.ids.forgetBrowsers();
        agent.untilTold("interaction REFRESH_ENDS_SOON");
        agent.browser.screenshot("refresh-ends-soon");
        agent.untilTold("interaction REFRESH_EXPIRED");
        agent.browser.screenshot("refresh-expired");
        int before = agent.list("tokens").size();
        agent.signInByWindow(ANNA);
        agent.untilTokens(before + 1);
    }

    @Test
    void a_refresh_that_is_refused_ends_in_a_new_sign_in() {
        agent.open(Setup.USUAL.lifetimes(Duration.ofSeconds(4), Duration.ofHours(2)));
        agent.signInBefore(ANNA);
        agent.page(ANNA);
        agent.untilTokens(1);
        agent.site.ids.forgetBrowsers();
        agent.site.ids.refuseRefreshes(1000);
        agent.untilTold("interaction REFRESH_ENDS_SOON");
        agent.untilTold("interaction REFRESH_REFUSED");
        agent.site.ids.refuseRefreshes(0);
        int before = agent.list("tokens").size();
        agent.signInByWindow(ANNA);
        agent.untilTokens(before + 1);
    }

    @Test
    void an_identity_service_that_is_down_for_a_moment_is_outlived() {
        agent.open(Setup.USUAL.lifetimes(Duration.ofSeconds(12), Duration.ofHours(2)));
        agent.signInBefore(ANNA);
        agent.page(ANNA);
        agent.untilTokens(1);
        agent.site.ids.outOfService(true);
        agent.browser.until(() -> agent.site.ids.ledger().refused() >= 1);
        agent.site.ids.outOfService(false);
        agent.untilTokens(3);
        agent.nothingElseWasTold();
    }
}
