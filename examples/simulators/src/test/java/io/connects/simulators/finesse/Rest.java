package io.connects.simulators.finesse;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;

/** A client of the REST interface without any knowledge of Finesse. */
final class Rest {
    private final HttpClient http;
    private final URI base;
    private final String authorization;

    record Answer(int status, String text, Map<String, String> headers) {
        Element body() {
            try {
                return XmlReader.read(text);
            } catch (XmlReader.NotXml e) {
                throw new AssertionError("not XML: " + text, e);
            }
        }

        String errorType() {
            return body().first("ApiError").orElseThrow().textOf("ErrorType");
        }

        String errorData() {
            return body().first("ApiError").orElseThrow().textOf("ErrorData");
        }
    }

    private Rest(HttpClient http, URI base, String authorization) {
        this.http = http;
        this.base = base;
        this.authorization = authorization;
    }

    static Rest basic(HttpClient http, URI base, String user, String password) {
        String pair = user + ":" + password;
        return new Rest(
                http, base, "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8)));
    }

    static Rest bearer(HttpClient http, URI base, String token) {
        return new Rest(http, base, "Bearer " + token);
    }

    static Rest nobody(HttpClient http, URI base) {
        return new Rest(http, base, "");
    }

    Answer get(String path) {
        return send("GET", path, "", "");
    }

    Answer put(String path, String body) {
        return send("PUT", path, body, "");
    }

    Answer post(String path, String body) {
        return send("POST", path, body, "");
    }

    Answer send(String method, String path, String body, String requestId) {
        var request = HttpRequest.newBuilder(URI.create(base + path))
                .timeout(Duration.ofSeconds(10))
                .header("Content-Type", "application/xml")
                .method(method, BodyPublishers.ofString(body));
        if (!authorization.isEmpty()) {
            request.header("Authorization", authorization);
        }
        if (!requestId.isEmpty()) {
            request.header("requestId", requestId);
        }
        try {
            HttpResponse<String> response = http.send(request.build(), BodyHandlers.ofString());
            Map<String, String> headers = new HashMap<>();
            response.headers().map().forEach((name, values) -> headers.put(name, values.get(0)));
            return new Answer(response.statusCode(), response.body(), headers);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
