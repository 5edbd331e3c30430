package io.connects.sandbox.frame;

import io.connects.core.installed.Installed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.openqa.selenium.By;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.WindowType;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.support.ui.WebDriverWait;

/** A Chromium with an empty profile. Names that end in {@code .test} and {@code .example} are this machine's. */
final class TestBrowser implements AutoCloseable {
    private static final Path CHROMIUM = Path.of("/usr/bin/chromium");
    private static final Path DRIVER = Path.of("/usr/bin/chromedriver");
    private static final Path SCREENSHOTS = Path.of("target", "screenshots");
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    final ChromeDriver driver;

    /**
     * Skips the test where there is no Chromium, and fails it in continuous integration.
     *
     * @param pins of the servers' keys, which are all that it trusts
     * @param more arguments of Chromium
     */
    TestBrowser(List<String> pins, boolean thirdPartyCookies, String... more) {
        Installed.require(CHROMIUM, "chromium");
        Installed.require(DRIVER, "chromium-driver");
        Map<String, Object> preferences = new HashMap<>();
        preferences.put("profile.cookie_controls_mode", thirdPartyCookies ? 0 : 1);
        preferences.put("profile.block_third_party_cookies", !thirdPartyCookies);
        var options = new ChromeOptions()
                .setBinary(CHROMIUM.toFile())
                .addArguments(
                        "--headless=new",
                        "--no-sandbox",
                        "--disable-gpu",
                        "--disable-dev-shm-usage", // small in containers
                        "--disable-quic",
                        "--no-first-run",
                        "--disable-background-networking",
                        "--disable-component-update",
                        "--disable-sync",
                        "--window-size=900,620",
                        "--host-resolver-rules=MAP *.test 127.0.0.1,MAP *.example 127.0.0.1",
                        "--ignore-certificate-errors-spki-list=" + String.join(",", pins))
                .addArguments(more)
                // As browsers do: the driver would let every window open.
                .setExperimentalOption("excludeSwitches", List.of("disable-popup-blocking"))
                .setExperimentalOption("prefs", preferences);
        driver = new ChromeDriver(
                new ChromeDriverService.Builder()
                        .usingDriverExecutable(DRIVER.toFile())
                        .build(),
                options);
    }

    void until(Callable<Boolean> condition) {
        new WebDriverWait(driver, PATIENCE, Duration.ofMillis(50)).until(now -> {
            try {
                return condition.call();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
    }

    /** Waits for the element to be seen, and clicks it. */
    void click(String id) {
        until(() -> driver.findElements(By.id(id)).stream().anyMatch(WebElement::isDisplayed));
        driver.findElement(By.id(id)).click();
    }

    /** Runs a script in the window or frame that is looked at. */
    Object script(String script, Object... arguments) {
        return driver.executeScript(script, arguments);
    }

    /** Opens another tab and looks at it. */
    String newTab() {
        driver.switchTo().newWindow(WindowType.TAB);
        return driver.getWindowHandle();
    }

    String window() {
        return driver.getWindowHandle();
    }

    void look(String window) {
        driver.switchTo().window(window);
    }

    /** Looks at the window that is opened by the action. */
    void lookAtOpened(Runnable action) {
        Set<String> before = driver.getWindowHandles();
        action.run();
        until(() -> driver.getWindowHandles().size() > before.size());
        Set<String> opened = new HashSet<>(driver.getWindowHandles());
        opened.removeAll(before);
        look(opened.iterator().next());
    }

    int windows() {
        return driver.getWindowHandles().size();
    }

    /** Looks at the frame of the window. */
    void lookAtFrame() {
        until(() -> !driver.findElements(By.tagName("iframe")).isEmpty());
        driver.switchTo().frame(driver.findElement(By.tagName("iframe")));
    }

    void lookAtPage() {
        driver.switchTo().defaultContent();
    }

    /** Keeps what is seen in target/screenshots. */
    void screenshot(String name) {
        try {
            Files.createDirectories(SCREENSHOTS);
            Files.write(SCREENSHOTS.resolve(name + ".png"), driver.getScreenshotAs(OutputType.BYTES));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    void size(int width, int height) {
        driver.manage().window().setSize(new Dimension(width, height));
    }

    /** Runs a script in each page before its own, and in each frame of the same process. */
    void beforeEachPage(String script) {
        driver.executeCdpCommand("Page.addScriptToEvaluateOnNewDocument", Map.of("source", script));
    }

    @Override
    public void close() {
        driver.quit();
    }
}
