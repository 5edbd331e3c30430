package io.connects.simulators.finesse;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class GadgetFilesTest {
    @TempDir
    private Path directory;

    private static HttpResponse<String> get(Office office, String path) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(office.pair.b().plainRest().resolve(path))
                .build();
        return office.http.send(request, BodyHandlers.ofString());
    }

    @Test
    void files_are_hosted_as_they_are_now() throws IOException, InterruptedException {
        Files.createDirectories(directory.resolve("a"));
        Files.writeString(directory.resolve("a/page.html"), "<p>first</p>");
        Files.writeString(directory.resolve("a/code.js"), "export {}");
        Files.writeString(directory.resolve("secret"), "outside");
        try (var office = new Office(options -> options.gadgetFiles(directory.resolve("a")))) {
            assertThat(get(office, "/3rdpartygadget/files/page.html").body()).isEqualTo("<p>first</p>");
            Files.writeString(directory.resolve("a/page.html"), "<p>second, and longer</p>");
            HttpResponse<String> page = get(office, "/3rdpartygadget/files/page.html");
            assertThat(page.body()).isEqualTo("<p>second, and longer</p>");
            assertThat(page.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/html");
            assertThat(page.headers().firstValue("Cache-Control")).contains("no-store");
            assertThat(get(office, "/3rdpartygadget/files/code.js")
                            .headers()
                            .firstValue("Content-Type")
                            .orElseThrow())
                    .startsWith("text/javascript");
            assertThat(get(office, "/3rdpartygadget/files/none.html").statusCode())
                    .isEqualTo(404);
            assertThat(get(office, "/3rdpartygadget/files/").statusCode()).isGreaterThanOrEqualTo(400);
            assertThat(get(office, "/3rdpartygadget/files/%2e%2e/secret").body())
                    .doesNotContain("outside");
        }
    }

    @Test
    void nobody_else_frames_them_but_who_may() throws IOException, InterruptedException {
        Files.writeString(directory.resolve("page.html"), "<p>");
        try (var office = new Office(options -> options.gadgetFiles(directory))) {
            assertThat(get(office, "/3rdpartygadget/files/page.html").headers().firstValue("Content-Security-Policy"))
                    .contains("frame-ancestors 'self'");
        }
        try (var office = new Office(options -> options.gadgetFiles(directory).frameAncestor("https://crm.example"))) {
            assertThat(get(office, "/3rdpartygadget/files/page.html").headers().firstValue("Content-Security-Policy"))
                    .contains("frame-ancestors 'self' https://crm.example");
        }
    }

    @Test
    void without_any_there_is_nothing() throws IOException, InterruptedException {
        try (var office = new Office(options -> options)) {
            assertThat(get(office, "/3rdpartygadget/files/page.html").statusCode())
                    .isEqualTo(404);
        }
    }
}
