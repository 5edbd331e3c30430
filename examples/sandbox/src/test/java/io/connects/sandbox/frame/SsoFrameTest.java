package io.connects.sandbox.frame;

import static io.connects.sandbox.frame.FrameSite.ANNA;
import static io.connects.sandbox.frame.FrameSite.BERT;
import static org.assertj.core.api.Assertions.assertThat;

import io.connects.core.Secret;
import io.connects.sandbox.frame.FrameSite.Setup;
import io.connects.simulators.finesse.AuthMode;
import io.connects.simulators.finesse.FinesseSide;
import io.connects.sso.token.TokenReader;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;

/** The SSO frame in a real browser: a page of one site, Finesse and the identity service of another. */
@Tag("browser")
@Timeout(120)
class SsoFrameTest {
    @TempDir
    private Path directory;

    private @Nullable FrameSite site;
    private @Nullable TestBrowser browser;

    private void open(Setup setup, boolean thirdPartyCookies, String... more) {
        site = new FrameSite(setup, directory);
        browser = new TestBrowser(site.pins(), thirdPartyCookies, more);
    }

    private void open(Setup setup) {
        open(setup, true);
    }

    @AfterEach
    void close() {
        if (browser != null) {
            browser.close();
        }
        if (site != null) {
            site.close();
        }
    }

    // --- what a test does

    private void page(String user, String more) {
        go(site.crm.page(site.query(user, more)));
    }

    private void page(String user) {
        page(user, "");
    }

    private void go(URI uri) {
        browser.driver.get(uri.toString());
    }

    /** Clicks in the frame and looks at the window that opens. */
    private void clickSignIn() {
        browser.lookAtFrame();
        browser.lookAtOpened(() -> browser.click("sign-in"));
    }

    /** Fills in the form of the identity provider. */
    private void signInAs(String user) {
        browser.until(() -> !browser.driver.findElements(By.id("username")).isEmpty());
        browser.driver.findElement(By.id("username")).sendKeys(user);
        browser.driver.findElement(By.id("password")).sendKeys(FrameSite.password(user));
        browser.driver.findElement(By.tagName("button")).click();
    }

    /** Signs in by a window, from a page that asks for it, and looks at the page again. */
    private void signInByWindow(String user) {
        String page = browser.window();
        clickSignIn();
        signInAs(user);
        browser.until(() -> browser.windows() == 1);
        browser.look(page);
    }

    /** Signs in at the identity service, without any page of ours. */
    private void signInBefore(String user) {
        go(site.pair.a().rest().resolve("/desktop/sso/token?cc_username=" + user));
        signInAs(user);
        browser.until(() -> browser.driver.getPageSource().contains("expires_in"));
    }

    @SuppressWarnings("unchecked")
    private List<String> list(String name) {
        return (List<String>) browser.script("return window." + name);
    }

    private void untilTold(String what) {
        browser.until(() -> list("told").contains(what));
    }

    private void untilTokens(int count) {
        browser.until(() -> list("tokens").size() >= count);
    }

    private void nothingElseWasTold() {
        assertThat(list("told")).containsExactly("signed in");
    }

    /** Refresh tokens never leave the frame, whatever is said to the page. */
    private void noRefreshTokenWasHeard() {
        String heard = String.join("\n", list("heard"));
        assertThat(heard).contains(list("tokens").get(0));
        assertThat(site.ids.secrets())
                .filteredOn(secret -> TokenReader.read(secret).explain().contains("refresh"))
                .isNotEmpty()
                .allSatisfy(
                        refresh -> assertThat(heard.contains(refresh.reveal())).isFalse());
    }

    // --- signing in

    @Test
    void the_first_sign_in_is_in_a_window_of_its_own() {
        open(Setup.USUAL);
        page(ANNA);
        untilTold("interaction SIGN_IN");
        browser.screenshot("sign-in-asked");
        String page = browser.window();
        clickSignIn();
        browser.until(() -> !browser.driver.findElements(By.id("username")).isEmpty());
        browser.screenshot("sign-in-window");
        String window = browser.window();
        browser.look(page);
        browser.screenshot("sign-in-waits");
        browser.look(window);
        signInAs(ANNA);
        browser.until(() -> browser.windows() == 1);
        browser.look(page);
        untilTokens(1);
        browser.screenshot("signed-in");
        assertThat(list("told")).containsExactly("interaction SIGN_IN", "signed in");
        assertThat(site.ids.check(Secret.of(list("tokens").get(0)))).isPresent();
        noRefreshTokenWasHeard();
    }

