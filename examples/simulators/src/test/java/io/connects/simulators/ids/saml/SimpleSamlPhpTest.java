package io.connects.simulators.ids.saml;

import static org.assertj.core.api.Assertions.assertThat;

import io.connects.core.Secret;
import io.connects.core.http.ClientResources;
import io.connects.core.http.OwnResources;
import io.connects.core.installed.Installed;
import io.connects.simulators.ids.Browser;
import io.connects.simulators.ids.IdsApplication;
import io.connects.simulators.ids.IdsOptions;
import io.connects.simulators.ids.IdsTokens;
import io.connects.simulators.ids.IdsUser;
import io.connects.simulators.ids.SimulatedIds;
import io.connects.sso.IssuedTokens;
import io.connects.sso.ids.IdsClient;
import io.connects.sso.robot.FormSignIn;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** With a real identity provider, SimpleSAMLphp of Debian: its metadata, its form, its answers. */
@Timeout(120)
final class SimpleSamlPhpTest {
    private static final URI BACK = URI.create("https://app.invalid/back");
    private static final ScriptedIdentityProvider KEY = new ScriptedIdentityProvider();

    @TempDir
    Path folder;

    private Duration ahead = Duration.ZERO;
    private SimpleSamlPhp idp;
    private SimulatedIds ids;
    private Browser browser;

    @BeforeEach
    void start() throws IOException {
        Installed.require(SimpleSamlPhp.INSTALLED, SimpleSamlPhp.PACKAGES);
        idp = new SimpleSamlPhp(folder, KEY);
        ids = new SimulatedIds(IdsOptions.builder()
                        .clock(() -> Instant.now().plus(ahead))
                        .application(new IdsApplication("app", Secret.of("app-secret"), List.of(BACK)))
                        .user(IdsUser.of("anna", "not-used"))
                        .identityProvider(new ScriptedIdentityProvider().known())
                        .build())
                .start();
        String metadata = ids.serviceProviderMetadata();
        idp.knows(metadata, metadata.replace("\"ids.example.test\"", "\"other.example.test\""));
        browser = new Browser(ids.authorityPem());
        ids.identityProvider(SamlIdentityProvider.ofMetadata(
                browser.get(idp.at("/saml2/idp/metadata.php")).body().getBytes(StandardCharsets.UTF_8)));
    }

    @AfterEach
    void stop() {
        if (ids != null) {
            ids.close();
        }
        if (idp != null) {
            idp.close();
        }
    }

    private static String field(String page, String name) {
        Matcher field =
                Pattern.compile("name=\"" + name + "\" value=\"([^\"]*)\"").matcher(page);
        assertThat(field.find()).as(page).isTrue();
        return field.group(1).replace("&amp;", "&");
    }

    /** What the browser is to post to the identity provider. */
    private Map<String, String> request() {
        String page = browser.get(ids.uri()
                        .resolve("/ids/v1/oauth/authorize?response_type=code&client_id=app&state=s&redirect_uri="
                                + BACK))
                .body();
        return Map.of("SAMLRequest", field(page, "SAMLRequest"), "RelayState", field(page, "RelayState"));
    }

    /** The identity provider's form, filled in: what it wants to be posted to the identity service. */
    private Map<String, String> answered(Map<String, String> request) {
        HttpResponse<String> first = browser.post(idp.at("/saml2/idp/SSOService.php"), request);
        URI form = URI.create(first.headers().firstValue("Location").orElseThrow());
        String state = field(browser.get(form).body(), "AuthState");
        String page = browser.post(
                        idp.at("/module.php/core/loginuserpass.php"),
                        Map.of("AuthState", state, "username", "anna", "password", SimpleSamlPhp.PASSWORD))
                .body();
        assertThat(page).contains("action=\"" + ids.uri() + "/ids/saml/response\"");
        return Map.of("SAMLResponse", field(page, "SAMLResponse"), "RelayState", field(page, "RelayState"));
    }

    private HttpResponse<String> consumed(Map<String, String> answer) {
        return browser.post(ids.uri().resolve("/ids/saml/response"), answer);
    }

