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
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** OAuth and REST of the test org. */
final class TestRest extends HttpServlet {
    private static final long serialVersionUID = 1L;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final transient TestOrg org;
    private final transient TestRecords records;
    private final transient Queue<Map.Entry<Integer, String>> refusedCreates = new ArrayDeque<>();
    private final transient Map<String, List<Map<String, Object>>> cursors = new LinkedHashMap<>();
    private final AtomicInteger creates = new AtomicInteger();
    private final transient List<String> calls = new CopyOnWriteArrayList<>();
    private final transient Queue<Map.Entry<Integer, String>> refusedBatches = new ArrayDeque<>();
    private transient TestOrg.CreateFault createFault = (fields, together) -> null;
    private volatile int page = 3;
    private volatile long answersAfterMillis;
    private boolean cutNextCreate;
    private final transient Queue<Map.Entry<Integer, String>> refusedSnapshots = new ArrayDeque<>();
    private final transient Queue<Map.Entry<Integer, String>> refusedPages = new ArrayDeque<>();
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

    synchronized void refuseNextSnapshot(int status, String body) {
        refusedSnapshots.add(Map.entry(status, body));
    }

    synchronized void refuseNextPage(int status, String body) {
        refusedPages.add(Map.entry(status, body));
    }

    synchronized void duringNextSnapshot(Runnable action) {
        duringSnapshot = action;
    }

    synchronized void refuseNextBatch(int status, String body) {
        refusedBatches.add(Map.entry(status, body));
    }

    synchronized void createFault(TestOrg.CreateFault fault) {
        createFault = fault;
    }

    void page(int records) {
        page = records;
    }

    void answersAfter(long millis) {
        answersAfterMillis = millis;
    }

    List<String> calls() {
        return calls;
    }

    int createsReceived() {
        return creates.get();
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String path = request.getRequestURI();
        if (path.equals("/services/oauth2/token")) {
            org.tokens().issue(request, response);
            return;
        }
        String authorization = request.getHeader("Authorization");
        if (authorization == null || !org.tokens().valid(authorization.replace("Bearer ", ""))) {
            error(response, 401, "INVALID_SESSION_ID", "Session expired or invalid");
            return;
        }
        String rest = path.replaceFirst("/services/data(/v\\d+\\.\\d/)?", "").replaceFirst("^tooling/", "");
        if (rest.isEmpty()) {
            answer(
                    response,
                    200,
                    List.of(Map.of("version", "40.0"), Map.of("version", "66.0"), Map.of("version", "99.0")));
            return;
        }
        calls.add(request.getMethod() + " " + (rest.equals("query") ? from(request.getParameter("q")) : rest));
        pause();
        String refusal = org.schema().refusal(subject(request, rest));
        if (refusal != null) {
            error(response, 403, refusal, "as told");
        } else if (rest.equals("limits")) {
            answer(response, 200, org.schema().limits());
        } else if (rest.equals("sobjects")) {
            answer(response, 200, org.schema().global());
        } else if (rest.equals("composite/sobjects")) {
            collection(request, response);
        } else if (rest.equals("composite")) {
            composite(request, response);
        } else if (rest.startsWith("query")) {
            query(request, response, rest);
        } else if (rest.endsWith("/deleted/")) {
            answer(response, 200, org.deletedSince(request.getParameter("start")));
        } else if (rest.endsWith("/describe")) {
            describe(response, rest.split("/", -1)[1]);
        } else {
            record(request, response, rest.split("/", -1));
        }
    }

    private static String from(String soql) {
        return soql.replaceFirst(".* FROM (\\w+)\\b.*", "$1");
    }

    /** The object that is asked about. */
    private static String subject(HttpServletRequest request, String rest) {
        return rest.equals("query") ? from(request.getParameter("q")) : rest.replaceFirst("sobjects/(\\w+).*", "$1");
    }