    @Test
    void whom_the_identity_service_knows_signs_in_without_seeing_anything() {
        open(Setup.USUAL);
        signInBefore(ANNA);
        page(ANNA);
        untilTokens(1);
        nothingElseWasTold();
        assertThat(site.ids.ledger().signIns()).isEqualTo(1);
    }

    @Test
    void tokens_are_refreshed_in_silence() {
        open(Setup.USUAL.lifetimes(Duration.ofSeconds(4), Duration.ofHours(2)));
        signInBefore(ANNA);
        page(ANNA);
        untilTokens(4);
        nothingElseWasTold();
        List<String> tokens = list("tokens");
        assertThat(new HashSet<>(tokens)).hasSameSizeAs(tokens);
        assertThat(site.ids.check(Secret.of(tokens.get(tokens.size() - 1)))).isPresent();
        assertThat(site.ids.ledger().refreshed()).isGreaterThanOrEqualTo(3);
        noRefreshTokenWasHeard();
    }

    @Test
    void a_rejected_token_is_replaced_at_once() {
        open(Setup.USUAL);
        signInBefore(ANNA);
        page(ANNA);
        untilTokens(1);
        browser.script("sso.renew(window.tokens[0]).then(({ token }) => (window.better = token))");
        browser.until(() -> browser.script("return window.better") != null);
        assertThat(browser.script("return window.better"))
                .isNotEqualTo(list("tokens").get(0));
        assertThat(site.ids.ledger().refreshed()).isEqualTo(1);
    }

    @Test
    void the_other_node_gives_a_token_after_a_failover() {
        open(Setup.USUAL);
        signInBefore(ANNA);
        page(ANNA);
        untilTokens(1);
        site.pair.faults().kill(FinesseSide.A);
        browser.script("sso.moveTo(arguments[0])", site.frame(FinesseSide.B).toString());
        untilTokens(2);
        nothingElseWasTold();
    }

    // --- cookies and windows

    @Test
    void without_third_party_cookies_a_window_signs_in_and_refreshes_go_on() {
        open(Setup.USUAL.lifetimes(Duration.ofSeconds(4), Duration.ofHours(2)), false);
        signInBefore(ANNA); // of no use to the frame
        page(ANNA);
        untilTold("interaction COOKIES_BLOCKED");
        browser.screenshot("cookies-blocked");
        String page = browser.window();
        browser.lookAtFrame();
        browser.click("sign-in"); // the identity service knows the browser: the window comes and goes
        browser.look(page);
        untilTokens(3);
        assertThat(list("told")).containsExactly("interaction COOKIES_BLOCKED", "signed in");
        noRefreshTokenWasHeard();
    }

    @Test
    void in_other_browsers_cookies_may_be_allowed_instead() {
        open(Setup.USUAL, true, "--disable-site-isolation-trials"); // for the script in the frame
        signInBefore(ANNA);
        // A browser that is not Chromium, keeps cookies back until they are allowed, and then gives them to the whole
        // site.
        browser.beforeEachPage("""
                Object.defineProperty(Navigator.prototype, "userAgentData", { value: undefined });
                let allowed = false;
                document.hasStorageAccess = async () => allowed;
                document.requestStorageAccess = async () => {
                  if (!navigator.userActivation.isActive) throw new DOMException("no click", "NotAllowedError");
                  allowed = true;
                };
                """);
        page(ANNA);
        untilTold("interaction COOKIES_BLOCKED");
        browser.size(340, 480);
        browser.screenshot("cookies-may-be-allowed");
        browser.lookAtFrame();
        browser.click("allow-cookies");
        browser.lookAtPage();
        untilTokens(1);
        assertThat(list("told")).containsExactly("interaction COOKIES_BLOCKED", "signed in");
    }

    @Test
    void a_blocked_window_is_told_and_asked_for_again() {
        open(Setup.USUAL);
        go(site.crm.page(""));
        // As a page does that lets nothing in it open windows.
        browser.script(
                "document.body.innerHTML = ''; const outer = document.createElement('iframe');"
                        + "outer.sandbox = 'allow-scripts allow-same-origin'; outer.style = 'width:100%;height:400px;border:0';"
                        + "outer.src = arguments[0]; document.body.append(outer)",
                site.crm.page(site.query(ANNA, "")).toString());
        browser.lookAtFrame();
        untilTold("interaction SIGN_IN");
        browser.lookAtFrame();
        browser.click("sign-in");
        browser.driver.switchTo().parentFrame();
        untilTold("interaction POPUP_BLOCKED");
        browser.screenshot("popup-blocked");
        browser.lookAtFrame();
        assertThat(browser.driver.findElement(By.id("sign-in")).isDisplayed()).isTrue();
    }

