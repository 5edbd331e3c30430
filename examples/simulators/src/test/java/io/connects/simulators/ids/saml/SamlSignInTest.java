package io.connects.simulators.ids.saml;

import static io.connects.simulators.ids.saml.ScriptedIdentityProvider.encoded;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.connects.core.Secret;
import io.connects.simulators.ids.Browser;
import io.connects.simulators.ids.IdsApplication;
import io.connects.simulators.ids.IdsOptions;
import io.connects.simulators.ids.IdsTokens;
import io.connects.simulators.ids.IdsUser;
import io.connects.simulators.ids.SimulatedIds;
import io.netty.pkitesting.CertificateBuilder;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class SamlSignInTest {
    private static final URI BACK = URI.create("https://app.invalid/back");
    private static final ScriptedIdentityProvider IDP = new ScriptedIdentityProvider();
    private static final ScriptedIdentityProvider STRANGER = new ScriptedIdentityProvider();

    private Instant now = Instant.parse("2026-01-01T00:00:00Z");
    private SimulatedIds ids = start(IDP.known(), false);
    private Browser browser = new Browser(ids.authorityPem());
    private String request;
    private String relayState;
    private String asked;

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

    private void startAnew(SamlIdentityProvider provider, boolean metaAlias) {
        ids.close();
        ids = start(provider, metaAlias);
        browser = new Browser(ids.authorityPem());
    }

    @AfterEach
    void stop() {
        ids.close();
    }

    private String consumer() {
        return ids.uri() + "/ids/saml/response";
    }

    /** Begins a sign-in, up to the form for the identity provider. */
    private Forgery begin() {
        HttpResponse<String> page = browser.get(ids.uri()
                .resolve("/ids/v1/oauth/authorize?response_type=code&client_id=app&state=s&redirect_uri=" + BACK));
        asked = new String(Base64.getDecoder().decode(field(page, "SAMLRequest")), StandardCharsets.UTF_8);
        relayState = field(page, "RelayState");
        assertThat(page.body()).contains("action=\"" + ScriptedIdentityProvider.SINGLE_SIGN_ON + "\"");
        Matcher id = Pattern.compile(" ID=\"([^\"]*)\"").matcher(asked);
        assertThat(id.find()).isTrue();
        request = id.group(1);
        return new Forgery(consumer(), request, now);
    }

    private static String field(HttpResponse<String> page, String name) {
        Matcher field =
                Pattern.compile("name=\"" + name + "\" value=\"([^\"]*)\"").matcher(page.body());
        assertThat(field.find()).as(page.body()).isTrue();
        return field.group(1);
    }

    private HttpResponse<String> answer(String base64) {
        return answer(consumer(), base64);
    }

    private HttpResponse<String> answer(String address, String base64) {
        return browser.post(URI.create(address), Map.of("SAMLResponse", base64, "RelayState", relayState));
    }

    private void refused(SamlFault fault, String base64) {
        int before = ids.samlLedger().refused().getOrDefault(fault, 0);
        HttpResponse<String> page = answer(base64);
        assertThat(page.body()).contains(fault.words());
        assertThat(page.statusCode()).isEqualTo(fault == SamlFault.DENIED ? 403 : 400);
        assertThat(ids.samlLedger().refused()).containsEntry(fault, before + 1);
        assertThat(ids.samlLedger().accepted()).isZero();
    }

    /** Refused, while the sign-in goes on with the right answer. */
    private void refusedAndPending(SamlFault fault, String xml) {
        refused(fault, encoded(xml));
        assertThat(signedIn(IDP.signed(new Forgery(consumer(), request, now).xml()))
                        .user()
                        .userId())
                .isEqualTo("anna");
    }

    private IdsTokens signedIn(String xml) {
        HttpResponse<String> page = answer(encoded(xml));
        assertThat(page.statusCode()).as(page.body()).isEqualTo(200);
        return tokens(page);
    }

    private IdsTokens tokens(HttpResponse<String> page) {
        HttpResponse<String> last =
                browser.post(ids.uri().resolve("/ids/relay"), Map.of("uniqueId", field(page, "uniqueId")));
        String location = last.headers().firstValue("Location").orElseThrow();
        String code =
                URI.create(location).getQuery().substring("code=".length()).split("&", 2)[0];
        return ids.exchange("app", BACK, Secret.of(code));
    }

    @Test
    void a_signed_message_signs_the_user_in() {
        IdsTokens tokens = signedIn(IDP.signed(begin().xml()));
        assertThat(tokens.user().userId()).isEqualTo("anna");
        assertThat(tokens.user().principal()).isEqualTo("anna@corp.example");
        assertThat(ids.check(tokens.access())).isPresent();
        assertThat(ids.samlLedger()).isEqualTo(new SamlLedger(1, 1, Map.of()));
    }

    @Test
    void a_message_may_have_a_signed_assertion_too() {
        assertThat(signedIn(IDP.bothSigned(begin().xml())).user().userId()).isEqualTo("anna");
    }

    @Test
    void the_request_is_as_the_guides_ask_for() {
        begin();
        assertThat(asked)
                .contains("AuthnRequest", "Destination=\"" + ScriptedIdentityProvider.SINGLE_SIGN_ON + "\"")
                .contains("ForceAuthn=\"false\"", "nameid-format:transient", "bindings:HTTP-POST")
                .contains(">ids.example.test</", "IssueInstant=\"2026-01-01T00:00:00Z\"")
                .contains("AssertionConsumerServiceURL=\"" + consumer() + "\"");
    }

    @Test
    void a_browser_that_is_known_is_not_sent_to_the_identity_provider_again() {
        Forgery good = begin();
        HttpResponse<String> page = answer(encoded(IDP.signed(good.xml())));
        assertThat(page.headers().firstValue("Set-Cookie").orElseThrow()).contains("IDSSESSION");
        HttpResponse<String> again = browser.get(
                ids.uri().resolve("/ids/v1/oauth/authorize?response_type=code&client_id=app&redirect_uri=" + BACK));
        assertThat(again.statusCode()).isEqualTo(302);
        assertThat(ids.samlLedger().requests()).isEqualTo(1);
    }

    @Test
    void a_signature_of_the_assertion_alone_is_refused() {
        refusedAndPending(SamlFault.NOT_SIGNED, IDP.assertionSigned(begin().xml()));
    }

    @Test
    void no_signature_is_refused() {
        refusedAndPending(SamlFault.NOT_SIGNED, begin().xml());
    }

    @Test
    void another_key_is_refused() {
        refusedAndPending(SamlFault.WRONG_KEY, STRANGER.signed(begin().xml()));
    }

    @Test
    void a_certificate_of_another_kind_of_key_is_passed_over() throws Exception {
        X509Certificate elliptic = new CertificateBuilder()
                .ecp256()
                .subject("CN=idp.example.test")
                .setIsCertificateAuthority(true)
                .buildSelfSigned()
                .getCertificate();
        Forgery good = begin();
        ids.identityProvider(new SamlIdentityProvider(
                ScriptedIdentityProvider.ENTITY, ScriptedIdentityProvider.SINGLE_SIGN_ON, List.of(elliptic)));
        refused(SamlFault.WRONG_KEY, encoded(IDP.signed(good.xml())));
        ids.identityProvider(new SamlIdentityProvider(
                ScriptedIdentityProvider.ENTITY,
                ScriptedIdentityProvider.SINGLE_SIGN_ON,
                List.of(elliptic, IDP.certificate())));
        signedIn(IDP.signed(good.xml()));
    }

    @Test
    void a_certificate_that_was_rolled_over_is_refused_until_its_metadata_are_loaded() {
        var rolledOver = new ScriptedIdentityProvider();
        Forgery good = begin();
        String xml = rolledOver.signed(good.xml());
        refused(SamlFault.WRONG_KEY, encoded(xml));
        assertThat(answer(encoded(xml)).body()).contains("signing certificate does not match the metadata");
        ids.identityProvider(rolledOver.known());
        assertThat(signedIn(xml).user().userId()).isEqualTo("anna");
    }

    @Test
    void content_that_was_changed_after_signing_is_refused() {
        refusedAndPending(SamlFault.CHANGED, IDP.signed(begin().xml()).replace(">anna<", ">bert<"));
    }

    @Test
    void a_second_assertion_is_refused() {
        Forgery good = begin();
        String xml = IDP.signed(good.xml());
        refusedAndPending(
                SamlFault.WRAPPED, xml.replace("</samlp:Response>", good.assertion("_e") + "</samlp:Response>"));
    }

    @Test
    void an_assertion_before_the_signed_one_is_refused() {
        Forgery good = begin();
        String xml = IDP.assertionSigned(good.xml());
        refusedAndPending(SamlFault.WRAPPED, xml.replace("<samlp:Status>", good.assertion("_e") + "<samlp:Status>"));
    }

    @Test
    void a_signed_message_within_another_one_is_refused() {
        Forgery good = begin();
        String inner = IDP.signed(good.xml());
        Forgery outer = new Forgery(consumer(), request, now);
        String signature = inner.substring(inner.indexOf("<Signature"), inner.indexOf("</Signature>") + 12);
        String wrapped = outer.xml()
                .replace("<samlp:Status>", signature + "<samlp:Status>")
                .replace("</samlp:Status>", "</samlp:Status><samlp:Extensions>" + inner + "</samlp:Extensions>");
        refusedAndPending(SamlFault.WRAPPED, wrapped);
    }

    @Test
    void a_signature_in_a_wrong_place_is_refused() {
        String xml = IDP.signed(begin().xml());
        String signature = xml.substring(xml.indexOf("<Signature"), xml.indexOf("</Signature>") + 12);
        String moved = xml.replace(signature, "")
                .replace(
                        "</samlp:Status>", "<samlp:StatusDetail>" + signature + "</samlp:StatusDetail></samlp:Status>");
        refusedAndPending(SamlFault.WRAPPED, moved);
    }

    @Test
    void a_signature_that_stands_for_the_assertion_does_not_count_for_the_message() {
        String xml = IDP.assertionSigned(begin().xml());
        String signature = xml.substring(xml.indexOf("<Signature"), xml.indexOf("</Signature>") + 12);
        String moved = xml.replace(signature, "").replace("<samlp:Status>", signature + "<samlp:Status>");
        refusedAndPending(SamlFault.WRAPPED, moved);
    }

    @Test
    void an_id_that_is_there_twice_is_refused() {
        Forgery good = begin();
        refusedAndPending(SamlFault.WRAPPED, IDP.signed(good.xml()).replace(good.assertionId, good.responseId));
    }

    @Test
    void the_hash_is_the_one_that_is_set() {
        refusedAndPending(SamlFault.WRONG_HASH, IDP.signed(begin().xml(), SignatureHash.SHA1));
        startAnew(IDP.known().withHash(SignatureHash.SHA1), false);
        Forgery good = begin();
        refused(SamlFault.WRONG_HASH, encoded(IDP.signed(good.xml())));
        assertThat(signedIn(IDP.signed(good.xml(), SignatureHash.SHA1)).user().userId())
                .isEqualTo("anna");
    }

    @Test
    void another_or_no_destination_is_refused() {
        Forgery wrong = begin();
        wrong.destination = "https://other.example.test/ids/saml/response";
        refused(SamlFault.WRONG_DESTINATION, encoded(IDP.signed(wrong.xml())));
        wrong.destination = null;
        refused(SamlFault.WRONG_DESTINATION, encoded(IDP.signed(wrong.xml())));
        Forgery recipient = new Forgery(consumer(), request, now);
        recipient.recipient = "https://other.example.test/ids/saml/response";
        refusedAndPending(SamlFault.WRONG_DESTINATION, IDP.signed(recipient.xml()));
    }

    @Test
    void the_address_of_the_consumer_is_the_release_s() {
        Forgery good = begin();
        HttpResponse<String> page = answer(consumer() + "?metaAlias=/sp", encoded(IDP.signed(good.xml())));
        assertThat(page.body()).contains(SamlFault.WRONG_ADDRESS.words());
        assertThat(ids.samlLedger().refused()).containsEntry(SamlFault.WRONG_ADDRESS, 1);
        startAnew(IDP.known(), true);
        Forgery old = begin();
        refused(SamlFault.WRONG_ADDRESS, encoded(IDP.signed(old.xml())));
        refusedAt(consumer() + "?metaAlias=/sp", SamlFault.WRONG_DESTINATION, IDP.signed(old.xml()));
        var anew = new Forgery(consumer() + "?metaAlias=/sp", request, now);
        assertThat(tokens(answer(consumer() + "?metaAlias=/sp", encoded(IDP.signed(anew.xml()))))
                        .user()
                        .userId())
                .isEqualTo("anna");
    }

    private void refusedAt(String address, SamlFault fault, String xml) {
        assertThat(answer(address, encoded(xml)).body()).contains(fault.words());
    }

    @Test
    void another_or_no_audience_is_refused() {
        Forgery wrong = begin();
        wrong.audience = "other.example.test";
        refused(SamlFault.WRONG_AUDIENCE, encoded(IDP.signed(wrong.xml())));
        wrong.audience = null;
        refusedAndPending(SamlFault.WRONG_AUDIENCE, IDP.signed(wrong.xml()));
    }

    @Test
    void another_issuer_is_refused() {
        Forgery wrong = begin();
        wrong.issuer = "https://other.example.test";
        refused(SamlFault.WRONG_ISSUER, encoded(IDP.signed(wrong.xml())));
        Forgery inner = new Forgery(consumer(), request, now);
        inner.assertionIssuer = "https://other.example.test";
        refusedAndPending(SamlFault.WRONG_ISSUER, IDP.signed(inner.xml()));
    }

    @Test
    void an_answer_that_nobody_asked_for_is_refused() {
        begin();
        refused(SamlFault.UNKNOWN_REQUEST, encoded(IDP.signed(new Forgery(consumer(), "_other", now).xml())));
        Forgery inner = new Forgery(consumer(), request, now);
        inner.confirmedInResponseTo = "_other";
        refused(SamlFault.UNKNOWN_REQUEST, encoded(IDP.signed(inner.xml())));
        String mine = relayState;
        relayState = "another";
        refused(SamlFault.UNKNOWN_REQUEST, encoded(IDP.signed(new Forgery(consumer(), request, now).xml())));
        relayState = mine;
        signedIn(IDP.signed(new Forgery(consumer(), request, now).xml()));
    }

    @Test
    void an_answer_counts_once() {
        String xml = IDP.signed(begin().xml());
        signedIn(xml);
        HttpResponse<String> page = answer(encoded(xml));
        assertThat(page.body()).contains(SamlFault.REPLAYED.words());
        assertThat(ids.samlLedger()).isEqualTo(new SamlLedger(1, 1, Map.of(SamlFault.REPLAYED, 1)));
    }

    @Test
    void an_assertion_counts_within_its_time_and_the_clock_skew() {
        Forgery good = begin();
        String xml = IDP.signed(good.xml());
        now = now.minusSeconds(41);
        refused(SamlFault.NOT_YET_VALID, encoded(xml));
        now = now.plusSeconds(41 + 310);
        refused(SamlFault.EXPIRED, encoded(xml));
        now = now.minusSeconds(1);
        signedIn(xml);
    }

    @Test
    void an_encrypted_assertion_is_refused() {
        Forgery good = begin();
        good.withAssertion = false;
        String encrypted =
                "<saml:EncryptedAssertion><xenc:EncryptedData xmlns:xenc='http://www.w3.org/2001/04/xmlenc#'>"
                        + "<xenc:CipherData><xenc:CipherValue>AAAA</xenc:CipherValue></xenc:CipherData></xenc:EncryptedData>"
                        + "</saml:EncryptedAssertion></samlp:Response>";
        refusedAndPending(SamlFault.ENCRYPTED, IDP.signed(good.xml().replace("</samlp:Response>", encrypted)));
    }

    @Test
    void a_name_that_is_not_transient_is_refused() {
        Forgery wrong = begin();
        wrong.nameFormat = "urn:oasis:names:tc:SAML:1.1:nameid-format:unspecified";
        refusedAndPending(SamlFault.NOT_TRANSIENT, IDP.signed(wrong.xml()));
    }

    @Test
    void both_attributes_have_to_be_there() {
        Forgery wrong = begin();
        wrong.attributes.remove("uid");
        refused(SamlFault.ATTRIBUTE_MISSING, encoded(IDP.signed(wrong.xml())));
        Forgery other = new Forgery(consumer(), request, now);
        other.attributes.remove("user_principal");
        refused(SamlFault.ATTRIBUTE_MISSING, encoded(IDP.signed(other.xml())));
        other.attributes.clear();
        refusedAndPending(SamlFault.ATTRIBUTE_MISSING, IDP.signed(other.xml()));
    }

    @Test
    void somebody_unknown_is_refused() {
        Forgery wrong = begin();
        wrong.attributes.put("uid", "bert");
        refusedAndPending(SamlFault.UNKNOWN_USER, IDP.signed(wrong.xml()));
    }

    @Test
    void a_comment_within_a_name_does_not_part_it() {
        Forgery wrong = begin();
        wrong.attributes.put("uid", "anna<!-- -->.other");
        refusedAndPending(SamlFault.UNKNOWN_USER, IDP.signed(wrong.xml()));
    }

    @Test
    void a_no_of_the_identity_provider_is_told() {
        Forgery wrong = begin();
        wrong.status = "urn:oasis:names:tc:SAML:2.0:status:Responder";
        wrong.withAssertion = false;
        refusedAndPending(SamlFault.DENIED, IDP.signed(wrong.xml()));
    }

    @Test
    void document_types_are_refused() {
        String xml = IDP.signed(begin().xml());
        refused(SamlFault.DOCUMENT_TYPE, encoded("<!DOCTYPE a>" + xml));
        refused(SamlFault.DOCUMENT_TYPE, encoded("<!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/passwd'>]>" + xml));
        refusedAndPending(
                SamlFault.DOCUMENT_TYPE,
                "<!DOCTYPE a [<!ENTITY b 'xx'><!ENTITY c '&b;&b;&b;&b;'><!ENTITY d '&c;&c;&c;&c;'>]>" + xml);
    }

    @Test
    void what_cannot_be_read_is_refused() {
        String xml = IDP.signed(begin().xml());
        refused(SamlFault.NOT_BASE64, "%%%");
        refused(SamlFault.NOT_XML, "");
        refused(SamlFault.NOT_XML, encoded(xml.substring(0, xml.length() / 2)));
        refused(SamlFault.TOO_LONG, "A".repeat(ResponseReader.LONGEST + 4));
        refusedAndPending(SamlFault.NOT_A_RESPONSE, "<a/>");
    }

    @Test
    void a_form_of_any_length_does_not_harm() {
        begin();
        try {
            assertThat(answer("A".repeat(1_000_000)).statusCode()).isBetween(400, 499);
        } catch (UncheckedIOException e) {
            // The answer comes before the form was read, and who is still sending may see the connection end instead.
            assertThat(e.getCause()).hasMessageNotContaining("timed out");
        }
        signedIn(IDP.signed(new Forgery(consumer(), request, now).xml()));
    }

    @Test
    void a_sign_in_that_took_too_long_is_told_of() {
        Forgery good = begin();
        now = now.plusSeconds(601);
        begin();
        var late = new Forgery(consumer(), good.inResponseTo, now);
        refused(SamlFault.UNKNOWN_REQUEST, encoded(IDP.signed(late.xml())));
    }

    @Test
    void metadata_name_the_service_provider_and_where_answers_come_to() {
        assertThat(ids.serviceProviderMetadata())
                .contains("entityID=\"ids.example.test\"", "Location=\"" + consumer() + "\"", "SPSSODescriptor")
                .contains("nameid-format:transient");
        startAnew(IDP.known(), true);
        assertThat(ids.serviceProviderMetadata()).contains("Location=\"" + consumer() + "?metaAlias=/sp\"");
    }

    @Test
    void an_identity_service_with_a_form_of_its_own_has_no_metadata() {
        try (var plain = new SimulatedIds(IdsOptions.builder().build())) {
            assertThatThrownBy(plain::serviceProviderMetadata).isInstanceOf(IllegalStateException.class);
            assertThatThrownBy(() -> plain.identityProvider(IDP.known())).isInstanceOf(IllegalStateException.class);
        }
    }
}
