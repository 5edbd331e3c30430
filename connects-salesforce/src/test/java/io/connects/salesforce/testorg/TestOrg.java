package io.connects.salesforce.testorg;

import io.connects.core.Backoff;
import io.connects.core.Secret;
import io.connects.core.http.TestCertificate;
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
import io.connects.salesforce.routing.FeedKind;
import io.connects.salesforce.routing.SalesforceWorkSource;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.cometd.bayeux.server.BayeuxServer;
import org.cometd.server.http.jakarta.CometDServlet;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletContextRequest;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.ssl.SslContextFactory;

/** The org: one server on a free port of loopback, which can be stopped and started again on the same port. Thread-safe. */
public final class TestOrg implements OrgUnderTest {
    /** The object of guard rows, which the org lacks unless told. */
    public static final String GUARD = "Connects_Assignment__c";

    private static final Duration POLL = Duration.ofSeconds(2);

    private final TestSchema schema = new TestSchema();
    private final TestTokens tokens = new TestTokens(this::uri);
    private final TestRecords records = new TestRecords();
    private final TestRest rest = new TestRest(this, records);
    private final TestStream stream = new TestStream(tokens::valid);
    private final TestEvents events = new TestEvents(records, stream);
    private final Map<String, Instant> deleted = new ConcurrentHashMap<>();
    private final AtomicInteger ids = new AtomicInteger(1);
    private final FeedKind feed;
    private final Duration poll;
    private final TestCertificate certificate;
    private Server server;
    private int port;

    /** Starts an empty org. */
    public TestOrg() throws Exception {
        this(FeedKind.PUSH_TOPIC);
    }

    /** Starts an empty org whose {@link #source()} hears of work in this way. */
    public TestOrg(FeedKind feed) throws Exception {
        this(feed, POLL);
    }

    /** Starts an empty org that holds polls for so long. */
    public TestOrg(Duration poll) throws Exception {
        this(FeedKind.PUSH_TOPIC, poll);
    }

    /** Starts an empty org that speaks TLS, as the host {@code org.test}, and holds polls for so long. */
    public TestOrg(TestCertificate certificate, Duration poll) throws Exception {
        this(FeedKind.PUSH_TOPIC, poll, certificate);
    }

    private TestOrg(FeedKind feed, Duration poll) throws Exception {
        this(feed, poll, null);
    }

    private TestOrg(FeedKind feed, Duration poll, TestCertificate certificate) throws Exception {
        this.feed = feed;
        this.poll = poll;
        this.certificate = certificate;
        start();
    }

    /** Starts the server, on the port that it had before. */
    public void start() throws Exception {
        server = new Server();
        var connector =
                certificate == null ? new ServerConnector(server) : new ServerConnector(server, tls(certificate));
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
        return URI.create(certificate == null ? "http://127.0.0.1:" + port : "https://org.test:" + port);
    }

    public TestStream stream() {
        return stream;
    }

    public TestSchema schema() {
        return schema;
    }

    /** Decides about the creation of an AgentWork. */
    public interface CreateFault {
        /**
         * The code with which it is refused; null when it is not.
         *
         * @param together how many are created by the same request
         */
        String of(Map<String, Object> fields, int together);
    }

    /** Refuses AgentWorks from now on. */
    public void createFault(CreateFault fault) {
        rest.createFault(fault);
    }

    /** Refuses the next collection of records as a whole. */
    public void refuseNextBatch(int status, String body) {
        rest.refuseNextBatch(status, body);
    }

    /** How many records one page of a query has. */
    public void page(int records) {
        rest.page(records);
    }

    /** How long REST takes for an answer. */
    public void answersAfter(Duration time) {
        rest.answersAfter(time.toMillis());
    }

    /** What came over REST: method and path, of a query method and object. */
    public List<String> calls() {
        return rest.calls();
    }

    /** Creates the object of guard rows. */
    public void hasGuard() {
        schema.has(GUARD, List.of("Id", "Key__c", "CreatedDate"));
    }

