package io.connects.salesforce.testorg;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicInteger;

/** OAuth and REST of the test org. */
final class TestRest extends HttpServlet {
    private static final long serialVersionUID = 1L;
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int PAGE = 3;

    private final transient TestOrg org;
    private final transient TestRecords records;
    private final transient Queue<Map.Entry<Integer, String>> refusedCreates = new ArrayDeque<>();
    private final transient Map<String, List<Map<String, Object>>> cursors = new LinkedHashMap<>();
    private final AtomicInteger creates = new AtomicInteger();
    private boolean cutNextCreate;
    private int snapshotsToFail;
    private transient Runnable duringSnapshot;

    TestRest(TestOrg org, TestRecords records) {
        this.org = org;
        this.records = records;
    }

    synchronized void cutNextCreate() {
        cutNextCreate = true;
    }

    synchronized void refuseNextCreate(int status, String body) {
        refusedCreates.add(Map.entry(status, body));
    }

    synchronized void failNextSnapshot() {
        snapshotsToFail++;
    }

    synchronized void duringNextSnapshot(Runnable action) {
        duringSnapshot = action;
    }

    int createsReceived() {
        return creates.get();
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String path = request.getRequestURI();
        if (path.equals("/services/oauth2/token")) {
            org.issueToken(request, response);
            return;
        }
        String authorization = request.getHeader("Authorization");
        if (authorization == null || !org.valid(authorization.replace("Bearer ", ""))) {
            error(response, 401, "INVALID_SESSION_ID", "Session expired or invalid");
            return;
        }
        String rest = path.replaceFirst("/services/data(/v\\d+\\.\\d/)?", "");
        if (rest.isEmpty()) {
            answer(
                    response,
                    200,
                    List.of(Map.of("version", "40.0"), Map.of("version", "66.0"), Map.of("version", "99.0")));
        } else if (rest.equals("sobjects")) {
            answer(response, 200, org.schema().global());
        } else if (rest.startsWith("query")) {
            query(request, response, rest);
        } else if (rest.endsWith("/describe")) {
            describe(response, rest.split("/", -1)[1]);
        } else {
            record(request, response, rest.split("/", -1));
        }
    }

    private void describe(HttpServletResponse response, String type) throws IOException {
        Map<String, Object> described = org.schema().describe(type);
        if (described == null) {
            error(response, 404, "NOT_FOUND", "The requested resource does not exist");
        } else {
            answer(response, 200, described);
        }
    }

    private void query(HttpServletRequest request, HttpServletResponse response, String rest) throws IOException {
        if (rest.startsWith("query/")) {
            page(response, cursors.remove(rest));
            return;
        }
        String soql = request.getParameter("q");
        boolean snapshot = soql.contains("RoutingModel");
        Runnable during = null;
        synchronized (this) {
            if (snapshot && snapshotsToFail > 0) {
                snapshotsToFail--;
                error(response, 503, "SERVER_UNAVAILABLE", "try again");
                return;
            }
            if (snapshot) {
                during = duringSnapshot;
                duringSnapshot = null;
            }
        }
        List<Map<String, Object>> rows = records.query(soql);
        if (rows == null) {
            error(response, 400, "MALFORMED_QUERY", soql);
            return;
        }
        if (during != null) {
            during.run();
        }
        page(response, rows);
    }

    private void page(HttpServletResponse response, List<Map<String, Object>> rows) throws IOException {
        var answer = new LinkedHashMap<String, Object>();
        answer.put("totalSize", rows.size());
        answer.put("done", rows.size() <= PAGE);
        answer.put("records", rows.subList(0, Math.min(PAGE, rows.size())));
        if (rows.size() > PAGE) {
            String locator = "query/01g" + rows.size() + "-" + System.nanoTime();
            synchronized (this) {
                cursors.put(locator, new ArrayList<>(rows.subList(PAGE, rows.size())));
            }
            answer.put("nextRecordsUrl", "/services/data/v66.0/" + locator);
        }
        answer(response, 200, answer);
    }

    private void record(HttpServletRequest request, HttpServletResponse response, String[] path) throws IOException {
        String type = path[1];
        switch (request.getMethod()) {
            case "POST" -> create(request, response, type);
            case "PATCH" -> {
                Map<String, Object> record = records.get(type, path[2]);
                if (record == null) {
                    error(response, 404, "NOT_FOUND", "The requested resource does not exist");
                    return;
                }
                record.putAll(body(request));
                records.put(type, record);
                response.setStatus(204);
            }
            default -> error(response, 405, "METHOD_NOT_ALLOWED", request.getMethod());
        }
    }

    private void create(HttpServletRequest request, HttpServletResponse response, String type) throws IOException {
        Map<String, Object> fields = body(request);
        boolean cut = false;
        if (type.equals("AgentWork")) {
            creates.incrementAndGet();
            synchronized (this) {
                Map.Entry<Integer, String> refusal = refusedCreates.poll();
                if (refusal != null) {
                    response.setStatus(refusal.getKey());
                    response.getOutputStream().write(refusal.getValue().getBytes(StandardCharsets.UTF_8));
                    return;
                }
                cut = cutNextCreate;
                cutNextCreate = false;
            }
        }
        String id = org.created(type, fields);
        if (cut) {
            org.cut(request);
            return;
        }
        answer(response, 201, Map.of("id", id, "success", true, "errors", List.of()));
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> body(HttpServletRequest request) throws IOException {
        return JSON.readValue(request.getInputStream(), LinkedHashMap.class);
    }

    static void error(HttpServletResponse response, int status, String code, String message) throws IOException {
        answer(response, status, List.of(Map.of("errorCode", code, "message", message)));
    }

    static void answer(HttpServletResponse response, int status, Object body) throws IOException {
        response.setStatus(status);
        response.setContentType("application/json;charset=UTF-8");
        JSON.writeValue(response.getOutputStream(), body);
    }
}
