package io.connects.sandbox.frame;

import static io.connects.sandbox.frame.FrameSite.ANNA;
import static io.connects.sandbox.frame.FrameSite.BERT;
import static org.assertj.core.api.Assertions.assertThat;

import io.connects.sandbox.frame.FrameSite.Setup;
import io.connects.simulators.finesse.AuthMode;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Who does not get a token from the SSO frame, and how that is told. */
@Tag("browser")
@Timeout(120)
class SsoFrameRefusalsTest {
    @RegisterExtension
    private final AgentPage agent = new AgentPage();

    @Test
    void a_frame_that_finesse_lets_nobody_show_is_told() {
        agent.open(Setup.USUAL.unframed());
        agent.page(ANNA, "&helloWithin=1500");
        agent.untilTold("not signed in: FRAME_BLOCKED");
        agent.browser.screenshot("frame-blocked");
    }

    @Test
    void a_server_that_cannot_be_reached_is_told() {
        agent.open(Setup.USUAL);
        agent.go(agent.site.crm.page("helloWithin=1500&user=1001&frame=https://finesse.cc.test:1/frame.html"));
        agent.untilTold("not signed in: CERT_UNTRUSTED");
    }

    @Test
    void a_page_that_may_not_show_the_frame_hears_nothing_but_that() {
        agent.open(Setup.USUAL);
        agent.signInBefore(ANNA);
        agent.go(agent.site.stranger.page(agent.site.query(ANNA, "")));
        agent.untilTold("not signed in: ORIGIN_REFUSED");
        agent.browser.screenshot("origin-refused");
        assertThat(agent.list("tokens")).isEmpty();
        assertThat(agent.list("heard"))
                .allSatisfy(message -> assertThat(message).contains("ORIGIN_REFUSED"));
        assertThat(agent.site.ids.ledger().issued()).isEqualTo(1); // before
    }

    @Test
    void messages_of_others_and_of_another_life_are_not_heeded() {
        agent.open(Setup.USUAL);
        agent.signInBefore(ANNA);
        agent.page(ANNA);
        agent.untilTokens(1);
        // A sign-out with a wrong nonce, one with the right nonce from a window that is not the parent, and things that
        // are none of ours.
        agent.browser.script("""
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
        agent.browser.until(
                () -> agent.browser.script("return window.stillThere === true").equals(true));
        agent.nothingElseWasTold();
    }

    @Test
    void somebody_else_s_sign_in_is_not_taken() {
        agent.open(Setup.USUAL);
        agent.signInBefore(BERT);
        agent.page(ANNA);
        agent.untilTold("interaction WRONG_USER");
        agent.browser.screenshot("wrong-user");
        String page = agent.browser.window();
        agent.clickSignIn();
        agent.browser.until(() -> agent.browser.driver.getPageSource().contains("somebody else"));
        agent.browser.screenshot("wrong-user-window");
        agent.browser.look(page);
        assertThat(agent.list("tokens")).isEmpty();
        assertThat(agent.list("heard")).noneMatch(message -> message.contains("eyJ"));
    }

    @Test
    void another_name_of_the_same_user_is_taken() {
        agent.open(Setup.USUAL);
        agent.signInBefore(BERT);
        agent.page("bert.peripheral", "&name=" + BERT + "&mode=SSO");
        agent.untilTokens(1);
    }

    @Test
    void users_with_a_password_and_sites_that_do_not_say_are_told() {
        agent.open(Setup.USUAL.mode(AuthMode.NON_SSO, true));
        agent.page(ANNA);
        agent.untilTold("not signed in: MODE_NON_SSO");
        agent.browser.screenshot("mode-non-sso");
    }

    @Test
    void a_hybrid_site_that_does_not_tell_of_its_users_is_told() {
        agent.open(Setup.USUAL.mode(AuthMode.HYBRID, false));
        agent.page(ANNA);
        agent.untilTold("not signed in: USERAUTHMODE_DISABLED");
    }
}