    /** As long as a distant server would take. */
    private void pause() {
        if (answersAfterMillis > 0) {
            try {
                var unused = new Semaphore(0).tryAcquire(answersAfterMillis, TimeUnit.MILLISECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
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
            nextPage(response, rest);
            return;
        }
        String soql = request.getParameter("q");
        boolean snapshot = soql.contains("RoutingModel");
        Runnable during = null;
        synchronized (this) {
            if (snapshot && !refusedSnapshots.isEmpty()) {
                write(response, refusedSnapshots.remove());
                return;
            }
            if (snapshot) {
                during = duringSnapshot;
                duringSnapshot = null;
            }
        }
        String refusal = TestRecords.refusal(soql, org.schema());
        if (refusal != null) {
            error(response, 400, refusal, soql);
            return;
        }
        List<Map<String, Object>> rows = records.query(soql);
        if (during != null) {
            during.run();
        }
        page(response, rows);
    }

    private void nextPage(HttpServletResponse response, String locator) throws IOException {
        Map.Entry<Integer, String> refusal;
        List<Map<String, Object>> rows;
        synchronized (this) {
            refusal = refusedPages.poll();
            rows = refusal == null ? cursors.remove(locator) : null;
        }
        if (refusal == null) {
            page(response, rows);
        } else {
            write(response, refusal);
        }
    }

    private void page(HttpServletResponse response, List<Map<String, Object>> rows) throws IOException {
        var answer = new LinkedHashMap<String, Object>();
        answer.put("totalSize", rows.size());
        answer.put("done", rows.size() <= page);
        answer.put("records", rows.subList(0, Math.min(page, rows.size())));
        if (rows.size() > page) {
            String locator = "query/01g" + rows.size() + "-" + System.nanoTime();
            synchronized (this) {
                cursors.put(locator, new ArrayList<>(rows.subList(page, rows.size())));
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
        if (type.equals("AgentWork")) {
            creates.incrementAndGet();
            Map.Entry<Integer, String> refusal;
            synchronized (this) {
                refusal = refusedCreates.poll();
            }
            if (refusal != null) {
                write(response, refusal);
                return;
            }
        }
        String fault = fault(type, fields, 1);
        if (fault != null) {
            error(response, 400, fault, "as told");
            return;
        }
        String id = org.create(type, fields);
        if (type.equals("AgentWork") && cut(request)) {
            return;
        }
        answer(response, 201, Map.of("id", id, "success", true, "errors", List.of()));
    }

    private boolean cut(HttpServletRequest request) {
        synchronized (this) {
            if (!cutNextCreate) {
                return false;
            }
            cutNextCreate = false;
        }
        org.cut(request);
        return true;
    }

    private synchronized String fault(String type, Map<String, Object> fields, int together) {
        if (type.equals(TestOrg.GUARD)
                && records.all(type).stream().anyMatch(row -> row.get("Key__c").equals(fields.get("Key__c")))) {
            return "DUPLICATE_VALUE";
        }
        return type.equals("AgentWork") ? createFault.of(fields, together) : null;
    }

    @SuppressWarnings("unchecked")
    private void collection(HttpServletRequest request, HttpServletResponse response) throws IOException {
        var results = new ArrayList<Object>();
        if (request.getMethod().equals("DELETE")) {
            for (String id : request.getParameter("ids").split(",", -1)) {
                records.remove(TestOrg.GUARD, id);
                results.add(Map.of("id", id, "success", true, "errors", List.of()));
            }
            answer(response, 200, results);
            return;
        }
        var all = (List<Map<String, Object>>) body(request).get("records");
        Map.Entry<Integer, String> refusal;
        synchronized (this) {
            refusal = refusedBatches.poll();
        }
        if (refusal != null) {
            write(response, refusal);
            return;
        }
        for (Map<String, Object> fields : all) {
            creates.incrementAndGet();
            var type = (String) ((Map<String, Object>) fields.remove("attributes")).get("type");
            String fault = fault(type, fields, all.size());
            results.add(
                    fault == null
                            ? Map.of("id", org.create(type, fields), "success", true, "errors", List.of())
                            : Map.of(
                                    "success",
                                    false,
                                    "errors",
                                    List.of(Map.of("statusCode", fault, "message", "as told", "fields", List.of()))));
        }
        if (!cut(request)) {
            answer(response, 200, results);
        }
    }

    /** Creates alone, all or none. */
    @SuppressWarnings("unchecked")
    private void composite(HttpServletRequest request, HttpServletResponse response) throws IOException {
        var parts = (List<Map<String, Object>>) body(request).get("compositeRequest");
        var faults = new ArrayList<String>();
        for (Map<String, Object> part : parts) {
            String type = type(part);
            faults.add(org.schema().has(type) ? fault(type, (Map<String, Object>) part.get("body"), 1) : "NOT_FOUND");
        }
        boolean all = faults.stream().allMatch(Objects::isNull);
        var results = new ArrayList<Object>();
        for (int i = 0; i < parts.size(); i++) {
            Map<String, Object> part = parts.get(i);
            Object body = all
                    ? Map.of("id", org.create(type(part), (Map<String, Object>) part.get("body")), "success", true)
                    : List.of(Map.of(
                            "errorCode",
                            faults.get(i) == null ? "PROCESSING_HALTED" : faults.get(i),
                            "message",
                            "as told"));
            results.add(
                    Map.of("referenceId", part.get("referenceId"), "httpStatusCode", all ? 201 : 400, "body", body));
        }
        if (!cut(request)) {
            answer(response, 200, Map.of("compositeResponse", results));
        }
    }

    private static String type(Map<String, Object> part) {
        return ((String) part.get("url")).replaceFirst(".*/sobjects/", "");
    }

    private static void write(HttpServletResponse response, Map.Entry<Integer, String> refusal) throws IOException {
        response.setStatus(refusal.getKey());
        response.getOutputStream().write(refusal.getValue().getBytes(StandardCharsets.UTF_8));
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
