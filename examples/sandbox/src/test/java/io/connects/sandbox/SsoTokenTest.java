package io.connects.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.connects.core.Secret;
import io.connects.host.ConnectsProgram;
import io.connects.simulators.ids.IdsApplication;
import io.connects.simulators.ids.IdsOptions;
import io.connects.simulators.ids.IdsUser;
import io.connects.simulators.ids.SimulatedIds;
import io.connects.simulators.ids.TokenFormat;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** {@code ./connects sso token} against the simulated identity service, and everything that is printed and logged meanwhile. */
@Timeout(120)
class SsoTokenTest {
    private static final URI REDIRECT = URI.create("https://desk.example.invalid/back");
    private static final String SECRET = "client-fixture";
    private static final String PASSWORD = "identity-anna";

    @TempDir
    Path directory;

    private final Logger ours = (Logger) LoggerFactory.getLogger("io.connects");
    private final ListAppender<ILoggingEvent> logged = new ListAppender<>();
    private final List<SimulatedIds> open = new ArrayList<>();
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private SimulatedIds ids = started(IdsOptions.builder());
    private String clientSecret = SECRET;
    private String release = "12.6(2)";
    private String more = "";
    private URI redirect = REDIRECT;
    private boolean isTrusted = true;

    private SimulatedIds started(IdsOptions.Builder options) {
        var service = new SimulatedIds(options.issuer("ids.example.test")
                        .application(new IdsApplication("connects", Secret.of(SECRET), List.of(REDIRECT)))
                        .user(IdsUser.of("anna", PASSWORD))
                        .user(IdsUser.of("boris", "identity-boris"))
                        .build())
                .start();
        open.add(service);
        return service;
    }

    @BeforeEach
    void listen() {
        ours.setLevel(Level.TRACE);
        logged.start();
        ours.addAppender(logged);
    }

    @AfterEach
    void nothing_that_is_secret_was_printed_or_logged() {
        ours.detachAppender(logged);
        ours.setLevel(null);
        var told = new StringBuilder(out.toString()).append(err);
        List.copyOf(logged.list)
                .forEach(event -> told.append(event.getFormattedMessage()).append('\n'));
        for (SimulatedIds service : open) {
            service.secrets().stream()
                    .map(Secret::reveal)
                    .forEach(secret -> assertThat(told.indexOf(secret)).isNegative());
            service.close();
        }
        assertThat(told).doesNotContain(SECRET, PASSWORD, "identity-boris");
    }

    private int token(InputStream in, String... words) throws IOException {
        Path config = Files.writeString(
                directory.resolve("connects.yaml"),
                """
                routes:
                  - name: here
                    cisco: {product: CCE, release: "%s"}
                    salesforce: {loginUri: "http://127.0.0.1:9", clientId: id, clientSecret: x}
                    mri: {port: 0, bindAddress: 127.0.0.1}
                    agents: [{loginId: anna, skillTargetId: 5001, userId: 0055e000001AAAAAA4}]
                    queues:
                      - {queueId: 00G5e000000AAAAEA4, mrdId: 1, scriptSelector: cases, pushTimeout: 20s}
                    sso:
                      nodes: ["%s"]
                      clientId: connects
                      clientSecret: ${env:CLIENT_SECRET}
                      redirectUri: %s
                      issuers: [ids.example.test]
                """.formatted(release, ids.uri(), redirect)
                        + (isTrusted ? "      trustFiles: [\"" + ids.authorityPem() + "\"]\n" : "")
                        + more);
        var arguments = new ArrayList<>(List.of("sso", "token", "--config", config.toString()));
        arguments.addAll(List.of(words));
        return new ConnectsProgram(
                        Map.of("CLIENT_SECRET", clientSecret, "PASSWORD", PASSWORD, "WRONG", "guessed"),
                        in,
                        new PrintWriter(out, true),
                        new PrintWriter(err, true),
                        stop -> {})
                .execute(arguments.toArray(String[]::new));
    }

    private int robot() throws IOException {
        return token(InputStream.nullInputStream(), "--user", "anna", "--password-env", "PASSWORD");
    }

