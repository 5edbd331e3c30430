package io.connects.simulators.ids;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.connects.core.Secret;
import io.connects.simulators.network.WebText;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Objects;
import java.util.Optional;

/** What programs ask for: tokens, their end, and the key that they are signed with. */
final class TokenServlet extends HttpServlet {
    static final String TOKEN = "/ids/v1/oauth/token";
    static final String REVOKE = "/ids/v1/oauth/revoke";
    static final String PUBLIC_KEY = "/ids/v1/keys/token/public";

    private static final long serialVersionUID = 1L;

    private final transient IdsCore core;

    TokenServlet(IdsCore core) {
        this.core = core;
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        request.getParameterMap(); // an answer to a form that was not read ends the connection
        response.setHeader("Cache-Control", "no-store");
        try {
            if (core.isOutOfService()) {
                throw new IdsRefusal(503, "temporarily_unavailable", "out of service");
            }
            switch (request.getMethod() + " " + request.getServletPath()) {
                case "POST " + TOKEN -> json(response, 200, tokens(request));
                case "POST " + REVOKE -> {
                    core.revoke(application(request).clientId(), secret(request, "token"));
                    json(response, 200, JsonNodeFactory.instance.objectNode());
                }
                case "GET " + PUBLIC_KEY -> publicKey(request, response);
                default -> throw new IdsRefusal(405, "invalid_request", "there is no such request");
            }
        } catch (IdsRefusal e) {
            if (e.status() == 401) {
                response.setHeader("WWW-Authenticate", "Basic realm=\"IdS\"");
            }
            json(
                    response,
                    e.status(),
                    JsonNodeFactory.instance
                            .objectNode()
                            .put("error", e.error())
                            .put("error_description", e.getMessage()));
        }
    }

    private ObjectNode tokens(HttpServletRequest request) {
        IdsApplication application = application(request);
        IdsTokens tokens = switch (WebText.field(request, "grant_type")) {
            case "authorization_code" ->
                core.exchange(application.clientId(), WebText.field(request, "redirect_uri"), secret(request, "code"));
            case "refresh_token" ->
                core.refresh(application.clientId(), Optional.empty(), secret(request, "refresh_token"));
            default -> throw new IdsRefusal(400, "unsupported_grant_type", "only codes and refresh tokens");
        };
        return JsonNodeFactory.instance
                .objectNode()
                .put("access_token", tokens.access().reveal())
                .put("refresh_token", tokens.refresh().reveal())
                .put("token_type", "Bearer")
                .put("expires_in", tokens.expiresIn().toSeconds());
    }

    private void publicKey(HttpServletRequest request, HttpServletResponse response) throws IOException {
        application(request);
        if (core.options.format == TokenFormat.OPAQUE) {
            throw new IdsRefusal(404, "invalid_request", "this release has no public key");
        }
        WebText.write(response, 200, "text/plain", core.publicPem());
    }

    /** A client shows its id and secret in the form or in the Authorization header: RFC 6749 section 2.3.1. */
    private IdsApplication application(HttpServletRequest request) {
        String header = Objects.requireNonNullElse(request.getHeader("Authorization"), "");
        if (!header.startsWith("Basic ")) {
            return core.authenticated(WebText.field(request, "client_id"), WebText.field(request, "client_secret"));
        }
        try {
            byte[] decoded = Base64.getDecoder()
                    .decode(header.substring("Basic ".length()).strip());
            String[] pair = new String(decoded, StandardCharsets.UTF_8).split(":", 2);
            return core.authenticated(pair[0], pair.length == 2 ? pair[1] : "");
        } catch (IllegalArgumentException e) {
            throw new IdsRefusal(401, "invalid_client", "the Authorization header is not Base64");
        }
    }

    private static Secret secret(HttpServletRequest request, String name) {
        String value = WebText.field(request, name);
        if (value.isEmpty()) {
            throw new IdsRefusal(400, "invalid_request", name + " is missing");
        }
        return Secret.of(value);
    }

    private static void json(HttpServletResponse response, int status, ObjectNode body) throws IOException {
        WebText.write(response, status, "application/json", body.toString());
    }
}
