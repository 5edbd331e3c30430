package io.connects.simulators.salesforce;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;

/** {@code /services/data}: authorisation, limits, faults and JSON around the {@link RestApi}. */
final class RestServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;
    private static final int MAX_BODY = 6 * 1024 * 1024;
    private static final int MAX_URI = 16_384;
    private final transient ObjectMapper json = new ObjectMapper(JsonFactory.builder()
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNestingDepth(32).build())
            .build());
    private final transient RestApi api;
    private final transient Tokens tokens;
    private final transient OrgFaults faults;
    private final transient Answers answers;
    private final transient Instance instance;

    RestServlet(RestApi api, Tokens tokens, OrgFaults faults, Answers answers, Instance instance) {
        this.instance = instance;
        this.api = api;
        this.tokens = tokens;
        this.faults = faults;
        this.answers = answers;
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        // First of all, whatever the answer: one to a body that was not read ends the connection.
        byte[] body = request.getInputStream().readNBytes(MAX_BODY + 1);
        if (instance.left(request)) {
            answers.moved(request, response, instance.url(request));
            return;
        }
        int html = faults.nextHtmlStatus();
        if (html != 0) {
            answers.html(response, html);
            return;
        }
        String query = request.getQueryString();
        String url = request.getRequestURI() + (query == null ? "" : "?" + query);
        if (request.getRequestURI().matches("/services/data/?")) {
            answers.json(request, response, RestAnswer.of(200, ApiVersions.list()), OrgFaults.Operation.RETRIEVE);
            return;
        }
        Optional<RawAnswer> raw = faults.nextRawAnswer();
        if (raw.isPresent()) {
            answers.raw(request, response, raw.get());
            return;
        }
        RestAnswer answer;
        var operation = OrgFaults.Operation.RETRIEVE;
        boolean cut = false;
        try {
            check(request, url);
            RestCall call = RestCall.of(request.getMethod(), url, parsed(body));
            if (!ApiVersions.serves(call.version())) {
                throw RestCall.notFound();
            }
            operation = call.operation();
            answer = api.answer(call);
            cut = createsWork(call) && answer.ok() && faults.nextAnswerIsCut();
        } catch (SalesforceError e) {
            answer = RestAnswer.of(e);
        }
        if (cut) {
            answers.cut(request);
            return;
        }
        response.setHeader("Sforce-Limit-Info", api.usage());
        answers.json(request, response, answer, operation);
    }

    private void check(HttpServletRequest request, String url) {
        if (url.length() > MAX_URI) {
            throw new SalesforceError(414, "URI_TOO_LONG", "the URI is longer than " + MAX_URI + " bytes");
        }
        if (!tokens.authorises(request.getHeader("Authorization"))) {
            throw new SalesforceError(401, "INVALID_SESSION_ID", "Session expired or invalid");
        }
        if (!api.admit()) {
            throw new SalesforceError(403, "REQUEST_LIMIT_EXCEEDED", "TotalRequests Limit exceeded.");
        }
    }

    private static boolean createsWork(RestCall call) {
        if (call.createsAgentWork()) {
            return true;
        }
        for (JsonNode entry : call.body().path("records")) {
            if (call.method().equals("POST")
                    && entry.path("attributes").path("type").asText().equals(AgentWorks.TYPE)) {
                return true;
            }
        }
        for (JsonNode part : call.body().path("compositeRequest")) {
            if (part.path("method").asText().equals("POST")
                    && part.path("url").asText().endsWith("/sobjects/" + AgentWorks.TYPE)) {
                return true;
            }
        }
        return false;
    }

    private JsonNode parsed(byte[] bytes) throws IOException {
        if (bytes.length > MAX_BODY) {
            throw new SalesforceError(413, "REQUEST_ENTITY_TOO_LARGE", "the body is too large");
        }
        if (bytes.length == 0) {
            return MissingNode.getInstance();
        }
        try {
            return json.readTree(bytes);
        } catch (JsonProcessingException e) {
            throw new SalesforceError(400, "JSON_PARSER_ERROR", e.getOriginalMessage());
        }
    }
}