    @Test
    void a_window_that_is_closed_too_early_is_told_and_the_next_one_works() {
        open(Setup.USUAL);
        page(ANNA);
        untilTold("interaction SIGN_IN");
        String page = browser.window();
        clickSignIn();
        browser.until(() -> !browser.driver.findElements(By.id("username")).isEmpty());
        browser.driver.close();
        browser.look(page);
        untilTold("interaction CANCELLED");
        browser.screenshot("cancelled");
        signInByWindow(ANNA);
        untilTokens(1);
    }

    @Test
    void a_sign_in_that_finesse_refuses_is_told_in_its_window() {
        open(Setup.USUAL);
        page(ANNA);
        untilTold("interaction SIGN_IN");
        String page = browser.window();
        clickSignIn();
        browser.until(() -> !browser.driver.findElements(By.id("username")).isEmpty());
        // As at the end of a way that came with an error instead of a code.
        browser.script(
                "location.replace(arguments[0])",
                site.frame(FinesseSide.A)
                        .resolve("/desktop/sso/authcode?error=access_denied")
                        .toString());
        browser.until(() -> browser.driver.getPageSource().contains("The sign-in was refused."));
        browser.screenshot("idp-denied-window");
        browser.look(page);
        untilTold("interaction IDP_DENIED");
        browser.screenshot("idp-denied");
    }

    // --- who may not

    @Test
    void a_frame_that_finesse_lets_nobody_show_is_told() {
        open(Setup.USUAL.unframed());
        page(ANNA, "&helloWithin=1500");
        untilTold("not signed in: FRAME_BLOCKED");
        browser.screenshot("frame-blocked");
    }

    @Test
    void a_server_that_cannot_be_reached_is_told() {
        open(Setup.USUAL);
        go(site.crm.page("helloWithin=1500&user=1001&frame=https://finesse.cc.test:1/frame.html"));
        untilTold("not signed in: CERT_UNTRUSTED");
    }

    @Test
    void a_page_that_may_not_show_the_frame_hears_nothing_but_that() {
        open(Setup.USUAL);
        signInBefore(ANNA);
        go(site.stranger.page(site.query(ANNA, "")));
        untilTold("not signed in: ORIGIN_REFUSED");
        browser.screenshot("origin-refused");
        assertThat(list("tokens")).isEmpty();
        assertThat(list("heard")).allSatisfy(message -> assertThat(message).contains("ORIGIN_REFUSED"));
        assertThat(site.ids.ledger().issued()).isEqualTo(1); // before
    }

    @Test
    void messages_of_others_and_of_another_life_are_not_heeded() {
        open(Setup.USUAL);
        signInBefore(ANNA);
        page(ANNA);
        untilTokens(1);
        // A sign-out with a wrong nonce, one with the right nonce from a window that is not the parent, and things that
        // are none of ours.
        browser.script("""
                const frame = document.querySelector("iframe").contentWindow;
                const logout = JSON.parse(heard.at(-1));
                logout.type = "LOGOUT";
                frame.postMessage({ ...logout, nonce: "0123456789abcdef0123456789abcdef" }, "*");
                for (const junk of [null, 7, "LOGOUT", {}, [logout], { ...logout, version: 2 }]) frame.postMessage(junk, "*");
                const other = document.createElement("iframe");
                document.body.append(other);
                other.contentWindow.eval("(target, message) => target.postMessage(message, '*')")(frame, logout);
                sso.renew("none of its tokens").then(() => (window.stillThere = true));
                """);
        browser.until(() -> browser.script("return window.stillThere === true").equals(true));
        nothingElseWasTold();
    }

    @Test
    void somebody_else_s_sign_in_is_not_taken() {
        open(Setup.USUAL);
        signInBefore(BERT);
        page(ANNA);
        untilTold("interaction WRONG_USER");
        browser.screenshot("wrong-user");
        String page = browser.window();
        clickSignIn();
        browser.until(() -> browser.driver.getPageSource().contains("somebody else"));
        browser.screenshot("wrong-user-window");
        browser.look(page);
        assertThat(list("tokens")).isEmpty();
        assertThat(list("heard")).noneMatch(message -> message.contains("eyJ"));
    }

