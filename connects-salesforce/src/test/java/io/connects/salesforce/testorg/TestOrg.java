package io.connects.salesforce.testorg;

import io.connects.core.Backoff;
import io.connects.core.Secret;
import io.connects.core.routing.AgentWork;
import io.connects.core.routing.Psr;
import io.connects.core.routing.WorkSource;
import io.connects.core.routing.contract.OrgUnderTest;
import io.connects.salesforce.Credentials;
import io.connects.salesforce.SObject;
import io.connects.salesforce.SalesforceId;
import io.connects.salesforce.SalesforceOptions;
import io.connects.salesforce.routing.AgentWorkRecord;
import io.connects.salesforce.routing.ExternalRoutingOptions;
import io.connects.salesforce.routing.SalesforceWorkSource;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.cometd.bayeux.server.BayeuxServer;
import org.cometd.server.http.jakarta.CometDServlet;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletContextRequest;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/** The org: one server on a free port of loopback, which can be stopped and started again on the same port. Thread-safe. */
public final class TestOrg implements OrgUnderTest {
    private static final DateTimeFormatter TIMESTAMP =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSxx").withZone(ZoneOffset.UTC);
    private static final Duration POLL = Duration.ofSeconds(2);

    private final TestSchema schema = new TestSchema();
    private final TestRecords records = new TestRecords();
    private final TestRest rest = new TestRest(this, records);
    private final TestStream stream = new TestStream(this::valid);
    private final Set<String> tokens = ConcurrentHashMap.newKeySet();
    private final AtomicInteger tokensIssued = new AtomicInteger();
    private final AtomicInteger ids = new AtomicInteger(1);
    private final Duration poll;
    private Server server;
    private int port;

    /** Starts an empty org. */
    public TestOrg() throws Exception {
        this(POLL);
    }

    /** Starts an empty org that holds polls for so long. */
    public TestOrg(Duration poll) throws Exception {
        this.poll = poll;
        start();
    }

    /** Starts the server, on the port that it had before. */
    public void start() throws Exception {
        server = new Server();
        var connector = new ServerConnector(server);
        connector.setHost("127.0.0.1");
        connector.setPort(port);
        server.addConnector(connector);
        var context = new ServletContextHandler("/");
        var cometd = new ServletHolder(new CometDServlet());
        cometd.setAsyncSupported(true);
        cometd.setInitOrder(1);
        cometd.setInitParameter("timeout", Long.toString(poll.toMillis()));
        cometd.setInitParameter("maxInterval", "40000");
        cometd.setInitParameter("maxMessageSize", Integer.toString(20 * 1024 * 1024));
        context.addServlet(cometd, "/cometd/*");
        context.addServlet(new ServletHolder(rest), "/services/*");
        server.setHandler(context);
        server.start();
        port = connector.getLocalPort();
        stream.serve((BayeuxServer) context.getServletContext().getAttribute(BayeuxServer.ATTRIBUTE));
    }

    /** Stops the server at once; records, retained events and port stay. */
    public void stop() throws Exception {
        server.setStopTimeout(0);
        server.stop();
    }

    public URI uri() {
        return URI.create("http://127.0.0.1:" + port);
    }

    public TestStream stream() {
        return stream;
    }

    TestSchema schema() {
        return schema;
    }

    /** Takes a field away from an object. */
    public void lacks(String type, String field) {
        schema.lacks(type, field);
    }

    /** Options with which a client of this org recovers in no time. */
    public SalesforceOptions.Builder options() {
        return SalesforceOptions.builder()
                .loginUri(uri())
                .credentials(new Credentials.ClientCredentials("an-app", Secret.of("s3cr3t")))
                .maxNetworkDelay(Duration.ofSeconds(5))
                .reconnect(new Backoff(Duration.ofMillis(20), Duration.ofMillis(200)))
                .reconnectSlowly(new Backoff(Duration.ofMillis(100), Duration.ofMillis(400)));
    }

    /** Routing options that go with them. */
    public static ExternalRoutingOptions.Builder routing() {
        return ExternalRoutingOptions.builder()
                .workItemFields(List.of("CaseNumber", "Subject", "Nonsense__c"))
                .retry(new Backoff(Duration.ofMillis(20), Duration.ofMillis(200)));
    }

    @Override
    public WorkSource source() {
        return SalesforceWorkSource.open(options().build(), routing().build());
    }

    // OAuth

    void issueToken(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (!"s3cr3t".equals(request.getParameter("client_secret"))) {
            TestRest.answer(
                    response,
                    400,
                    Map.of("error", "invalid_client", "error_description", "invalid client credentials"));
            return;
        }
        String token = "token-" + tokensIssued.incrementAndGet();
        tokens.add(token);
        TestRest.answer(
                response, 200, Map.of("access_token", token, "instance_url", uri().toString(), "token_type", "Bearer"));
    }

    boolean valid(String token) {
        return tokens.contains(token);
    }

    /** Every token issued so far is refused from now on. */
    public void revokeTokens() {
        tokens.clear();
    }

    public int tokensIssued() {
        return tokensIssued.get();
    }

    // Records

    private String id(String prefix) {
        return SalesforceId.of(prefix + String.format("%012d", ids.getAndIncrement()))
                .value();
    }

    @Override
    public Psr newPsr() {
        String item = id("500");
        records.put(
                "Case",
                new LinkedHashMap<>(Map.of("Id", item, "CaseNumber", "00001000", "Subject", "Help", "OwnerId", QUEUE)));
        return Psr.builder(id("0JR"), item, QUEUE, id("0N9"), Instant.parse("2026-05-04T12:00:00Z"))
                .build();
    }

