package io.connects.simulators.salesforce;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** A REST client of the JDK, with nothing of ours in it. */
public final class RestClient {
    public static final String DATA = "/services/data/v67.0";
    private static final ObjectMapper JSON = new ObjectMapper();

    /** What came back. */
    public record Answer(int status, String text, Map<String, java.util.List<String>> headers) {
        public JsonNode json() {
            try {
                return JSON.readTree(text);
            } catch (IOException e) {
                throw new UncheckedIOException(text, e);
            }
        }

        public String errorCode() {
            return json().path(0).path("errorCode").asText();
        }
    }

    private final HttpClient http = HttpClient.newHttpClient();
    private final URI base;
    private String token = "";

    RestClient(URI base) {
        this.base = base;
    }

    public static RestClient loggedIn(SalesforceOrg org) {
        var client = new RestClient(org.uri());
        client.logIn(org);
        return client;
    }

    void logIn(SalesforceOrg org) {
        Answer answer = form(
                "grant_type=client_credentials&client_id=" + org.clientId() + "&client_secret=" + org.clientSecret());
        token = answer.json().path("access_token").asText();
    }

    String token() {
        return token;
    }

    Answer form(String body) {
        return send(HttpRequest.newBuilder(base.resolve("/services/oauth2/token"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(body))
                .build());
    }

    public Answer get(String path) {
        return send(request(path).GET().build());
    }

    Answer query(String soql) {
        return get(DATA + "/query?q=" + URLEncoder.encode(soql, StandardCharsets.UTF_8));
    }

    public Answer post(String path, Object body) {
        return send(request(path)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(
                        body instanceof String s ? s : JSON.valueToTree(body).toString()))
                .build());
    }

    Answer patch(String path, Object body) {
        return send(request(path)
                .header("Content-Type", "application/json")
                .method("PATCH", BodyPublishers.ofString(JSON.valueToTree(body).toString()))
                .build());
    }

    Answer delete(String path) {
        return send(request(path).DELETE().build());
    }

    /** Creates an AgentWork for a PSR as a partner does. */
    public Answer assign(String psrId, String userId) {
        JsonNode psr = get(DATA + "/sobjects/PendingServiceRouting/" + psrId).json();
        return post(DATA + "/sobjects/AgentWork", assignment(psr, psrId, userId));
    }

    public static Map<String, Object> assignment(JsonNode psr, String psrId, String userId) {
        return Map.of(
                "UserId", userId,
                "WorkItemId", psr.path("WorkItemId").asText(),
                "ServiceChannelId", psr.path("ServiceChannelId").asText(),
                "PendingServiceRoutingId", psrId,
                "CapacityWeight", psr.path("CapacityWeight").asDouble());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(base.resolve(path)).header("Authorization", "Bearer " + token);
    }

    private Answer send(HttpRequest request) {
        try {
            HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
            return new Answer(
                    response.statusCode(), response.body(), response.headers().map());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
