package io.connects.simulators.finesse;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.connects.core.Secret;
import io.connects.simulators.ids.IdsRefusal;
import io.connects.simulators.ids.IdsTokens;
import io.connects.simulators.network.WebText;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * {@code /desktop/sso} of one node: the token service that desktops other than Cisco's use, by a browser at first and by a program for refreshes, and the
 * page that tells whether a browser is signed in. Each node knows its own browsers alone. What it says besides the status of a refusal is made up.
 *
 * @see <a href="https://developer.cisco.com/docs/finesse/single-sign-on">Finesse developer guide: single sign-on</a>
 */
final class SsoServlet extends HttpServlet {
    static final String AUTHCODE = "/desktop/sso/authcode";

    private static final long serialVersionUID = 1;
    private static final String USER = "cc_username";
    private static final String SESSION = "ssosession";
    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final int MOST = 10_000;

    private final transient PairCore core;
    private final transient SingleSignOn sso;
    private final transient Supplier<URI> node;
    /** Sign-ins under way, by state. */
    private final transient Map<String, Asked> pending = new LinkedHashMap<>();
    /** Access tokens of browsers, by cookie. */
    private final transient Map<String, Secret> browsers = new LinkedHashMap<>();

    private record Asked(boolean refreshToken, boolean user, Instant at) {}

    /** @param node where this node's REST interface listens */
    SsoServlet(PairCore core, SingleSignOn sso, Supplier<URI> node) {
        this.core = core;
        this.sso = sso;
        this.node = node;
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        request.getParameterMap(); // an answer to a form that was not read ends the connection
        response.setHeader("Cache-Control", "no-store");
        try {
            switch (request.getMethod() + " " + request.getPathInfo()) {
                case "GET /token" -> begin(request, response);
                case "GET /authcode" -> finish(request, response);
                case "POST /token" -> refresh(request, response);
                case "GET /test" -> test(request, response);
                default -> fault(response, 404, "there is nothing here");
            }
        } catch (IdsRefusal e) {
            fault(response, e.status() == 503 ? 500 : 401, Objects.requireNonNullElse(e.getMessage(), e.error()));
        }
    }

    private void begin(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (user(request).isEmpty()) {
            fault(response, 400, USER + " is missing");
            return;
        }
        String state = UUID.randomUUID().toString();
        var asked = new Asked(
                Boolean.parseBoolean(WebText.field(request, "return_refresh_token")), wantsUser(request), core.now());
        if (!remember(state, asked)) {
            fault(response, 500, "too many sign-ins are under way");
            return;
        }
        response.setHeader(
                "Location",
                sso.identityService() + "/ids/v1/oauth/authorize?response_type=code&client_id=" + sso.clientId()
                        + "&state=" + state + "&redirect_uri="
                        + URLEncoder.encode(redirectUri().toString(), StandardCharsets.UTF_8));
        response.setStatus(302);
    }

    private synchronized boolean remember(String state, Asked asked) {
        pending.values().removeIf(each -> each.at.plus(PATIENCE).isBefore(asked.at));
        return pending.size() < MOST && pending.put(state, asked) == null;
    }

    private URI redirectUri() {
        return node.get().resolve(AUTHCODE);
    }

    private void finish(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Asked asked;
        synchronized (this) {
            asked = pending.remove(WebText.field(request, "state"));
        }
        if (asked == null || WebText.field(request, "code").isEmpty()) {
            fault(
                    response,
                    401,
                    "the sign-in is not known, took too long or failed: " + WebText.field(request, "error"));
            return;
        }
        IdsTokens tokens = sso.exchange(redirectUri(), Secret.of(WebText.field(request, "code")));
        String cookie = UUID.randomUUID().toString();
        synchronized (this) {
            browsers.values().removeIf(access -> sso.check(access).isEmpty());
            browsers.put(cookie, tokens.access());
        }
        response.addHeader("Set-Cookie", SESSION + "=" + cookie + "; Path=/desktop; Secure; HttpOnly; SameSite=None");
        ObjectNode body = body(tokens, asked.user);
        if (asked.refreshToken) {
            body.put("refresh_token", tokens.refresh().reveal());
        }
        json(response, 200, body);
    }

    private void refresh(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String access = WebText.field(request, "token");
        // Unlike in the answer, a hyphen.
        String refresh = WebText.field(request, "refresh-token");
        if (user(request).isEmpty() || access.isEmpty() || refresh.isEmpty()) {
            fault(response, 400, USER + ", token or refresh-token is missing");
            return;
        }
        json(response, 200, body(sso.refresh(Secret.of(access), Secret.of(refresh)), wantsUser(request)));
    }

    private static ObjectNode body(IdsTokens tokens, boolean withUser) {
        ObjectNode body = JsonNodeFactory.instance
                .objectNode()
                .put("token", tokens.access().reveal())
                .put("expires_in", tokens.expiresIn().toSeconds());
        if (withUser) {
            body.put("user_id", tokens.user().userId())
                    .put("realm", tokens.user().realm())
                    .put("user_principal", tokens.user().principal());
        }
        return body;
    }

    private void test(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Secret access;
        synchronized (this) {
            access = browsers.get(WebText.cookie(request, SESSION));
        }
        boolean isGood = access != null && sso.check(access).isPresent();
        String error = isGood ? "" : access == null ? "NO TOKEN" : "AUTH_ERROR";
        response.addHeader("Set-Cookie", "ssotest=" + isGood + "; Path=/desktop; Secure; SameSite=None");
        WebText.write(response, 200, "text/html", """
                <!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Sign-in test</title></head><body><script>
                (window.opener || window.parent).postMessage({status: "%s", errorMessage: "%s"}, "*");
                </script></body></html>
                """.formatted(isGood, error));
    }

    /** Older releases want a cookie, newer ones take the query. */
    private static String user(HttpServletRequest request) {
        String inQuery = WebText.field(request, USER);
        return inQuery.isEmpty() ? WebText.cookie(request, USER) : inQuery;
    }

    private static boolean wantsUser(HttpServletRequest request) {
        return !WebText.field(request, "return_user").equals("no");
    }

    private static void fault(HttpServletResponse response, int status, String message) throws IOException {
        json(response, status, JsonNodeFactory.instance.objectNode().put("error", message));
    }

    private static void json(HttpServletResponse response, int status, ObjectNode body) throws IOException {
        WebText.write(response, status, "application/json", body.toString());
    }
}