    private static final String QUEUE = SalesforceId.of("00G000000000001").value();

    @Override
    public String userId() {
        return SalesforceId.of("005000000000001").value();
    }

    @Override
    public String otherQueueId() {
        return SalesforceId.of("00G000000000002").value();
    }

    @Override
    public void put(Psr psr) {
        Map<String, Object> record = record(psr);
        boolean known = records.get("PendingServiceRouting", psr.id()) != null;
        records.put("PendingServiceRouting", record);
        tell("PendingServiceRouting", known ? "updated" : "created", record);
    }

    @Override
    public void delete(String psrId) {
        records.remove("PendingServiceRouting", psrId);
        tell("PendingServiceRouting", "deleted", Map.of("Id", psrId));
    }

    private void tell(String type, String what, Map<String, Object> record) {
        for (Map<String, Object> topic : records.all("PushTopic")) {
            String query = (String) topic.get("Query");
            if (query.contains(" FROM " + type + " ")) {
                var selected = new LinkedHashMap<String, Object>();
                for (String field :
                        query.replaceFirst("SELECT (.*) FROM .*", "$1").split(", ", -1)) {
                    if (!what.equals("deleted") || field.equals("Id")) {
                        selected.put(field, record.get(field));
                    }
                }
                stream.publish((String) topic.get("Name"), what, selected);
            }
        }
    }

    private static Map<String, Object> record(Psr psr) {
        var record = new LinkedHashMap<String, Object>();
        record.put("Id", psr.id());
        record.put("Serial", psr.serial());
        record.put("GroupId", psr.queueId());
        record.put("QueueId", psr.queueId());
        record.put("WorkItemId", psr.workItemId());
        record.put("ServiceChannelId", psr.channelId());
        record.put("IsPushed", psr.pushed());
        record.put("IsReadyForRouting", psr.readyForRouting());
        record.put("IsTransfer", psr.transfer());
        record.put("LastDeclinedAgentSession", psr.lastDeclinedSession());
        record.put("CreatedDate", TIMESTAMP.format(psr.createdDate()));
        record.put("CustomRequestedDateTime", TIMESTAMP.format(psr.requestTime()));
        record.put("RoutingModel", "ExternalRouting");
        record.put("RoutingPriority", psr.priority());
        record.put("SecondaryRoutingPriority", psr.secondaryPriority());
        record.put("PreferredUserId", psr.preferredUserId());
        record.put("IsPreferredUserRequired", psr.preferredUserRequired());
        record.put(
                "PushTimeout",
                psr.pushTimeout() == null ? null : psr.pushTimeout().toSeconds());
        record.put("CapacityWeight", psr.capacityWeight());
        record.put("CapacityPercentage", psr.capacityPercentage());
        return record;
    }

    String created(String type, Map<String, Object> fields) {
        var record = new LinkedHashMap<>(fields);
        record.put("Id", id(type.equals("AgentWork") ? "0Bz" : "0IF"));
        record.put("CreatedDate", TIMESTAMP.format(Instant.now()));
        if (type.equals("AgentWork")) {
            record.put("Status", "Assigned");
        }
        records.put(type, record);
        return (String) record.get("Id");
    }

    /** The PushTopics that exist: name to query. */
    public Map<String, String> topics() {
        var topics = new LinkedHashMap<String, String>();
        records.all("PushTopic").forEach(topic -> topics.put((String) topic.get("Name"), (String) topic.get("Query")));
        return topics;
    }

    /** Creates a PushTopic. */
    public void createTopic(String name, String query) {
        created("PushTopic", Map.of("Name", name, "Query", query));
    }

    @Override
    public List<AgentWork> agentWorks(String psrId) {
        return records.all("AgentWork").stream()
                .filter(work -> psrId.equals(work.get("PendingServiceRoutingId")))
                .map(work -> new AgentWorkRecord(new SObject("AgentWork", work)).toAgentWork())
                .toList();
    }

    /** Changes a field of every record of an object, without an event. */
    public void change(String type, String field, Object value) {
        for (Map<String, Object> record : records.all(type)) {
            var changed = new LinkedHashMap<>(record);
            changed.put(field, value);
            records.put(type, changed);
        }
    }

    @Override
    public int createsReceived() {
        return rest.createsReceived();
    }

    @Override
    public String ownerOf(String workItemId) {
        return (String) Objects.requireNonNull(records.get("Case", workItemId)).get("OwnerId");
    }

    // Faults

    @Override
    public void dropStream() {
        stream.killSessions();
    }

    @Override
    public void duringNextSnapshot(Runnable action) {
        rest.duringNextSnapshot(action);
    }

    @Override
    public void cutNextCreate() {
        rest.cutNextCreate();
    }

    /** Closes the connection without an answer. */
    void cut(HttpServletRequest request) {
        ServletContextRequest.getServletContextRequest(request)
                .getConnectionMetaData()
                .getConnection()
                .getEndPoint()
                .close();
    }

    @Override
    public void refuseNextCreate(String code) {
        refuseNextCreate(400, "[{\"errorCode\":\"" + code + "\",\"message\":\"as told\"}]");
    }

    /** Refuses the next create in this way. */
    public void refuseNextCreate(int status, String body) {
        rest.refuseNextCreate(status, body);
    }

    @Override
    public void failNextSnapshot() {
        rest.failNextSnapshot();
    }

    @Override
    public void close() {
        try {
            stop();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
