package io.connects.host.config;

import static io.connects.host.config.Configs.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.connects.core.Secret;
import io.connects.salesforce.Credentials;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EnvironmentTest {
    private static final Environment ENVIRONMENT =
            new Environment(Map.of("HOST", "example", "EMPTY", "", "TRICKY", "a: {b} \n${env:HOST} $1 \\"));

    @Test
    void puts_in_variables_and_defaults() {
        assertThat(ENVIRONMENT.resolve("https://${env:HOST}.${env:DOMAIN:-test}"))
                .isEqualTo("https://example.test");
        assertThat(ENVIRONMENT.resolve("${env:EMPTY:-filled}")).isEqualTo("filled");
        assertThat(ENVIRONMENT.resolve("${env:NONE:-}")).isEmpty();
        assertThat(ENVIRONMENT.resolve("costs $5")).isEqualTo("costs $5");
    }

    @Test
    void leaves_alone_what_was_put_in() {
        assertThat(ENVIRONMENT.resolve("${env:TRICKY}")).isEqualTo("a: {b} \n${env:HOST} $1 \\");
    }

    @Test
    void a_variable_must_be_set_to_something() {
        assertThatThrownBy(() -> ENVIRONMENT.resolve("${env:NONE}"))
                .hasMessage("needs the environment variable NONE, which is not set");
        assertThatThrownBy(() -> ENVIRONMENT.resolve("${env:EMPTY}"))
                .hasMessage("needs the environment variable EMPTY, which is empty");
    }

    @ParameterizedTest
    @ValueSource(strings = {"${HOST}", "${env:}", "${env:1X}", "${file:/etc/passwd}", "${env:HOST-x}", "${}"})
    void knows_no_other_reference(String text) {
        assertThatThrownBy(() -> ENVIRONMENT.resolve(text)).hasMessageContaining("neither ${env:NAME} nor");
    }

    @Test
    void keys_are_taken_as_they_are() {
        assertThat(Configs.faults("${env:SECRET}: 1"))
                .anyMatch(fault -> fault.startsWith("? (line 1): is not a known key"));
    }

    @Test
    void a_secret_may_hold_any_character() {
        assertThat(Configs.parse(Configs.ROUTE)
                        .routes()
                        .get(0)
                        .salesforce()
                        .options()
                        .credentials())
                .isEqualTo(new Credentials.ClientCredentials("id", Secret.of("s3cr3t: {not yaml}")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "name: support",
                "\"http://127.0.0.1:9\"",
                "port: 0",
                "127.0.0.1}",
                "5001",
                "0055e000001AAAAAA4",
                "00G5e000000AAAAEA4",
                "20s",
                "CCE",
                "\"12.6\""
            })
    void values_from_the_environment_are_never_printed(String place) {
        String wrong = "!! wrong, and private";
        String key = place.contains(": ") ? place.substring(0, place.indexOf(": ") + 2) : "";
        String end = place.endsWith("}") ? "}" : "";
        String yaml = with(place, key + "\"${env:WRONG}\"" + end);

        assertThatThrownBy(() -> HostConfig.parse(yaml, Map.of("SECRET", "s", "WRONG", wrong), Path.of(".")))
                .isInstanceOf(InvalidConfigException.class)
                .asString()
                .doesNotContain("private");
    }

    @Test
    void nothing_prints_a_secret() {
        HostConfig config = Configs.parse(Configs.ROUTE);

        assertThat(config.toString() + config.routes().get(0).summary()).doesNotContain("s3cr3t");
        assertThat(new Node.Scalar(1, "s3cr3t").toString()).doesNotContain("s3cr3t");
    }
}