    /** The fields of a record of an object, for all of its records. */
    public List<Map<String, Object>> all(String type) {
        return records.all(type);
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
        return SalesforceWorkSource.open(
                options().build(),
                routing()
                        .feed(feed)
                        .snapshotEvery(events.filtered() ? Duration.ofMillis(100) : Duration.ofMinutes(15))
                        .pollFastest(Duration.ofMillis(50))
                        .pollSlowest(Duration.ofMillis(50))
                        .build());
    }

    TestTokens tokens() {
        return tokens;
    }

    /** Every token issued so far is refused from now on. */
    public void revokeTokens() {
        tokens.revokeAll();
    }

    public int tokensIssued() {
        return tokens.issued();
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
        Map<String, Object> record = PsrRecord.of(psr);
        Map<String, Object> before = records.get("PendingServiceRouting", psr.id());
        records.put("PendingServiceRouting", record);
        events.put(before, record);
    }

    @Override
    public void delete(String psrId) {
        records.remove("PendingServiceRouting", psrId);
        deleted.put(psrId, Instant.now());
        events.deleted(psrId);
    }

    /** What getDeleted answers: all deletions from this minute on. */
    Map<String, Object> deletedSince(String start) {
        Instant from = Instant.parse(start.replace(' ', '+').replaceFirst("\\+00:00$", "Z"));
        return Map.of(
                "earliestDateAvailable",
                TestRecords.TIMESTAMP.format(from.minusSeconds(60)),
                "latestDateCovered",
                TestRecords.TIMESTAMP.format(Instant.now()),
                "deletedRecords",
                deleted.entrySet().stream()
                        .filter(one -> !one.getValue().isBefore(from))
                        .map(one ->
                                Map.of("id", one.getKey(), "deletedDate", TestRecords.TIMESTAMP.format(one.getValue())))
                        .toList());
    }

    /** Creates the channel of Change Data Capture, whose member for PSRs has this filter; null for none. */
    public void createChannel(String filter) {
        create(
                "PlatformEventChannel",
                Map.of("DeveloperName", TestEvents.CHANNEL.replace("__chn", ""), "ChannelType", "data"));
        TestEvents.members(filter).forEach(member -> create("PlatformEventChannelMember", member));
    }

    /** Publishes a change event if there is a channel, and nothing that its filter keeps back. */
    public void publishChange(String entity, String type, List<String> ids, Map<String, ?> fields) {
        events.publishChange(entity, type, ids, fields);
    }

    /** Says which org this is. */
    public void organization(String id, boolean sandbox) {
        records.all("Organization").forEach(other -> records.remove("Organization", (String) other.get("Id")));
        records.put("Organization", new LinkedHashMap<>(Map.of("Id", id, "IsSandbox", sandbox)));
    }

    /** Creates a record, and gives its id. */
    public String create(String type, Map<String, ?> fields) {
        Map<String, Object> record = new LinkedHashMap<>(fields);
        record.put("Id", id(TestSchema.prefix(type)));
        record.put("CreatedDate", TestRecords.TIMESTAMP.format(Instant.now()));
        if (type.equals("AgentWork")) {
            record.put("Status", "Assigned");
            record.put("RoutingModel", "ExternalRouting");
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
        create("PushTopic", Map.of("Name", name, "Query", query));
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
        refuseNextSnapshot(503, "[{\"errorCode\":\"SERVER_UNAVAILABLE\",\"message\":\"try again\"}]");
    }

    /** Refuses the next query for all PSRs in this way. */
    public void refuseNextSnapshot(int status, String body) {
        rest.refuseNextSnapshot(status, body);
    }

    /** Refuses to go on with a query once. */
    public void refuseNextPage(int status, String body) {
        rest.refuseNextPage(status, body);
    }

    @Override
    public void close() {
        try {
            stop();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static SslContextFactory.Server tls(TestCertificate certificate) {
        var tls = new SslContextFactory.Server();
        tls.setKeyStorePath(certificate.store().toString());
        tls.setKeyStorePassword(TestCertificate.PASSWORD);
        tls.setCertAlias("own");
        tls.setValidateCerts(false);
        tls.setSniRequired(false);
        return tls;
    }
}
