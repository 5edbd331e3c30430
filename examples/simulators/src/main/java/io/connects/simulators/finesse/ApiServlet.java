package io.connects.simulators.finesse;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The REST interface of one node over HTTP. Thread-safe. */
final class ApiServlet extends HttpServlet {
    private static final long serialVersionUID = 1;
    private static final int MAX_BODY = 1 << 20;

    private final transient PairCore core;
    private final transient FinesseSide side;
    private final transient RestApi api;
    private final transient SystemInfo systemInfo;

    ApiServlet(PairCore core, FinesseSide side, RestApi api, SystemInfo systemInfo) {
        this.core = core;
        this.side = side;
        this.api = api;
        this.systemInfo = systemInfo;
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (core.faults.of(side).hung) {
            request.startAsync().setTimeout(0);
            return;
        }
        String requestId = Optional.ofNullable(request.getHeader("requestId")).orElse("");
        Optional<RawAnswer> raw = core.faults.nextRawAnswer();
        if (raw.isPresent()) {
            synchronized (core) {
                core.ledger.requested(
                        side, "", request.getMethod(), path(request), raw.get().status(), requestId);
            }
            response.setStatus(raw.get().status());
            write(response, raw.get().contentType(), raw.get().body());
            return;
        }
        if (!requestId.isEmpty()) {
            response.setHeader("requestId", requestId);
        }
        byte[] body = request.getInputStream().readNBytes(MAX_BODY + 1);
        ApiAnswer answer;
        synchronized (core) {
            answer = answer(request, requestId, body);
        }
        response.setStatus(answer.status());
        if (answer.status() == ErrorType.AUTHORIZATION_FAILURE.status()) {
            response.setHeader("WWW-Authenticate", "Basic realm=\"Cisco Finesse\"");
        }
        write(
                response,
                "application/xml",
                answer.body() == null ? "" : answer.body().toString());
    }

    private static void write(HttpServletResponse response, String contentType, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        response.setContentLength(bytes.length);
        if (bytes.length > 0) {
            response.setContentType(contentType + ";charset=UTF-8");
            response.getOutputStream().write(bytes);
        }
    }

    private ApiAnswer answer(HttpServletRequest http, String requestId, byte[] body) {
        String path = path(http);
        String user = "";
        ApiAnswer answer;
        try {
            if (path.equals("SystemInfo") && http.getMethod().equals("GET")) {
                answer = ApiAnswer.ok(systemInfo.write(side));
            } else {
                if (!core.faults.isInService(side)) {
                    throw ErrorType.UNAVAILABLE.of("");
                }
                List<String> parts = List.of(path.split("/", -1));
                if (parts.size() == 2 && parts.get(0).equals("UserAuthMode")) {
                    answer = userAuthMode(http.getMethod(), parts.get(1));
                } else {
                    Agent agent = authenticated(http);
                    user = agent.id();
                    answer = answer(http, new Request(side, agent, requestId), parts, body);
                }
            }
        } catch (ApiRefusal e) {
            answer = new ApiAnswer(e.status(), e.body());
        }
        core.ledger.requested(side, user, http.getMethod(), path, answer.status(), requestId);
        return answer;
    }

    /** How somebody has to log in; anybody may ask, since nobody could log in to ask. */
    private ApiAnswer userAuthMode(String method, String name) {
        if (!method.equals("GET")) {
            throw ErrorType.METHOD_NOT_ALLOWED.of(method);
        }
        if (!core.options.userAuthMode) {
            throw ErrorType.FORBIDDEN.of("UserAuthModeService is disabled");
        }
        Agent agent = core.agentNamed(name).orElseThrow(() -> ErrorType.USER_NOT_FOUND.of(name));
        SingleSignOn sso = core.options.sso;
        boolean isSingle = sso != null && sso.concerns(agent.config);
        return ApiAnswer.ok(Element.of("UserAuthMode")
                .child("uri", "/finesse/api/UserAuthMode/" + name)
                .child("loginId", agent.id())
                .child("authMode", isSingle ? "SSO" : "NON_SSO"));
    }

    private static String path(HttpServletRequest http) {
        return Optional.ofNullable(http.getPathInfo()).orElse("/").substring(1);
    }

    private ApiAnswer answer(HttpServletRequest http, Request request, List<String> path, byte[] body) {
        Resource resource = api.find(path).orElseThrow(() -> ErrorType.NOT_FOUND.of(String.join("/", path)));
        return resource.answer(new ApiCall(core, request, http.getMethod(), path, query(http), parsed(body)));
    }

    private static @Nullable Element parsed(byte[] body) {
        if (body.length == 0) {
            return null;
        }
        try {
            return XmlReader.read(new String(body, StandardCharsets.UTF_8));
        } catch (XmlReader.NotXml e) {
            throw ErrorType.BAD_REQUEST.of(String.valueOf(e.getMessage()));
        }
    }

    private static Map<String, String> query(HttpServletRequest http) {
        Map<String, String> query = new HashMap<>();
        http.getParameterMap().forEach((name, values) -> query.put(name, values[0]));
        return query;
    }

    private Agent authenticated(HttpServletRequest http) {
        String header = Optional.ofNullable(http.getHeader("Authorization")).orElse("");
        return HttpLogin.read(header, core.credentials)
                .orElseThrow(() -> ErrorType.AUTHORIZATION_FAILURE.of("UNAUTHORIZED"));
    }
}