    /** Somebody at a browser, who reads what was printed when the program waits for a line. */
    private InputStream browser(String login, String password) {
        return new InputStream() {
            private byte[] line = new byte[0];
            private int at;

            @Override
            public int read() {
                if (line.length == 0) {
                    line = (redirected(login, password) + "\n").getBytes(StandardCharsets.UTF_8);
                }
                return at < line.length ? line[at++] : -1;
            }

            @Override
            public int read(byte[] bytes, int offset, int length) {
                int one = length == 0 ? 0 : read();
                if (one >= 0 && length > 0) {
                    bytes[offset] = (byte) one;
                    return 1;
                }
                return length == 0 ? 0 : -1;
            }
        };
    }

    private URI redirected(String login, String password) {
        URI printed = out.toString()
                .lines()
                .filter(text -> text.startsWith("https://"))
                .reduce((first, last) -> last)
                .map(URI::create)
                .orElseThrow();
        return SignInBrowser.redirected(printed, ids.authorityPem(), login, password);
    }

    @Test
    void a_robot_gets_signed_tokens_that_are_good_refreshed_and_revoked() throws IOException {
        assertThat(robot()).as(out.toString()).isZero();

        assertThat(out.toString())
                .contains("route here", "ok    " + ids.uri() + " answers")
                .contains("access: access token, not verified: alg=RS256", "iss=ids.example.test user=anna")
                .contains("scope=ccc_onprem_apps", "the tokens are signed, as expected")
                .contains("the access token is genuine", "the refresh token is genuine")
                .contains("they are anna's", "good for 1 h, the refresh token for 10 h", "inner expiry ")
                .contains("ok    the clocks agree", "refresh after 45 min", "a refresh works", "tokens were revoked")
                .endsWith("9 ok, 0 fault" + System.lineSeparator());
        assertThat(err.toString()).isEmpty();
        assertThat(ids.ledger().refreshed()).isEqualTo(1);
        assertThat(ids.secrets()).noneMatch(secret -> ids.check(secret).isPresent());
    }

    @Test
    void a_person_signs_in_with_a_browser() throws IOException {
        assertThat(token(browser("anna", PASSWORD), "--user", "ANNA", "--keep", "--route", "here"))
                .as(out.toString())
                .isZero();

        assertThat(out.toString()).contains("they are ANNA's", "the tokens stay good until they end");
        assertThat(ids.ledger().revoked()).isZero();
    }

    @Test
    void opaque_tokens_are_told_of_as_far_as_can_be() throws IOException {
        ids = started(IdsOptions.builder().format(TokenFormat.OPAQUE));
        release = "12.5";
        assertThat(robot()).as(out.toString()).isZero();
        assertThat(token(browser("anna", PASSWORD), "--user", "anna"))
                .as(out.toString())
                .isZero();

        assertThat(out.toString())
                .contains("opaque token of 128 characters", "the tokens are opaque, as expected")
                .contains("the IdS does not say whose they are", "opaque tokens do not tell the clock")
                .contains("a refresh works", "5 ok, 0 fault");
    }

    @Test
    void tokens_of_somebody_else_are_a_fault() throws IOException {
        assertThat(token(browser("boris", "identity-boris"), "--user", "anna")).isEqualTo(1);

        assertThat(out.toString())
                .contains("fault they are somebody else's: user boris, realm example.test", "sign out there");
    }

    @Test
    void the_form_of_tokens_that_the_release_has_not_is_a_fault() throws IOException {
        ids = started(IdsOptions.builder().format(TokenFormat.OPAQUE));
        assertThat(robot()).isEqualTo(1);
        assertThat(out.toString())
                .contains("fault the tokens are opaque where signed ones were expected", "set tokens: opaque");

        more = "      tokens: opaque\n";
        assertThat(robot()).isZero();

        ids = open.get(0);
        assertThat(robot()).isEqualTo(1);
        assertThat(out.toString()).contains("fault the tokens are signed where opaque ones were expected");
    }

