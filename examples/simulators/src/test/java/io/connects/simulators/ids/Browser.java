package io.connects.simulators.ids;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.CookiePolicy;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** A browser without a screen: keeps cookies, follows redirects, sends off forms that send themselves off. It trusts the given authorities alone. */
public final class Browser {
    private static final Pattern FORM = Pattern.compile("<form method=\"post\" action=\"([^\"]*)\">");
    private static final Pattern INPUT =
            Pattern.compile("<input [^>]*?name=\"([^\"]*)\"(?:[^>]*? value=\"([^\"]*)\")?");

    private final HttpClient http;

    /** Where it came to, and what is there. */
    public record Page(URI at, HttpResponse<String> response) {
        /** The text of the page. */
        public String text() {
            return response.body();
        }

        /** The status of the last answer. */
        public int status() {
            return response.statusCode();
        }
    }

    public Browser(Path... authorities) {
        http = HttpClient.newBuilder()
                .sslContext(trusting(authorities))
                .cookieHandler(new CookieManager(null, CookiePolicy.ACCEPT_ALL))
                .version(HttpClient.Version.HTTP_1_1)
                .build();
    }

    private static SSLContext trusting(Path... authorities) {
        try {
            KeyStore trusted = KeyStore.getInstance("PKCS12");
            trusted.load(null, null);
            for (int i = 0; i < authorities.length; i++) {
                try (InputStream in = Files.newInputStream(authorities[i])) {
                    trusted.setCertificateEntry(
                            "a" + i, CertificateFactory.getInstance("X.509").generateCertificate(in));
                }
            }
            var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init(trusted);
            SSLContext tls = SSLContext.getInstance("TLS");
            tls.init(null, factory.getTrustManagers(), null);
            return tls;
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Goes there, and on as far as redirects and scripts lead; not to a host in {@code .invalid}. */
    public Page go(URI uri) {
        return follow(uri, send(HttpRequest.newBuilder(uri).GET()));
    }

    /** Fills in the form of a page and sends it off. */
    public Page submit(Page page, Map<String, String> values) {
        Matcher form = FORM.matcher(page.text());
        if (!form.find()) {
            throw new AssertionError("no form in " + page.text());
        }
        var fields = new LinkedHashMap<String, String>();
        Matcher input = INPUT.matcher(page.text());
        while (input.find()) {
            fields.put(input.group(1), input.group(2) == null ? "" : input.group(2));
        }
        fields.putAll(values);
        URI to = page.at().resolve(form.group(1));
        return follow(to, post(to, fields));
    }

    /** Posts a form, and shows what comes of it without going on. */
    public HttpResponse<String> post(URI to, Map<String, String> fields, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(to)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(fields.entrySet().stream()
                        .map(field -> encoded(field.getKey()) + "=" + encoded(field.getValue()))
                        .collect(Collectors.joining("&"))));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return send(request);
    }

    /** Gets something, and shows it without going on. */
    public HttpResponse<String> get(URI uri, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri).GET();
        if (headers.length > 0) {
            request.headers(headers);
        }
        return send(request);
    }

    private Page follow(URI uri, HttpResponse<String> first) {
        URI at = uri;
        HttpResponse<String> response = first;
        for (int hops = 0; hops < 20; hops++) {
            String location = response.headers().firstValue("Location").orElse("");
            if (response.statusCode() / 100 == 3 && !location.isEmpty()) {
                at = at.resolve(location);
                if (at.getHost().endsWith(".invalid")) {
                    return new Page(at, response);
                }
                response = get(at);
            } else if (response.body().contains("document.forms[0].submit()")) {
                return submit(new Page(at, response), Map.of());
            } else {
                return new Page(at, response);
            }
        }
        throw new AssertionError("too many redirects, the last to " + at);
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return http.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
