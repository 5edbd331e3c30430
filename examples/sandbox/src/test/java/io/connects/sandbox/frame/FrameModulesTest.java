package io.connects.sandbox.frame;

import static org.assertj.core.api.Assertions.assertThat;

import io.connects.sandbox.frame.FrameSite.Setup;
import io.connects.simulators.finesse.FinesseSide;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.openqa.selenium.By;

/** The frame's modules one by one, and its pages where nobody should open them. */
@Tag("browser")
@Timeout(120)
class FrameModulesTest {
    @Test
    void answers_messages_and_times_are_dealt_with_as_they_should_be() throws IOException {
        try (var site = new FrameSite(Setup.USUAL);
                var browser = new TestBrowser(site.pins(), true);
                InputStream script = FrameModulesTest.class.getResourceAsStream("modules.js")) {
            browser.driver.get(site.frame(FinesseSide.A).toString());
            String source = new String(Objects.requireNonNull(script).readAllBytes(), StandardCharsets.UTF_8);
            assertThat(browser.driver.executeAsyncScript(source))
                    .asInstanceOf(InstanceOfAssertFactories.LIST)
                    .isEmpty();
        }
    }

    @Test
    void pages_that_are_opened_by_themselves_do_nothing() {
        try (var site = new FrameSite(Setup.USUAL);
                var browser = new TestBrowser(site.pins(), true)) {
            var popup = site.frame(FinesseSide.A).resolve("popup.html");
            browser.driver.get(popup + "#nonce=0123456789abcdef");
            browser.until(
                    () -> browser.driver.findElement(By.id("text")).getText().contains("nothing to do here"));
            browser.screenshot("popup-alone");

            // Opened by a page of another site, which gets no word.
            browser.driver.get(site.stranger.page("").toString());
            browser.script("window.heard = []; addEventListener('message', (event) => heard.push(event.data));"
                    + "const link = document.createElement('button'); link.id = 'open'; document.body.append(link);"
                    + "link.onclick = () => window.open('" + popup + "#nonce=1')");
            String stranger = browser.window();
            browser.lookAtOpened(() -> browser.click("open"));
            browser.until(
                    () -> browser.driver.findElement(By.id("text")).getText().contains("nothing to do here"));
            browser.look(stranger);
            assertThat(browser.script("return heard.length")).isEqualTo(0L);

            // Its only words are its own.
            browser.driver.get(popup + "#failed=<img src=x onerror=alert(1)>");
            browser.until(
                    () -> browser.driver.findElement(By.id("text")).getText().equals("Something went wrong."));
        }
    }
}