    @Test
    void an_identity_service_that_cannot_be_reached_or_is_not_in_service_is_told_of() throws IOException {
        ids.outOfService(true);
        assertThat(robot()).isEqualTo(1);
        assertThat(out.toString()).contains("this node is not in service, or busy");

        ids.stop();
        assertThat(robot()).isEqualTo(1);
        assertThat(out.toString()).contains("fault " + ids.uri() + ": ", "look at the address in nodes");
    }

    @Test
    void a_certificate_that_is_not_trusted_is_told_of_before_any_password_is_sent() throws IOException {
        isTrusted = false;

        assertThat(robot()).isEqualTo(1);

        assertThat(out.toString()).contains("name the authority of the node's certificate in trustFiles");
        assertThat(ids.ledger().signIns()).isZero();
    }

    @Test
    void a_redirect_address_that_is_not_registered_is_told_of() throws IOException {
        redirect = URI.create("https://desk.example.invalid/elsewhere");

        assertThat(robot()).isEqualTo(1);

        assertThat(out.toString()).contains("HTTP 400", "register redirectUri, to the letter");
    }

    @Test
    void a_wrong_client_secret_is_told_of() throws IOException {
        clientSecret = "other-client-fixture";

        assertThat(robot()).isEqualTo(1);

        assertThat(out.toString())
                .contains("fault the exchange of the code is not authorised: invalid_client")
                .contains("correct clientId or clientSecret");
    }

    @Test
    void a_wrong_password_and_an_unknown_user_are_tried_once() throws IOException {
        assertThat(token(InputStream.nullInputStream(), "--user", "anna", "--password-env", "WRONG"))
                .isEqualTo(1);
        assertThat(token(InputStream.nullInputStream(), "--user", "nobody", "--password-env", "PASSWORD"))
                .isEqualTo(1);

        assertThat(out.toString().lines().filter(line -> line.contains("it was tried once")))
                .hasSize(2);
        assertThat(out.toString()).doesNotContain("guessed");
    }

    @Test
    void clocks_that_are_apart_are_told_of() throws IOException {
        InstantSource late = () -> InstantSource.system().instant().minus(Duration.ofMinutes(5));
        ids = started(IdsOptions.builder().clock(late));
        assertThat(robot()).isEqualTo(1);
        assertThat(out.toString()).contains("fault the clock of the IdS is ", " behind that of this machine", "NTP");

        ids = started(IdsOptions.builder().clock(InstantSource.offset(InstantSource.system(), Duration.ofMinutes(5))));
        assertThat(robot()).isEqualTo(1);
        assertThat(out.toString()).contains("it will be issued only later", " ahead of that of this machine");
    }

    @Test
    void a_key_that_cannot_be_read_is_told_of() throws IOException {
        more = "      paths: {publicKey: /ids/v1/keys/none}\n";

        assertThat(robot()).isEqualTo(1);

        assertThat(out.toString())
                .contains("fault the key of the IdS cannot be had: ", "correct paths.publicKey", "tokens were revoked");
    }

    @Test
    void a_refresh_or_a_revocation_that_is_refused_is_told_of() throws IOException {
        ids.refuseRefreshes(1);
        more = "      paths: {revoke: /ids/v1/none}\n";

        assertThat(robot()).as(out.toString()).isEqualTo(1);

        assertThat(out.toString())
                .contains(
                        "fault the refresh is not authorised: invalid_grant",
                        "sign in again when the access token ends")
                .contains("fault the revocation ", "correct paths.revoke");
    }

    @Test
    void an_address_that_does_not_answer_the_sign_in_is_not_taken() throws IOException {
        for (String line :
                new String[] {"", "no address\n", REDIRECT + "?code=c&state=s\n", "https://a.example.com/\n"}) {
            assertThat(token(new ByteArrayInputStream(line.getBytes(StandardCharsets.UTF_8)), "--user", "anna"))
                    .isEqualTo(1);
        }

        assertThat(out.toString().lines().filter(line -> line.contains("give the whole address")))
                .hasSize(4);
    }
}