    @Test
    void another_name_of_the_same_user_is_taken() {
        open(Setup.USUAL);
        signInBefore(BERT);
        page("bert.peripheral", "&name=" + BERT + "&mode=SSO");
        untilTokens(1);
    }

    @Test
    void users_with_a_password_and_sites_that_do_not_say_are_told() {
        open(Setup.USUAL.mode(AuthMode.NON_SSO, true));
        page(ANNA);
        untilTold("not signed in: MODE_NON_SSO");
        browser.screenshot("mode-non-sso");
    }

    @Test
    void a_hybrid_site_that_does_not_tell_of_its_users_is_told() {
        open(Setup.USUAL.mode(AuthMode.HYBRID, false));
        page(ANNA);
        untilTold("not signed in: USERAUTHMODE_DISABLED");
    }

    // --- tabs

    @Test
    void two_tabs_have_the_same_tokens_and_one_refresh() {
        open(Setup.USUAL.lifetimes(Duration.ofSeconds(6), Duration.ofHours(2)), false);
        page(ANNA);
        untilTold("interaction COOKIES_BLOCKED");
        signInByWindow(ANNA);
        untilTokens(1);
        String first = browser.window();
        String second = browser.newTab();
        page(ANNA);
        untilTokens(3);
        nothingElseWasTold();
        List<String> inSecond = list("tokens");
        browser.look(first);
        browser.until(() -> list("tokens").containsAll(inSecond));
        List<String> inFirst = list("tokens");
        browser.look(second);
        browser.until(() -> list("tokens").containsAll(inFirst.subList(1, inFirst.size())));
        assertThat(site.ids.ledger().signIns()).isEqualTo(1);
        assertThat(site.ids.ledger().refreshed())
                .isEqualTo(new HashSet<>(list("tokens")).size() - 1 + inFirst.indexOf(inSecond.get(0)));
    }

    @Test
    void signing_out_in_one_tab_signs_out_in_the_other() {
        open(Setup.USUAL);
        signInBefore(ANNA);
        page(ANNA);
        untilTokens(1);
        String first = browser.window();
        browser.newTab();
        page(ANNA);
        untilTokens(1);
        browser.script("sso.signOut()");
        browser.look(first);
        untilTold("signedout");
    }

    // --- ends

    @Test
    void at_the_end_of_the_refresh_token_it_goes_on_while_the_identity_service_knows_the_browser() {
        open(Setup.USUAL.lifetimes(Duration.ofSeconds(4), Duration.ofSeconds(12)));
        signInBefore(ANNA);
        page(ANNA);
        browser.until(() -> site.ids.ledger().issued() >= 4);
        nothingElseWasTold();
        assertThat(site.ids.ledger().signIns()).isEqualTo(1);
    }

    @Test
    void at_the_end_of_the_refresh_token_the_user_is_asked_before_and_then_has_to() {
        open(Setup.USUAL.lifetimes(Duration.ofSeconds(8), Duration.ofSeconds(16)));
        signInBefore(ANNA);
        page(ANNA);
        untilTokens(1);
        site.ids.forgetBrowsers();
        untilTold("interaction REFRESH_ENDS_SOON");
        browser.screenshot("refresh-ends-soon");
        untilTold("interaction REFRESH_EXPIRED");
        browser.screenshot("refresh-expired");
        int before = list("tokens").size();
        signInByWindow(ANNA);
        untilTokens(before + 1);
    }

    @Test
    void a_refresh_that_is_refused_ends_in_a_new_sign_in() {
        open(Setup.USUAL.lifetimes(Duration.ofSeconds(4), Duration.ofHours(2)));
        signInBefore(ANNA);
        page(ANNA);
        untilTokens(1);
        site.ids.forgetBrowsers();
        site.ids.refuseRefreshes(1000);
        untilTold("interaction REFRESH_ENDS_SOON");
        untilTold("interaction REFRESH_REFUSED");
        site.ids.refuseRefreshes(0);
        int before = list("tokens").size();
        signInByWindow(ANNA);
        untilTokens(before + 1);
    }

    @Test
    void an_identity_service_that_is_down_for_a_moment_is_outlived() {
        open(Setup.USUAL.lifetimes(Duration.ofSeconds(12), Duration.ofHours(2)));
        signInBefore(ANNA);
        page(ANNA);
        untilTokens(1);
        site.ids.outOfService(true);
        browser.until(() -> site.ids.ledger().refused() >= 1);
        site.ids.outOfService(false);
        untilTokens(3);
        nothingElseWasTold();
    }
}
