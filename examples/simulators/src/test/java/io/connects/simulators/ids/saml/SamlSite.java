package io.connects.simulators.ids.saml;

import static io.connects.simulators.ids.saml.ScriptedIdentityProvider.encoded;
import static org.assertj.core.api.Assertions.assertThat;

import io.connects.core.Secret;
import io.connects.simulators.ids.Browser;
import io.connects.simulators.ids.IdsApplication;
import io.connects.simulators.ids.IdsOptions;
import io.connects.simulators.ids.IdsTokens;
import io.connects.simulators.ids.IdsUser;
import io.connects.simulators.ids.SimulatedIds;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A simulated identity service whose users sign in by SAML, a browser there, and an identity provider that the test plays. */
final class SamlSite implements AutoCloseable {
    static final URI BACK = URI.create("https://app.invalid/back");
    static final ScriptedIdentityProvider IDP = new ScriptedIdentityProvider();
    static final ScriptedIdentityProvider STRANGER = new ScriptedIdentityProvider();

    Instant now = Instant.parse("2026-01-01T00:00:00Z");
    SimulatedIds ids = start(IDP.known(), false);
    Browser browser = new Browser(ids.authorityPem());
    String request;
    String relayState;
    String asked;

    private SimulatedIds start(SamlIdentityProvider provider, boolean metaAlias) {
        return new SimulatedIds(IdsOptions.builder()
                        .clock(() -> now)
                        .application(new IdsApplication("app", Secret.of("app-secret"), List.of(BACK)))
                        .user(IdsUser.of("anna", "s3cret-anna"))
                        .identityProvider(provider)
                        .metaAlias(metaAlias)
                        .build())
                .start();
    }

    void startAnew(SamlIdentityProvider provider, boolean metaAlias) {
        ids.close();
        ids = start(provider, metaAlias);
        browser = new Browser(ids.authorityPem());
    }

    @Override
    public void close() {
        ids.close();
    }

    String consumer() {
        return ids.uri() + "/ids/saml/response";
    }

    /** The right answer to what was asked last, at this time; what it says is wrong may be set. */
    Forgery forgery() {
        return new Forgery(consumer(), request, now);
    }

    /** Begins a sign-in, up to the form for the identity provider. */
    Forgery begin() {
        HttpResponse<String> page = browser.get(ids.uri()
                .resolve("/ids/v1/oauth/authorize?response_type=code&client_id=app&state=s&redirect_uri=" + BACK));
        asked = new String(Base64.getDecoder().decode(field(page, "SAMLRequest")), StandardCharsets.UTF_8);
        relayState = field(page, "RelayState");
        assertThat(page.body()).contains("action=\"" + ScriptedIdentityProvider.SINGLE_SIGN_ON + "\"");
        Matcher id = Pattern.compile(" ID=\"([^\"]*)\"").matcher(asked);
        assertThat(id.find()).isTrue();
        request = id.group(1);
        return forgery();
    }

    private static String field(HttpResponse<String> page, String name) {
        Matcher field =
                Pattern.compile("name=\"" + name + "\" value=\"([^\"]*)\"").matcher(page.body());
        assertThat(field.find()).as(page.body()).isTrue();
        return field.group(1);
    }

    HttpResponse<String> answer(String base64) {
        return answer(consumer(), base64);
    }

    HttpResponse<String> answer(String address, String base64) {
        return browser.post(URI.create(address), Map.of("SAMLResponse", base64, "RelayState", relayState));
    }

    void refused(SamlFault fault, String base64) {
        int before = ids.samlLedger().refused().getOrDefault(fault, 0);
        HttpResponse<String> page = answer(base64);
        assertThat(page.body()).contains(fault.words());
        assertThat(page.statusCode()).isEqualTo(fault == SamlFault.DENIED ? 403 : 400);
        assertThat(ids.samlLedger().refused()).containsEntry(fault, before + 1);
        assertThat(ids.samlLedger().accepted()).isZero();
    }

    /** Refused, while the sign-in goes on with the right answer. */
    void refusedAndPending(SamlFault fault, String xml) {
        refused(fault, encoded(xml));
        assertThat(signedIn(IDP.signed(forgery().xml())).user().userId()).isEqualTo("anna");
    }

    IdsTokens signedIn(String xml) {
        HttpResponse<String> page = answer(encoded(xml));
        assertThat(page.statusCode()).as(page.body()).isEqualTo(200);
        return tokens(page);
    }

    IdsTokens tokens(HttpResponse<String> page) {
        HttpResponse<String> last =
                browser.post(ids.uri().resolve("/ids/relay"), Map.of("uniqueId", field(page, "uniqueId")));
        String location = last.headers().firstValue("Location").orElseThrow();
        String code =
                URI.create(location).getQuery().substring("code=".length()).split("&", 2)[0];
        return ids.exchange("app", BACK, Secret.of(code));
    }

    void refusedAt(String address, SamlFault fault, String xml) {
        assertThat(answer(address, encoded(xml)).body()).contains(fault.words());
    }
}
