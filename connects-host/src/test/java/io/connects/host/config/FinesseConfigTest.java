package io.connects.host.config;

import static io.connects.host.config.Configs.ENVIRONMENT;
import static io.connects.host.config.Configs.faults;
import static io.connects.host.config.Configs.with;
import static org.assertj.core.api.Assertions.assertThat;

import io.connects.core.Secret;
import io.connects.finesse.FinesseCredentials;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The Finesse pair of a route. */
class FinesseConfigTest {
    private static final String AGENTS =
            "    agents: [{loginId: anna, skillTargetId: 5001, userId: 0055e000001AAAAAA4}]\n";
    private static final String ACCOUNT = "user: \"9999\", password: \"${env:SECRET}\"";
    private static final String NODES = "nodes: [\"https://a.example.com:8445\"], ";

    @TempDir
    Path directory;

    private static String yaml(String finesse) {
        return with(AGENTS, "    finesse: {" + finesse + "}\n" + AGENTS);
    }

    private RouteConfig route(String yaml) {
        return HostConfig.parse(yaml, ENVIRONMENT, directory).routes().get(0);
    }

    private RouteConfig.Finesse finesse(String finesse) {
        return Objects.requireNonNull(route(yaml(finesse)).finesse());
    }

    private List<String> refused(String finesse) {
        return faults(yaml(finesse), directory);
    }

    @Test
    void is_not_needed() {
        assertThat(Configs.parse(Configs.ROUTE).routes().get(0).finesse()).isNull();
    }

    @Test
    void has_defaults_for_all_but_nodes_and_account() {
        RouteConfig.Finesse finesse = finesse(NODES + ACCOUNT);

        assertThat(finesse.agents()).isEqualTo(RouteConfig.AgentsFrom.CONFIGURED);
        assertThat(finesse.joinField()).isEqualTo("FederationIdentifier");
        assertThat(finesse.options().nodes()).containsExactly(URI.create("https://a.example.com:8445"));
        assertThat(finesse.options().notifications()).isEmpty();
        assertThat(finesse.options().release()).as("that of the site").isEqualTo("12.6");
        assertThat(finesse.options().credentials())
                .isEqualTo(new FinesseCredentials.Password("9999", Secret.of(ENVIRONMENT.get("SECRET"))));
        assertThat(finesse.toString()).doesNotContain(ENVIRONMENT.get("SECRET"));
    }

    @Test
    void takes_everything() {
        RouteConfig.Finesse finesse = finesse("nodes: [\"http://127.0.0.1:1\", \"http://localhost:2\"], " + ACCOUNT
                + ", notifications: [\"ws://127.0.0.1:1/ws/\", \"http://localhost:2/http-bind/\"]"
                + ", release: \"12.5(1)\", agents: finesse-logins, joinField: Cisco_Login__c, trustFiles: []");

        assertThat(finesse.options().release()).isEqualTo("12.5");
        assertThat(finesse.options().notifications()).hasSize(2);
        assertThat(finesse.agents()).isEqualTo(RouteConfig.AgentsFrom.FINESSE_LOGINS);
        assertThat(finesse.joinField()).isEqualTo("Cisco_Login__c");
    }

    @Test
    void needs_no_list_where_finesse_knows_the_agents() {
        RouteConfig route = route(yaml(NODES + ACCOUNT + ", agents: finesse").replace(AGENTS, ""));

        assertThat(route.routing().agents().size()).isZero();
        assertThat(route.summary()).endsWith("0 agents and those of Finesse, Finesse https://a.example.com:8445");
        assertThat(faults(yaml(NODES + ACCOUNT).replace(AGENTS, ""), directory))
                .singleElement()
                .asString()
                .startsWith("routes[0].agents (line 2): is missing");
    }

    @Test
    void tells_every_fault_with_path_and_line() {
        assertThat(
                        refused(
                                "nodes: [\"http://a.example.com\"], user: \"a:b\", password: \"${env:NONE}\", agents: none,"
                                        + " joinField: \"x y\", release: \"11.0\", more: 1, notifications: [\"ws://a.example.com/ws/\"]"))
                .allMatch(fault -> fault.startsWith("routes[0].finesse.") && fault.contains(" (line 6): "))
                .anyMatch(fault -> fault.contains("user (line 6): must be neither empty nor have a colon"))
                .anyMatch(fault -> fault.contains("password (line 6): needs the environment variable NONE"))
                .anyMatch(fault -> fault.contains("agents (line 6): must be configured, finesse or finesse-logins"))
                .anyMatch(fault -> fault.contains("joinField (line 6): must be the API name of a field"))
                .anyMatch(fault ->
                        fault.contains("release (line 6): 11.0 is too old: tasks are routed from release 11.5"))
                .anyMatch(fault -> fault.contains("more (line 6): is not a known key"))
                .anyMatch(fault -> fault.contains("notifications[0] (line 6): "))
                .hasSize(7);
    }

    @Test
    void tells_what_is_wrong_with_nodes() {
        assertThat(refused("nodes: [\"http://a.example.com\"], " + ACCOUNT))
                .singleElement()
                .asString()
                .startsWith("routes[0].finesse.nodes (line 6): must be https, because passwords go there");
        assertThat(refused("nodes: [], " + ACCOUNT))
                .containsExactly("routes[0].finesse.nodes (line 6): needs at least one node");
        assertThat(refused("nodes: [\"https://a\", \"https://b\", \"https://c\"], " + ACCOUNT))
                .containsExactly("routes[0].finesse.nodes (line 6): must be one or two, were 3");
        assertThat(refused(NODES + ACCOUNT + ", notifications: [\"wss://a/ws/\", \"wss://b/ws/\"]"))
                .containsExactly("routes[0].finesse.notifications (line 6): must be as many as nodes, were 2");
        assertThat(refused(NODES + ACCOUNT + ", trustFiles: [none.pem]"))
                .singleElement()
                .asString()
                .contains("finesse.trustFiles (line 6): ", "none.pem");
    }
}
