package io.connects.simulators.salesforce;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.connects.simulators.network.WebText;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Objects;

/** {@code /services/oauth2/token} for every flow of {@link Grants}, and {@code /services/oauth2/revoke}. Errors are an object, unlike REST's. */
final class OauthServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;
    private final transient OrgOptions options;
    private final transient Tokens tokens;
    private final transient OrgFaults faults;
    private final transient Answers answers;
    private final transient Grants grants;
    private final transient ConnectedApp app;
    private final transient Instance instance;
    private final String runAsUser;

    OauthServlet(
            OrgOptions options,
            Tokens tokens,
            OrgFaults faults,
            Answers answers,
            Grants grants,
            ConnectedApp app,
            Instance instance,
            String runAsUser) {
        this.grants = grants;
        this.app = app;
        this.instance = instance;
        this.options = options;
        this.tokens = tokens;
        this.faults = faults;
        this.answers = answers;
        this.runAsUser = runAsUser;
    }

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
        request.getParameterMap(); // an answer to a form that was not read ends the connection
        RestAnswer answer;
        if (Objects.equals(request.getPathInfo(), "/token")) {
            answer = faults.nextTokenRefusal()
                    .map(refusal -> error(refusal.code(), refusal.message()))
                    .orElseGet(() -> token(request));
        } else if (Objects.equals(request.getPathInfo(), "/revoke")) {
            tokens.revoke(WebText.field(request, "token"));
            app.revoke(WebText.field(request, "token"));
            answer = RestAnswer.of(200, JsonNodeFactory.instance.objectNode());
        } else {
            answer = RestAnswer.of(RestCall.notFound());
        }
        answers.json(request, response, answer, OrgFaults.Operation.TOKEN);
    }

    private RestAnswer token(HttpServletRequest request) {
        String refreshToken;
        try {
            String host = "http://" + request.getServerName() + ":" + request.getServerPort();
            refreshToken = grants.check(name -> shown(request, name), host);
        } catch (SalesforceError e) {
            return error(e.code(), e.text());
        }
        String url = instance.url(request);
        ObjectNode out = JsonNodeFactory.instance
                .objectNode()
                .put("access_token", tokens.issue())
                .put("signature", "c2ltdWxhdGVk")
                .put("scope", "api")
                .put("instance_url", url)
                .put("id", url + "/id/00D5e0000000001EAA/" + runAsUser)
                .put("token_type", "Bearer")
                .put("issued_at", String.valueOf(options.clock().millis()));
        if (!refreshToken.isEmpty()) {
            out.put("refresh_token", refreshToken);
        }
        return RestAnswer.of(200, out);
    }

    /** What the form says; a client may show its id and secret in the Authorization header instead. */
    private static String shown(HttpServletRequest request, String name) {
        String header = Objects.requireNonNullElse(request.getHeader("Authorization"), "");
        if (header.startsWith("Basic ") && (name.equals("client_id") || name.equals("client_secret"))) {
            String[] pair = decoded(header.substring(6)).split(":", 2);
            return name.equals("client_id") ? pair[0] : pair.length == 2 ? pair[1] : "";
        }
        return WebText.field(request, name);
    }

    private static String decoded(String base64) {
        try {
            return new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return ""; // not base64: no client has this empty name
        }
    }

    private static RestAnswer error(String error, String description) {
        return RestAnswer.of(
                400, JsonNodeFactory.instance.objectNode().put("error", error).put("error_description", description));
    }
}
