package io.connects.host;

import static org.assertj.core.api.Assertions.assertThat;

import io.connects.core.http.TestCertificate;
import io.connects.host.config.Configs;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code connects sso token}: the command, and what comes of each step. */
@Timeout(60)
class SsoCommandTest {
    private static final String REDIRECT = "https://desk.example.invalid/back";
    private static final String PASSWORD = "passw0rd-1";
    private static final Pattern STATE = Pattern.compile("&state=([A-Za-z0-9_-]{43})");
    private static final Map<String, String> ENVIRONMENT =
            Map.of("SECRET", "cl1ent-1", "PASSWORD", PASSWORD, "EMPTY", "");
    private static final String[] ROBOT = {"--user", "jdoe", "--password-env", "PASSWORD"};

    @TempDir
    static Path certificates;

    private static TestCertificate certificate;

    @TempDir
    Path directory;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private ScriptedIds ids;
    private String yaml;

    @BeforeAll
    static void certify() throws Exception {
        certificate = new TestCertificate(certificates, "localhost");
    }

    @BeforeEach
    void start() throws Exception {
        ids = new ScriptedIds(certificate);
        yaml = Configs.ROUTE.replace("\"12.6\"", "\"12.5\"").replace("    queues:", """
                    sso:
                      nodes: ["%s"]
                      clientId: connects
                      clientSecret: ${env:SECRET}
                      redirectUri: %s
                      trustFiles: ["%s"]
                    queues:""".formatted(
                        ids.uri(), REDIRECT, certificate.pem())
                .indent(4)
                .stripTrailing());
    }

    @AfterEach
    void nothing_secret_was_printed() {
        ids.close();
        assertThat(out + "\n" + err)
                .doesNotContain(ScriptedIds.SECRETS)
                .doesNotContain(ENVIRONMENT.get("SECRET"), PASSWORD);
    }

    private int token(InputStream in, String... words) throws IOException {
        Path config = Files.writeString(directory.resolve("connects.yaml"), yaml);
        var arguments = new ArrayList<>(List.of("sso", "token", "--config", config.toString()));
        arguments.addAll(List.of(words));
        return execute(in, arguments.toArray(String[]::new));
    }

    private int execute(InputStream in, String... words) {
        return new ConnectsProgram(ENVIRONMENT, in, new PrintWriter(out, true), new PrintWriter(err, true), stop -> {})
                .execute(words);
    }

    private int robot() throws IOException {
        return token(InputStream.nullInputStream(), ROBOT);
    }

    private int pasted(Supplier<String> line, String... more) throws IOException {
        var words = new ArrayList<>(List.of("--user", "jdoe"));
        words.addAll(List.of(more));
        return token(new Typing(line), words.toArray(String[]::new));
    }

    /** What the browser of somebody who signed in shows. */
    private String redirected() {
        var state = STATE.matcher(out.toString());
        assertThat(state.find()).as(out.toString()).isTrue();
        return REDIRECT + "?code=" + ScriptedIds.CODE + state.group();
    }

    /** Somebody who looks at what was printed before he types one line. */
    private static final class Typing extends InputStream {
        private final Supplier<String> line;
        private InputStream typed;

        Typing(Supplier<String> line) {
            this.line = line;
        }

        private InputStream typed() {
            if (typed == null) {
                typed = new ByteArrayInputStream(line.get().getBytes(StandardCharsets.UTF_8));
            }
            return typed;
        }

        @Override
        public int read() throws IOException {
            return typed().read();
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            return typed().read(bytes, offset, length);
        }
    }

    @Test
    void a_person_pastes_the_address_that_the_browser_was_sent_to() throws IOException {
        assertThat(pasted(() -> "  " + redirected() + " \n")).as(out.toString()).isZero();

        assertThat(out.toString())
                .startsWith("route support")
                .contains("Open this in a browser and sign in:", ids.uri() + "/ids/v1/oauth/authorize?")
                .contains("within a minute:", "they are jdoe's", "a refresh works", "the tokens were revoked")
                .endsWith("6 ok, 0 fault" + System.lineSeparator());
        assertThat(err.toString()).isEmpty();
        assertThat(ids.asked())
                .containsExactly(
                        "public",
                        "code",
                        "refresh",
                        "revoke r3fresh-1",
                        "revoke acc3ss-1",
                        "revoke r3fresh-2",
                        "revoke acc3ss-2");
    }