    private void refused(SamlFault fault, Map<String, String> answer) {
        assertThat(consumed(answer).body()).contains(fault.words());
        assertThat(ids.samlLedger().refused()).containsEntry(fault, 1);
    }

    private IdsTokens signedIn(Map<String, String> answer) {
        HttpResponse<String> page = consumed(answer);
        assertThat(page.statusCode()).as(page.body()).isEqualTo(200);
        HttpResponse<String> last =
                browser.post(ids.uri().resolve("/ids/relay"), Map.of("uniqueId", field(page.body(), "uniqueId")));
        String query =
                URI.create(last.headers().firstValue("Location").orElseThrow()).getQuery();
        assertThat(query).endsWith("&state=s");
        return ids.exchange(
                "app", BACK, Secret.of(query.substring("code=".length()).split("&", 2)[0]));
    }

    @Test
    void a_user_signs_in_with_a_signed_message() {
        IdsTokens tokens = signedIn(answered(request()));
        assertThat(tokens.user().userId()).isEqualTo("anna");
        assertThat(tokens.user().principal()).isEqualTo("anna@corp.example");
        assertThat(ids.check(tokens.access())).isPresent();
    }

    @Test
    void a_robot_signs_in_without_a_browser() {
        try (var own = new OwnResources("robot")) {
            ClientResources resources = own.resources().trusting(List.of(ids.authorityPem()));
            IdsClient client = IdsClient.open(
                    io.connects.sso.ids.IdsOptions.builder()
                            .node(ids.uri())
                            .client("app", Secret.of("app-secret"))
                            .redirectUri(BACK)
                            .build(),
                    resources);
            IssuedTokens tokens = new FormSignIn(Set.of("127.0.0.1"), Duration.ofSeconds(30), resources)
                    .code(client.authorize(), "anna", Secret.of(SimpleSamlPhp.PASSWORD))
                    .thenCompose(client::exchange)
                    .orTimeout(60, TimeUnit.SECONDS)
                    .join();
            assertThat(ids.check(tokens.access()).orElseThrow().userId()).isEqualTo("anna");
        }
    }

    @Test
    void a_user_signs_in_with_message_and_assertion_signed() throws IOException {
        idp.signs(true, true);
        assertThat(signedIn(answered(request())).user().userId()).isEqualTo("anna");
    }

    @Test
    void an_assertion_that_is_signed_alone_is_refused() throws IOException {
        idp.signs(false, true);
        refused(SamlFault.NOT_SIGNED, answered(request()));
    }

    @Test
    void an_answer_for_another_service_provider_is_refused() {
        Map<String, String> request = request();
        String other = new String(Base64.getDecoder().decode(request.get("SAMLRequest")), StandardCharsets.UTF_8)
                .replace(">ids.example.test<", ">other.example.test<");
        refused(
                SamlFault.WRONG_AUDIENCE,
                answered(Map.of(
                        "SAMLRequest",
                        ScriptedIdentityProvider.encoded(other),
                        "RelayState",
                        request.get("RelayState"))));
    }

    @Test
    void an_answer_that_comes_again_is_refused() {
        Map<String, String> answer = answered(request());
        signedIn(answer);
        refused(SamlFault.REPLAYED, answer);
    }

    @Test
    void clocks_that_differ_are_told_of() {
        Map<String, String> answer = answered(request());
        ahead = Duration.ofMinutes(-2);
        refused(SamlFault.NOT_YET_VALID, answer);
        ahead = Duration.ofMinutes(8);
        refused(SamlFault.EXPIRED, answer);
        ahead = Duration.ZERO;
        assertThat(signedIn(answer).user().userId()).isEqualTo("anna");
    }

    @Test
    void another_key_than_that_of_the_metadata_is_refused() {
        Map<String, String> answer = answered(request());
        ids.identityProvider(new SamlIdentityProvider(
                "https://simplesamlphp.example.test/metadata",
                idp.at("/saml2/idp/SSOService.php"),
                List.of(new ScriptedIdentityProvider().certificate())));
        refused(SamlFault.WRONG_KEY, answer);
    }
}
