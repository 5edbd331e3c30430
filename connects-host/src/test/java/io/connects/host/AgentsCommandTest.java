package io.connects.host;

import static org.assertj.core.api.Assertions.assertThat;

import io.connects.host.config.Configs;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An org and a Finesse server in one, which answer what a test says. */
class AgentsCommandTest {
    private static final String ANNA = "0055e000001AAAAAA4";
    private static final String STATUS = "0N55e000000AAAACA4";
    private static final String LISTED = "    agents: [{loginId: anna, skillTargetId: 5001, userId: " + ANNA + "}]\n";
    private static final String CASES = "<MediaList><Media><id>1</id><name>Cases</name><state>READY</state>"
            + "<routable>true</routable></Media></MediaList>";

    @TempDir
    Path directory;

    private final MockWebServer server = new MockWebServer();
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final List<String> queries = new CopyOnWriteArrayList<>();
    private final Map<String, String> finesse = new ConcurrentHashMap<>();
    private volatile String users = user(ANNA, "anna", true);
    private volatile String presences = "{\"UserId\":\"" + ANNA + "\",\"ServicePresenceStatusId\":\"" + STATUS + "\"}";
    private volatile String usersSource = "finesse";

    @BeforeEach
    void start() throws IOException {
        server.setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
                String path = request.getUrl().encodedPath();
                return path.startsWith("/finesse/api/")
                        ? finesse(path.substring("/finesse/api/".length()))
                        : org(path, Objects.requireNonNullElse(request.getUrl().queryParameter("q"), ""));
            }
        });
        server.start();
        finesse.put("Users", "<Users>" + agent("anna", "READY", "<skillTargetId>5001</skillTargetId>") + "</Users>");
        finesse.put("User/anna", agent("anna", "READY", ""));
        finesse.put("User/anna/Media", CASES);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private MockResponse finesse(String path) {
        String body = finesse.get(path);
        return answer(body == null ? 404 : body.isEmpty() ? 403 : 200, body == null ? "" : body);
    }

    private MockResponse org(String path, String soql) {
        if (path.endsWith("/token")) {
            return answer(
                    200, "{\"access_token\":\"t\",\"instance_url\":\"http://127.0.0.1:" + server.getPort() + "\"}");
        }
        if (path.endsWith("/services/data")) {
            return answer(200, "[{\"version\":\"64.0\"}]");
        }
        queries.add(soql);
        if (soql.contains("FROM UserServicePresence")) {
            return presences.isEmpty()
                    ? answer(400, "[{\"errorCode\":\"INVALID_TYPE\",\"message\":\"not supported\"}]")
                    : records(presences);
        }
        return records(
                soql.contains("FROM User ") ? users : "{\"Id\":\"" + STATUS + "\",\"MasterLabel\":\"Available\"}");
    }

    private static MockResponse records(String records) {
        return answer(200, "{\"done\":true,\"records\":[" + records + "]}");
    }

    private static MockResponse answer(int status, String body) {
        return new MockResponse.Builder().code(status).body(body).build();
    }

    private static String user(String id, String join, boolean active) {
        return "{\"Id\":\"" + id + "\",\"Username\":\"" + join + "@example.com\",\"FederationIdentifier\":\"" + join
                + "\",\"IsActive\":" + active + "}";
    }

    private static String agent(String login, String state, String more) {
        return "<User><loginId>" + login + "</loginId><state>" + state + "</state>" + more + "</User>";
    }

    private int execute(String agents) throws IOException {
        String node = "http://127.0.0.1:" + server.getPort();
        Path config = Files.writeString(
                directory.resolve("connects.yaml"),
                Configs.ROUTE
                        .replace("http://127.0.0.1:9", node)
                        .replace(
                                LISTED,
                                "    finesse: {nodes: [\"" + node + "\"], user: \"9999\", password: x, agents: "
                                        + usersSource + "}\n" + agents));
        return execute(config);
    }

    private int execute(Path config) {
        return new ConnectsProgram(
                        Configs.ENVIRONMENT,
                        InputStream.nullInputStream(),
                        new PrintWriter(out, true),
                        new PrintWriter(err, true),
                        stop -> {})
                .execute("agents", "--config", config.toString());
    }

    @Test
    void all_is_well_with_an_agent_who_is_found_on_both_sides() throws IOException {
        assertThat(execute("")).isZero();

        assertThat(out.toString().lines())
                .containsExactly(
                        "route support",
                        "ok    anna = anna@example.com, skill target id 5001; Finesse READY; Salesforce Available;"
                                + " Cases READY routable",
                        "1 ok, 0 fault");
        assertThat(queries)
                .contains(
                        "SELECT Id, Username, IsActive, FederationIdentifier FROM User WHERE FederationIdentifier != null");
    }

    @Test
    void tells_who_is_missing_on_either_side_and_what_to_do() throws IOException {
        users = user(ANNA, "anna", false) + "," + user("0055e000001AAABAA4", "boris", true);
        finesse.put(
                "Users",
                "<Users>" + agent("anna", "READY", "<skillTargetId>5001</skillTargetId>")
                        + agent("carla", "LOGOUT", "<skillTargetId>5003</skillTargetId>") + "</Users>");

        assertThat(execute("")).isEqualTo(1);

        assertThat(out.toString())
                .contains("fault Salesforce user anna@example.com", "is not active")
                .contains("      activate the Salesforce user")
                .contains("fault no Salesforce user has the login id of Cisco user carla")
                .contains("fault no Cisco user has the login id boris")
                .contains("0 ok, 3 fault");
    }

    @Test
    void tells_who_is_signed_in_on_one_side_only_or_gets_no_tasks() throws IOException {
        presences = "{\"UserId\":\"0055e000001AAABAA4\",\"ServicePresenceStatusId\":\"" + STATUS + "\"}";
        finesse.put("User/anna/Media", CASES.replace("<routable>true", "<routable>false"));

        assertThat(execute("")).isEqualTo(1);

        assertThat(out.toString())
                .contains("fault anna = anna@example.com, skill target id 5001; Finesse READY; Salesforce signed out;"
                        + " Cases READY not routable")
                .contains("signed in at Cisco only: sign in to Omni-Channel, or out at Cisco; gets no tasks of Cases");
    }

    @Test
    void what_may_not_be_read_is_unknown_and_no_fault() throws IOException {
        presences = "";
        finesse.put("User/anna/Media", "");

        assertThat(execute("")).isZero();

        assertThat(out.toString()).contains("; Finesse READY; Salesforce unknown; routable unknown");
    }

    @Test
    void asks_singly_for_states_that_the_list_leaves_out() throws IOException {
        finesse.put("Users", "<Users>" + agent("anna", "", "<skillTargetId>5001</skillTargetId>") + "</Users>");

        assertThat(execute("")).isZero();

        assertThat(out.toString()).contains("Finesse READY");
    }

    @Test
    void asks_for_login_ids_of_the_org() throws IOException {
        usersSource = "finesse-logins";
        finesse.put("User/anna", agent("anna", "NOT_READY", "<skillTargetId>5001</skillTargetId>"));
        finesse.remove("Users");

        assertThat(execute("")).isZero();

        assertThat(out.toString()).contains("skill target id 5001; Finesse NOT_READY");
    }

    @Test
    void holds_the_configured_agents_against_both_sides() throws IOException {
        usersSource = "configured";
        finesse.put("User/anna", agent("anna", "READY", "<skillTargetId>5009</skillTargetId>"));

        assertThat(execute(LISTED)).isEqualTo(1);

        assertThat(out.toString())
                .contains("fault anna = anna@example.com, skill target id 5001; Finesse READY")
                .contains("Finesse tells the skill target id 5009: correct the configuration");
        assertThat(queries).contains("SELECT Id, Username, IsActive FROM User WHERE Id IN ('" + ANNA + "')");
    }

    @Test
    void says_which_side_cannot_be_asked() throws IOException {
        finesse.put("Users", "");

        assertThat(execute("")).isEqualTo(1);

        assertThat(err.toString()).startsWith("route support: ").contains("403");
    }

    @Test
    void needs_a_route_with_finesse() throws IOException {
        assertThat(execute(Files.writeString(directory.resolve("none.yaml"), Configs.ROUTE)))
                .isEqualTo(2);
        assertThat(err.toString()).contains("no route has a finesse section");
    }
}
