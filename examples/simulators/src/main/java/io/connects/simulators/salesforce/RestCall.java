package io.connects.simulators.salesforce;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * One REST request, its own or part of a composite one.
 *
 * @param version such as {@code 67.0}
 * @param path the steps after the version
 */
record RestCall(String method, String version, List<String> path, Map<String, String> params, JsonNode body) {
    private static final String ROOT = "/services/data/v";

    /** Reads {@code /services/data/vNN.0/...?...}. */
    static RestCall of(String method, String url, JsonNode body) {
        try {
            URI uri = new URI(url.replace(" ", "+"));
            String rawPath = uri.getRawPath();
            if (rawPath == null || !rawPath.startsWith(ROOT)) {
                throw notFound();
            }
            String[] steps = rawPath.substring(ROOT.length()).split("/", -1);
            if (steps.length == 0 || !steps[0].matches("\\d{1,3}\\.0")) {
                throw notFound();
            }
            List<String> path = Arrays.stream(steps)
                    .skip(1)
                    .filter(step -> !step.isEmpty())
                    .map(RestCall::decoded)
                    .toList();
            return new RestCall(method, steps[0], path, params(uri.getRawQuery()), body);
        } catch (java.net.URISyntaxException | IllegalArgumentException e) {
            throw new SalesforceError(400, "INVALID_URL", "the URL is malformed");
        }
    }

    private static Map<String, String> params(@org.jspecify.annotations.Nullable String query) {
        var params = new HashMap<String, String>();
        if (query != null) {
            for (String pair : query.split("&", -1)) {
                int equals = pair.indexOf('=');
                if (equals > 0) {
                    params.put(decoded(pair.substring(0, equals)), decoded(pair.substring(equals + 1)));
                }
            }
        }
        return params;
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    String step(int index) {
        return index < path.size() ? path.get(index) : "";
    }

    boolean isGet() {
        return method.equals("GET");
    }

    /** Whether this creates an AgentWork. */
    boolean createsAgentWork() {
        return method.equals("POST")
                && path.size() == 2
                && step(0).equals("sobjects")
                && step(1).equalsIgnoreCase(AgentWorks.TYPE);
    }

    OrgFaults.Operation operation() {
        if (step(0).equals("composite")) {
            return OrgFaults.Operation.COMPOSITE;
        }
        if (isGet()) {
            return step(0).startsWith("query") ? OrgFaults.Operation.QUERY : OrgFaults.Operation.RETRIEVE;
        }
        return method.equals("POST") ? OrgFaults.Operation.CREATE : OrgFaults.Operation.CHANGE;
    }

    static SalesforceError notFound() {
        return new SalesforceError(404, "NOT_FOUND", "The requested resource does not exist");
    }

    SalesforceError methodNotAllowed() {
        return new SalesforceError(
                405, "METHOD_NOT_ALLOWED", "HTTP Method '" + method + "' not allowed. Allowed are others");
    }
}