    @Test
    void a_robot_signs_in_with_a_form_and_may_keep_its_tokens() throws IOException {
        assertThat(token(InputStream.nullInputStream(), "--user", "JDOE", "--password-env", "PASSWORD", "--keep"))
                .as(out.toString())
                .isZero();

        assertThat(out.toString())
                .contains("they are JDOE's", "the tokens stay good until they end")
                .doesNotContain("browser");
        assertThat(ids.asked()).containsExactly("public", "GET authorize", "POST authorize", "code", "refresh");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--user jdoe --password-env NONE  | --password-env: the environment variable NONE is not set",
                "--user jdoe --password-env EMPTY | --password-env: the environment variable EMPTY is not set",
                "--user= --password-env PASSWORD  | --user: is empty",
                "--password-env PASSWORD          | --user",
                "--user jdoe --route other        | There is nowhere to sign in: no route other has an sso section.",
            })
    void a_fault_in_the_command_is_told_before_anything_is_asked(String words, String said) throws IOException {
        assertThat(token(InputStream.nullInputStream(), words.split(" ", -1))).isEqualTo(2);

        assertThat(err.toString()).contains(said);
        assertThat(out.toString()).isEmpty();
        assertThat(ids.asked()).isEmpty();
    }

    @Test
    void needs_a_route_with_single_sign_on() throws IOException {
        yaml = Configs.ROUTE;

        assertThat(robot()).isEqualTo(2);

        assertThat(err.toString()).contains("There is nowhere to sign in: no route has an sso section.");
    }

    @Test
    void needs_the_route_s_name_when_several_have_single_sign_on() throws IOException {
        String first = yaml.substring(yaml.indexOf('\n') + 1);
        yaml += first.replace("name: support", "name: second");

        assertThat(robot()).isEqualTo(2);
        assertThat(err.toString()).contains("Say which: --route support or second");
        assertThat(ids.asked()).isEmpty();

        assertThat(token(
                        InputStream.nullInputStream(),
                        "--user",
                        "jdoe",
                        "--password-env",
                        "PASSWORD",
                        "--route",
                        "second"))
                .as(err.toString())
                .isZero();
        assertThat(out.toString()).startsWith("route second");
    }

    @Test
    void needs_a_configuration_without_faults_and_a_word_for_what_to_do() throws IOException {
        yaml = yaml.replace("clientId: connects", "clientId:");
        assertThat(robot()).isEqualTo(2);
        assertThat(err.toString()).contains("routes[0].sso.clientId");

        assertThat(execute(InputStream.nullInputStream(), "sso")).isEqualTo(2);
        assertThat(err.toString()).contains("Say what to do: token or frame.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\n",
                "no address, c0de-1\n",
                REDIRECT + "?code=c0de-1\n",
                REDIRECT + "?code=c0de-1&state=another\n",
                "https://elsewhere.example.invalid/back?code=c0de-1&state=another\n",
                "mailto:jdoe\n",
            })
    void an_address_that_does_not_answer_the_sign_in_is_refused(String typed) throws IOException {
        assertThat(pasted(() -> typed)).isEqualTo(1);

        assertThat(out.toString())
                .contains("fault the redirect does not answer this sign-in: ", "give the whole address")
                .endsWith("1 ok, 1 fault" + System.lineSeparator());
        assertThat(ids.asked()).containsExactly("public");
    }

    @Test
    void an_address_of_another_place_is_refused_with_the_right_state_too() throws IOException {
        assertThat(pasted(() -> redirected().replace("/back", "/other") + "\n")).isEqualTo(1);

        assertThat(out.toString()).contains("it comes to another address");
    }

    @Test
    void input_that_cannot_be_read_is_told_of() throws IOException {
        InputStream closed = InputStream.nullInputStream();
        closed.close();

        assertThat(token(closed, "--user", "jdoe")).isEqualTo(1);

        assertThat(out.toString()).contains("fault the redirect does not answer this sign-in: it cannot be read");
    }

    @Test
    void a_user_whom_the_identity_service_refused_is_told_of() throws IOException {
        assertThat(pasted(() -> redirected().replace("code=" + ScriptedIds.CODE, "error=access_denied") + "\n"))
                .isEqualTo(1);

        assertThat(out.toString())
                .contains("fault the sign-in is not authorised: access_denied", "may not sign in here");
        assertThat(ids.asked()).containsExactly("public");
    }

    @Test
    void no_password_goes_to_a_host_that_was_not_named() throws IOException {
        ids.signInAt("https://idp.example.invalid/login");

        assertThat(robot()).isEqualTo(1);

        assertThat(out.toString()).contains("name it: --identity-provider HOST");
        assertThat(ids.asked()).containsExactly("public", "GET authorize");
    }

    @Test
    void a_code_that_is_refused_ends_the_trial() throws IOException {
        ids.answer("code", 400, "{\"error\":\"invalid_grant\",\"error_description\":\"c0de-1 is known\"}");

        assertThat(robot()).isEqualTo(1);

        assertThat(out.toString())
                .contains("fault the exchange of the code is not authorised: invalid_grant", "a code is good once")
                .endsWith("1 ok, 1 fault" + System.lineSeparator());
        assertThat(ids.asked()).endsWith("code");
    }

    @Test
    void tokens_of_somebody_else_are_a_fault_and_are_revoked() throws IOException {
        ids.answer("code", 200, ScriptedIds.ISSUED.replace("jdoe", "boris"));
        ids.answer("refresh", 200, ScriptedIds.RENEWED.replace("jdoe", "boris"));

        assertThat(robot()).isEqualTo(1);

        assertThat(out.toString())
                .contains("fault they are somebody else's: user boris", "expected was jdoe", "5 ok, 1 fault");
        assertThat(ids.asked()).endsWith("revoke acc3ss-2");
    }

    @Test
    void a_refresh_that_gives_tokens_of_somebody_else_is_a_fault_and_they_are_revoked() throws IOException {
        ids.answer("refresh", 200, ScriptedIds.RENEWED.replace("jdoe", "boris"));

        assertThat(robot()).isEqualTo(1);

        assertThat(out.toString()).contains("fault a refresh gives tokens of somebody else", "5 ok, 1 fault");
        assertThat(ids.asked()).endsWith("revoke acc3ss-2");
    }

    @Test
    void a_refresh_that_is_refused_is_a_fault_and_what_there_is_is_revoked() throws IOException {
        ids.answer("refresh", 400, "{\"error\":\"invalid_grant\",\"error_description\":\"r3fresh-1\"}");

        assertThat(robot()).isEqualTo(1);

        assertThat(out.toString()).contains("fault the refresh is not authorised: invalid_grant", "5 ok, 1 fault");
        assertThat(ids.asked()).endsWith("refresh", "revoke r3fresh-1", "revoke acc3ss-1");
    }

    @Test
    void tokens_that_cannot_be_refreshed_are_a_fault() throws IOException {
        ids.answer("code", 200, ScriptedIds.ISSUED.replace("refresh_token", "other"));

        assertThat(robot()).isEqualTo(1);

        assertThat(out.toString()).contains("fault the IdS sent no refresh token");
        assertThat(ids.asked()).endsWith("code", "revoke acc3ss-1");
    }

    @Test
    void a_revocation_that_fails_is_a_fault() throws IOException {
        ids.answer("revoke", 404, "r3fresh-1");

        assertThat(robot()).isEqualTo(1);

        assertThat(out.toString()).contains("fault the revocation ", "correct paths.revoke", "5 ok, 1 fault");
    }
}
