package io.connects.host.config;

import static io.connects.host.config.Configs.ENVIRONMENT;
import static io.connects.host.config.Configs.with;
import static org.assertj.core.api.Assertions.assertThat;

import io.connects.sso.ids.ClientAuthentication;
import io.connects.sso.ids.IdsPaths;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** The identity service of a route. */
class SsoConfigTest {
    private static final String CLIENT =
            "clientId: me, clientSecret: \"${env:SECRET}\", redirectUri: \"https://desk.example.com/back\"";
    private static final String NODE = "nodes: [\"https://ids.example.com:8553\"], ";

    private static String yaml(String sso) {
        return with("    queues:", "    sso: {" + sso + "}\n    queues:");
    }

    private static RouteConfig.Sso sso(String yaml) {
        return Objects.requireNonNull(Configs.parse(yaml).routes().get(0).sso());
    }

    @Test
    void has_defaults_for_all_but_nodes_and_client() {
        RouteConfig.Sso sso = sso(yaml(NODE + CLIENT));

        assertThat(sso.issuers()).containsExactly("ids.example.com");
        assertThat(sso.nodes()).singleElement().satisfies(node -> {
            assertThat(node.paths()).isEqualTo(IdsPaths.DEFAULT);
            assertThat(node.authentication()).isEqualTo(ClientAuthentication.BASIC);
        });
        assertThat(sso.toString()).doesNotContain(ENVIRONMENT.get("SECRET"));
        assertThat(Configs.parse(Configs.ROUTE).routes().get(0).sso()).isNull();
    }

    @Test
    void the_release_says_what_tokens_are_unless_it_is_said() {
        String yaml = yaml(NODE + CLIENT);
        assertThat(sso(yaml).tokens()).isEqualTo(RouteConfig.Tokens.SIGNED);
        assertThat(sso(yaml.replace("12.6", "12.6(1)")).tokens()).isEqualTo(RouteConfig.Tokens.OPAQUE);
        assertThat(sso(yaml.replace("12.6", "12.5")).tokens()).isEqualTo(RouteConfig.Tokens.OPAQUE);
        assertThat(sso(yaml.replace("12.6", "15.0")).tokens()).isEqualTo(RouteConfig.Tokens.SIGNED);
        assertThat(sso(yaml(NODE + CLIENT + ", tokens: opaque")).tokens()).isEqualTo(RouteConfig.Tokens.OPAQUE);
    }

    @Test
    void tells_every_fault_with_path_and_line() {
        assertThat(Configs.faults(yaml("nodes: [\"http://a.example.com\"], clientId: me, clientSecret: \"${env:NONE}\","
                        + " redirectUri: \"http://b.example.com\", authentication: none, tokens: blue, issuers: [\"a b\"],"
                        + " trustFiles: [none.pem], paths: {token: nowhere}, more: 1")))
                .allMatch(fault -> fault.startsWith("routes[0].sso."))
                .anyMatch(fault -> fault.contains("nodes[0] (line 7): must be https"))
                .anyMatch(fault -> fault.contains("clientSecret (line 7): needs the environment variable NONE"))
                .anyMatch(fault -> fault.contains("redirectUri (line 7): must be https"))
                .anyMatch(fault -> fault.contains("authentication (line 7): must be basic or form"))
                .anyMatch(fault -> fault.contains("tokens (line 7): must be opaque or signed"))
                .anyMatch(fault -> fault.contains("issuers[0] (line 7): must be a host name"))
                .anyMatch(fault -> fault.contains("trustFiles[0] (line 7): ") && fault.contains("none.pem"))
                .anyMatch(fault -> fault.contains("paths.token (line 7): must begin with /"))
                .anyMatch(fault -> fault.contains("more (line 7): is not a known key"))
                .hasSize(9);
    }

    @Test
    void has_two_nodes_at_most() {
        assertThat(Configs.faults(yaml("nodes: [\"https://a\", \"https://b\", \"https://c\"], " + CLIENT)))
                .containsExactly("routes[0].sso.nodes (line 7): must be one or two, were 3");
    }
}
