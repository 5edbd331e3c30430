package io.connects.simulators.ids;

import io.connects.simulators.network.WebText;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What a browser goes through: the authorize request, the identity provider's form, the hops back through the assertion consumer and the relay, and the
 * redirect with the code. An identity provider is built in, for those who bring none; between it and the identity service goes a ticket instead of an
 * assertion.
 */
final class SignInServlet extends HttpServlet {
    static final String AUTHORIZE = "/ids/v1/oauth/authorize";
    static final String LOGIN = "/idp/login";
    static final String ASSERTION = "/ids/saml/response";
    static final String RELAY = "/ids/relay";

    private static final long serialVersionUID = 1L;
    private static final String COOKIE = "IDSSESSION";

    private final transient IdsCore core;
    private final transient SignIns signIns;

    private final transient SignInStart start;

    SignInServlet(IdsCore core, SignIns signIns, SignInStart start) {
        this.core = core;
        this.signIns = signIns;
        this.start = start;
    }

    /** To the form of the identity provider that is built in. */
    static void beginHere(SignIns.SignIn signIn, HttpServletResponse response) {
        response.setHeader("Location", LOGIN + "?request=" + signIn.id);
        response.setStatus(302);
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (core.isOutOfService()) {
            Pages.fault(response, 503, "The identity service is out of service.");
            return;
        }
        try {
            switch (request.getMethod() + " " + request.getServletPath()) {
                case "GET " + AUTHORIZE -> authorize(request, response);
                case "GET " + LOGIN -> form(request, response);
                case "POST " + LOGIN -> login(request, response);
                case "POST " + ASSERTION -> assertion(request, response);
                case "POST " + RELAY -> relay(request, response);
                default -> Pages.fault(response, 405, "There is no such request.");
            }
        } catch (IdsRefusal e) {
            Pages.fault(response, e.status(), Objects.requireNonNullElse(e.getMessage(), e.error()));
        }
    }

    private void authorize(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String clientId = WebText.field(request, "client_id");
        String redirectUri = WebText.field(request, "redirect_uri");
        String state = WebText.field(request, "state");
        // Nobody is ever sent to an address that is not registered: RFC 6749 section 4.1.2.1.
        if (!core.mayRedirect(clientId, redirectUri)) {
            throw new IdsRefusal(400, "invalid_request", "The client or its redirect address is not registered.");
        }
        if (!WebText.field(request, "response_type").equals("code")) {
            redirect(response, redirectUri, "error", "unsupported_response_type", state);
            return;
        }
        Optional<IdsUser> known = signIns.ofBrowser(WebText.cookie(request, COOKIE));
        if (known.isPresent()) {
            redirect(
                    response,
                    redirectUri,
                    "code",
                    core.code(clientId, redirectUri, known.get()).reveal(),
                    state);
            return;
        }
        start.begin(signIns.begin(clientId, redirectUri, state), response);
    }

    private void form(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String id = WebText.field(request, "request");
        if (!signIns.isPending(id)) {
            throw new IdsRefusal(400, "invalid_request", "The sign-in is not known or took too long.");
        }
        Pages.form(response, LOGIN, "", id);
    }

    private void login(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String id = WebText.field(request, "request");
        Optional<IdsUser> user = core.signIn(WebText.field(request, "username"), WebText.field(request, "password"));
        if (user.isEmpty()) {
            Pages.form(response, LOGIN, "User or password is wrong.", id);
            return;
        }
        Pages.autoPost(response, ASSERTION, Map.of("ticket", signIns.identified(id, user.get())));
    }

    private void assertion(HttpServletRequest request, HttpServletResponse response) throws IOException {
        goOn(response, signIns.asserted(WebText.field(request, "ticket")));
    }

    /** From the assertion consumer to the relay. */
    static void goOn(HttpServletResponse response, SignIns.Asserted asserted) throws IOException {
        response.addHeader(
                "Set-Cookie", COOKIE + "=" + asserted.cookie() + "; Path=/; Secure; HttpOnly; SameSite=None");
        Pages.autoPost(response, RELAY, Map.of("uniqueId", asserted.id()));
    }

    private void relay(HttpServletRequest request, HttpServletResponse response) {
        SignIns.Finished finished = signIns.finish(WebText.field(request, "uniqueId"));
        SignIns.SignIn signIn = finished.signIn();
        String code =
                core.code(signIn.clientId, signIn.redirectUri, finished.user()).reveal();
        redirect(response, signIn.redirectUri, "code", code, signIn.state);
    }

    private static void redirect(
            HttpServletResponse response, String redirectUri, String name, String value, String state) {
        String query = name + "=" + encoded(value) + (state.isEmpty() ? "" : "&state=" + encoded(state));
        response.setHeader("Location", redirectUri + (redirectUri.indexOf('?') < 0 ? "?" : "&") + query);
        response.setHeader("Cache-Control", "no-store");
        response.setStatus(302);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
