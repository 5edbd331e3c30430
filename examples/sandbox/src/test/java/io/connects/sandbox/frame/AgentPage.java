package io.connects.sandbox.frame;

import static org.assertj.core.api.Assertions.assertThat;

import io.connects.sandbox.frame.FrameSite.Setup;
import io.connects.sso.token.TokenReader;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.openqa.selenium.By;

/** An agent with a browser at a page that signs in by the frame. Of a test that fails the last sight is kept. */
final class AgentPage implements AfterEachCallback {
    @Nullable
    FrameSite site;

    @Nullable
    TestBrowser browser;

    void open(Setup setup, boolean thirdPartyCookies, String... more) {
        site = new FrameSite(setup);
        browser = new TestBrowser(site.pins(), thirdPartyCookies, more);
    }

    void open(Setup setup) {
        open(setup, true);
    }

    @Override
    public void afterEach(ExtensionContext test) {
        if (browser != null) {
            if (test.getExecutionException().isPresent()) {
                browser.screenshot("failed-" + test.getRequiredTestMethod().getName());
            }
            browser.close();
        }
        if (site != null) {
            site.close();
        }
    }

    // --- what a test does

    void page(String user, String more) {
        go(site.crm.page(site.query(user, more)));
    }

    void page(String user) {
        page(user, "");
    }

    void go(URI uri) {
        browser.driver.get(uri.toString());
    }

    /** Clicks in the frame and looks at the window that opens. */
    void clickSignIn() {
        browser.lookAtFrame();
        browser.lookAtOpened(() -> browser.click("sign-in"));
    }

    /** Fills in the form of the identity provider. */
    void signInAs(String user) {
        browser.until(() -> !browser.driver.findElements(By.id("username")).isEmpty());
        browser.driver.findElement(By.id("username")).sendKeys(user);
        browser.driver.findElement(By.id("password")).sendKeys(FrameSite.password(user));
        browser.driver.findElement(By.tagName("button")).click();
    }

    /** Signs in by a window, from a page that asks for it, and looks at the page again. */
    void signInByWindow(String user) {
        String page = browser.window();
        clickSignIn();
        signInAs(user);
        browser.until(() -> browser.windows() == 1);
        browser.look(page);
    }

    /** Signs in at the identity service, without any page of ours. */
    void signInBefore(String user) {
        go(site.pair.a().rest().resolve("/desktop/sso/token?cc_username=" + user));
        signInAs(user);
        browser.until(() -> browser.driver.getPageSource().contains("expires_in"));
    }

    @SuppressWarnings("unchecked")
    List<String> list(String name) {
        return (List<String>) browser.script("return window." + name);
    }

    void untilTold(String what) {
        browser.until(() -> list("told").contains(what));
    }

    void untilTokens(int count) {
        browser.until(() -> list("tokens").size() >= count);
    }

    void nothingElseWasTold() {
        assertThat(list("told")).containsExactly("signed in");
    }

    /** Refresh tokens never leave the frame, whatever is said to the page. */
    void noRefreshTokenWasHeard() {
        String heard = String.join("\n", list("heard"));
        assertThat(heard).contains(list("tokens").get(0));
        assertThat(site.ids.secrets())
                .filteredOn(secret -> TokenReader.read(secret).explain().contains("refresh"))
                .isNotEmpty()
                .allSatisfy(
                        refresh -> assertThat(heard.contains(refresh.reveal())).isFalse());
    }
}
