package io.connects.sandbox.frame;

import static io.connects.sandbox.frame.FrameSite.ANNA;
import static org.assertj.core.api.Assertions.assertThat;

import io.connects.core.Secret;
import io.connects.sandbox.frame.FrameSite.Setup;
import io.connects.simulators.finesse.FinesseSide;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.openqa.selenium.By;

/** Signing in by the SSO frame in a real browser: a page of one site, Finesse and the identity service of another. */
@Tag("browser")
@Timeout(120)
class SsoFrameTest {
    @RegisterExtension
    private final AgentPage agent = new AgentPage();

    @Test
    void the_first_sign_in_is_in_a_window_of_its_own() {
        agent.open(Setup.USUAL);
        agent.page(ANNA);
        agent.untilTold("interaction SIGN_IN");
        agent.browser.screenshot("sign-in-asked");
        String page = agent.browser.window();
        agent.clickSignIn();
        agent.browser.until(
                () -> !agent.browser.driver.findElements(By.id("username")).isEmpty());
        agent.browser.screenshot("sign-in-window");
        String window = agent.browser.window();
        agent.browser.look(page);
        agent.browser.screenshot("sign-in-waits");
        agent.browser.look(window);
        agent.signInAs(ANNA);
        agent.browser.until(() -> agent.browser.windows() == 1);
        agent.browser.look(page);
        agent.untilTokens(1);
        agent.browser.screenshot("signed-in");
        assertThat(agent.list("told")).containsExactly("interaction SIGN_IN", "signed in");
        assertThat(agent.site.ids.check(Secret.of(agent.list("tokens").get(0)))).isPresent();
        agent.noRefreshTokenWasHeard();
    }

    @Test
    void whom_the_identity_service_knows_signs_in_without_seeing_anything() {
        agent.open(Setup.USUAL);
        agent.signInBefore(ANNA);
        agent.page(ANNA);
        agent.untilTokens(1);
        agent.nothingElseWasTold();
        assertThat(agent.site.ids.ledger().signIns()).isEqualTo(1);
    }

    @Test
    void without_third_party_cookies_a_window_signs_in_and_refreshes_go_on() {
        agent.open(Setup.USUAL.lifetimes(Duration.ofSeconds(4), Duration.ofHours(2)), false);
        agent.signInBefore(ANNA); // of no use to the frame
        agent.page(ANNA);
        agent.untilTold("interaction COOKIES_BLOCKED");
        agent.browser.screenshot("cookies-blocked");
        String page = agent.browser.window();
        agent.browser.lookAtFrame();
        agent.browser.click("sign-in"); // the identity service knows the browser: the window comes and goes
        agent.browser.look(page);
        agent.untilTokens(3);
        assertThat(agent.list("told")).containsExactly("interaction COOKIES_BLOCKED", "signed in");
        agent.noRefreshTokenWasHeard();
    }

    @Test
    void in_other_browsers_cookies_may_be_allowed_instead() {
        agent.open(Setup.USUAL, true, "--disable-site-isolation-trials"); // for the script in the frame
        agent.signInBefore(ANNA);
        // A browser that is not Chromium, keeps cookies back until they are allowed, and then gives them to the whole
        // agent.site.
        agent.browser.beforeEachPage("""
                Object.defineProperty(Navigator.prototype, "userAgentData", { value: undefined });
                let allowed = false;
                document.hasStorageAccess = async () => allowed;
                document.requestStorageAccess = async () => {
                  if (!navigator.userActivation.isActive) throw new DOMException("no click", "NotAllowedError");
                  allowed = true;
                };
                """);
        agent.page(ANNA);
        agent.untilTold("interaction COOKIES_BLOCKED");
        agent.browser.size(340, 480);
        agent.browser.screenshot("cookies-may-be-allowed");
        agent.browser.lookAtFrame();
        agent.browser.click("allow-cookies");
        agent.browser.lookAtPage();
        agent.untilTokens(1);
        assertThat(agent.list("told")).containsExactly("interaction COOKIES_BLOCKED", "signed in");
    }

    @Test
    void a_blocked_window_is_told_and_asked_for_again() {
        agent.open(Setup.USUAL);
        agent.go(agent.site.crm.page(""));
        // As a page does that lets nothing in it open windows.
        agent.browser.script(
                "document.body.innerHTML = ''; const outer = document.createElement('iframe');"
                        + "outer.sandbox = 'allow-scripts allow-same-origin'; outer.style = 'width:100%;height:400px;border:0';"
                        + "outer.src = arguments[0]; document.body.append(outer)",
                agent.site.crm.page(agent.site.query(ANNA, "")).toString());
        agent.browser.lookAtFrame();
        agent.untilTold("interaction SIGN_IN");
        agent.browser.lookAtFrame();
        agent.browser.click("sign-in");
        agent.browser.driver.switchTo().parentFrame();
        agent.untilTold("interaction POPUP_BLOCKED");
        agent.browser.screenshot("popup-blocked");
        agent.browser.lookAtFrame();
        assertThat(agent.browser.driver.findElement(By.id("sign-in")).isDisplayed())
                .isTrue();
    }

    @Test
    void a_window_that_is_closed_too_early_is_told_and_the_next_one_works() {
        agent.open(Setup.USUAL);
        agent.page(ANNA);
        agent.untilTold("interaction SIGN_IN");
        String page = agent.browser.window();
        agent.clickSignIn();
        agent.browser.until(
                () -> !agent.browser.driver.findElements(By.id("username")).isEmpty());
        agent.browser.driver.close();
        agent.browser.look(page);
        agent.untilTold("interaction CANCELLED");
        agent.browser.screenshot("cancelled");
        agent.signInByWindow(ANNA);
        agent.untilTokens(1);
    }

    @Test
    void a_sign_in_that_finesse_refuses_is_told_in_its_window() {
        agent.open(Setup.USUAL);
        agent.page(ANNA);
        agent.untilTold("interaction SIGN_IN");
        String page = agent.browser.window();
        agent.clickSignIn();
        agent.browser.until(
                () -> !agent.browser.driver.findElements(By.id("username")).isEmpty());
        // As at the end of a way that came with an error instead of a code.
        agent.browser.script(
                "location.replace(arguments[0])",
                agent.site
                        .frame(FinesseSide.A)
                        .resolve("/desktop/sso/authcode?error=access_denied")
                        .toString());
        agent.browser.until(() -> agent.browser.driver.getPageSource().contains("The sign-in was refused."));
        agent.browser.screenshot("idp-denied-window");
        agent.browser.look(page);
        agent.untilTold("interaction IDP_DENIED");
        agent.browser.screenshot("idp-denied");
    }
}
