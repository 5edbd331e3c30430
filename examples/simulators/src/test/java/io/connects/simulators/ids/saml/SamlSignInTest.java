package io.connects.simulators.ids.saml;

import static io.connects.simulators.ids.saml.SamlSite.BACK;
import static io.connects.simulators.ids.saml.SamlSite.IDP;
import static io.connects.simulators.ids.saml.ScriptedIdentityProvider.encoded;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.connects.simulators.ids.IdsOptions;
import io.connects.simulators.ids.IdsTokens;
import io.connects.simulators.ids.SimulatedIds;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A sign-in by SAML, and what its answer has to say. */
@Timeout(60)
class SamlSignInTest {
    private final SamlSite on = new SamlSite();

    @AfterEach
    void close() {
        on.close();
    }

    @Test
    void a_signed_message_signs_the_user_in() {
        IdsTokens tokens = on.signedIn(IDP.signed(on.begin().xml()));
        assertThat(tokens.user().userId()).isEqualTo("anna");
        assertThat(tokens.user().principal()).isEqualTo("anna@corp.example");
        assertThat(on.ids.check(tokens.access())).isPresent();
        assertThat(on.ids.samlLedger()).isEqualTo(new SamlLedger(1, 1, Map.of()));
    }

    @Test
    void a_message_may_have_a_signed_assertion_too() {
        assertThat(on.signedIn(IDP.bothSigned(on.begin().xml())).user().userId())
                .isEqualTo("anna");
    }

    @Test
    void the_request_is_as_the_guides_ask_for() {
        on.begin();
        assertThat(on.asked)
                .contains("AuthnRequest", "Destination=\"" + ScriptedIdentityProvider.SINGLE_SIGN_ON + "\"")
                .contains("ForceAuthn=\"false\"", "nameid-format:transient", "bindings:HTTP-POST")
                .contains(">ids.example.test</", "IssueInstant=\"2026-01-01T00:00:00Z\"")
                .contains("AssertionConsumerServiceURL=\"" + on.consumer() + "\"");
    }

    @Test
    void a_browser_that_is_known_is_not_sent_to_the_identity_provider_again() {
        Forgery good = on.begin();
        HttpResponse<String> page = on.answer(encoded(IDP.signed(good.xml())));
        assertThat(page.headers().firstValue("Set-Cookie").orElseThrow()).contains("IDSSESSION");
        HttpResponse<String> again = on.browser.get(
                on.ids.uri().resolve("/ids/v1/oauth/authorize?response_type=code&client_id=app&redirect_uri=" + BACK));
        assertThat(again.statusCode()).isEqualTo(302);
        assertThat(on.ids.samlLedger().requests()).isEqualTo(1);
    }

    @Test
    void another_or_no_destination_is_refused() {
        Forgery wrong = on.begin();
        wrong.destination = "https://other.example.test/ids/saml/response";
        on.refused(SamlFault.WRONG_DESTINATION, encoded(IDP.signed(wrong.xml())));
        wrong.destination = null;
        on.refused(SamlFault.WRONG_DESTINATION, encoded(IDP.signed(wrong.xml())));
        Forgery recipient = on.forgery();
        recipient.recipient = "https://other.example.test/ids/saml/response";
        on.refusedAndPending(SamlFault.WRONG_DESTINATION, IDP.signed(recipient.xml()));
    }

    @Test
    void the_address_of_the_consumer_is_the_release_s() {
        Forgery good = on.begin();
        HttpResponse<String> page = on.answer(on.consumer() + "?metaAlias=/sp", encoded(IDP.signed(good.xml())));
        assertThat(page.body()).contains(SamlFault.WRONG_ADDRESS.words());
        assertThat(on.ids.samlLedger().refused()).containsEntry(SamlFault.WRONG_ADDRESS, 1);
        on.startAnew(IDP.known(), true);
        Forgery old = on.begin();
        on.refused(SamlFault.WRONG_ADDRESS, encoded(IDP.signed(old.xml())));
        on.refusedAt(on.consumer() + "?metaAlias=/sp", SamlFault.WRONG_DESTINATION, IDP.signed(old.xml()));
        var anew = new Forgery(on.consumer() + "?metaAlias=/sp", on.request, on.now);
        assertThat(on.tokens(on.answer(on.consumer() + "?metaAlias=/sp", encoded(IDP.signed(anew.xml()))))
                        .user()
                        .userId())
                .isEqualTo("anna");
    }

    @Test
    void another_or_no_audience_is_refused() {
        Forgery wrong = on.begin();
        wrong.audience = "other.example.test";
        on.refused(SamlFault.WRONG_AUDIENCE, encoded(IDP.signed(wrong.xml())));
        wrong.audience = null;
        on.refusedAndPending(SamlFault.WRONG_AUDIENCE, IDP.signed(wrong.xml()));
    }

    @Test
    void another_issuer_is_refused() {
        Forgery wrong = on.begin();
        wrong.issuer = "https://other.example.test";
        on.refused(SamlFault.WRONG_ISSUER, encoded(IDP.signed(wrong.xml())));
        Forgery inner = on.forgery();
        inner.assertionIssuer = "https://other.example.test";
        on.refusedAndPending(SamlFault.WRONG_ISSUER, IDP.signed(inner.xml()));
    }

    @Test
    void an_answer_that_nobody_asked_for_is_refused() {
        on.begin();
        on.refused(SamlFault.UNKNOWN_REQUEST, encoded(IDP.signed(new Forgery(on.consumer(), "_other", on.now).xml())));
        Forgery inner = on.forgery();
        inner.confirmedInResponseTo = "_other";
        on.refused(SamlFault.UNKNOWN_REQUEST, encoded(IDP.signed(inner.xml())));
        String mine = on.relayState;
        on.relayState = "another";
        on.refused(SamlFault.UNKNOWN_REQUEST, encoded(IDP.signed(on.forgery().xml())));
        on.relayState = mine;
        on.signedIn(IDP.signed(on.forgery().xml()));
    }

    @Test
    void an_answer_counts_once() {
        String xml = IDP.signed(on.begin().xml());
        on.signedIn(xml);
        HttpResponse<String> page = on.answer(encoded(xml));
        assertThat(page.body()).contains(SamlFault.REPLAYED.words());
        assertThat(on.ids.samlLedger()).isEqualTo(new SamlLedger(1, 1, Map.of(SamlFault.REPLAYED, 1)));
    }

    @Test
    void an_assertion_counts_within_its_time_and_the_clock_skew() {
        Forgery good = on.begin();
        String xml = IDP.signed(good.xml());
        on.now = on.now.minusSeconds(41);
        on.refused(SamlFault.NOT_YET_VALID, encoded(xml));
        on.now = on.now.plusSeconds(41 + 310);
        on.refused(SamlFault.EXPIRED, encoded(xml));
        on.now = on.now.minusSeconds(1);
        on.signedIn(xml);
    }

    @Test
    void an_encrypted_assertion_is_refused() {
        Forgery good = on.begin();
        good.withAssertion = false;
        String encrypted =
                "<saml:EncryptedAssertion><xenc:EncryptedData xmlns:xenc='http://www.w3.org/2001/04/xmlenc#'>"
                        + "<xenc:CipherData><xenc:CipherValue>AAAA</xenc:CipherValue></xenc:CipherData></xenc:EncryptedData>"
                        + "</saml:EncryptedAssertion></samlp:Response>";
        on.refusedAndPending(SamlFault.ENCRYPTED, IDP.signed(good.xml().replace("</samlp:Response>", encrypted)));
    }

    @Test
    void a_name_that_is_not_transient_is_refused() {
        Forgery wrong = on.begin();
        wrong.nameFormat = "urn:oasis:names:tc:SAML:1.1:nameid-format:unspecified";
        on.refusedAndPending(SamlFault.NOT_TRANSIENT, IDP.signed(wrong.xml()));
    }

    @Test
    void both_attributes_have_to_be_there() {
        Forgery wrong = on.begin();
        wrong.attributes.remove("uid");
        on.refused(SamlFault.ATTRIBUTE_MISSING, encoded(IDP.signed(wrong.xml())));
        Forgery other = on.forgery();
        other.attributes.remove("user_principal");
        on.refused(SamlFault.ATTRIBUTE_MISSING, encoded(IDP.signed(other.xml())));
        other.attributes.clear();
        on.refusedAndPending(SamlFault.ATTRIBUTE_MISSING, IDP.signed(other.xml()));
    }

    @Test
    void somebody_unknown_is_refused() {
        Forgery wrong = on.begin();
        wrong.attributes.put("uid", "bert");
        on.refusedAndPending(SamlFault.UNKNOWN_USER, IDP.signed(wrong.xml()));
    }

    @Test
    void a_comment_within_a_name_does_not_part_it() {
        Forgery wrong = on.begin();
        wrong.attributes.put("uid", "anna<!-- -->.other");
        on.refusedAndPending(SamlFault.UNKNOWN_USER, IDP.signed(wrong.xml()));
    }

    @Test
    void a_no_of_the_identity_provider_is_told() {
        Forgery wrong = on.begin();
        wrong.status = "urn:oasis:names:tc:SAML:2.0:status:Responder";
        wrong.withAssertion = false;
        on.refusedAndPending(SamlFault.DENIED, IDP.signed(wrong.xml()));
    }

    @Test
    void document_types_are_refused() {
        String xml = IDP.signed(on.begin().xml());
        on.refused(SamlFault.DOCUMENT_TYPE, encoded("<!DOCTYPE a>" + xml));
        on.refused(SamlFault.DOCUMENT_TYPE, encoded("<!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/passwd'>]>" + xml));
        on.refusedAndPending(
                SamlFault.DOCUMENT_TYPE,
                "<!DOCTYPE a [<!ENTITY b 'xx'><!ENTITY c '&b;&b;&b;&b;'><!ENTITY d '&c;&c;&c;&c;'>]>" + xml);
    }

    @Test
    void what_cannot_be_read_is_refused() {
        String xml = IDP.signed(on.begin().xml());
        on.refused(SamlFault.NOT_BASE64, "%%%");
        on.refused(SamlFault.NOT_XML, "");
        on.refused(SamlFault.NOT_XML, encoded(xml.substring(0, xml.length() / 2)));
        on.refused(SamlFault.TOO_LONG, "A".repeat(ResponseReader.LONGEST + 4));
        on.refusedAndPending(SamlFault.NOT_A_RESPONSE, "<a/>");
    }

    @Test
    void a_form_of_any_length_does_not_harm() {
        on.begin();
        try {
            assertThat(on.answer("A".repeat(1_000_000)).statusCode()).isBetween(400, 499);
        } catch (UncheckedIOException e) {
            // The answer comes before the form was read, and who is still sending may see the connection end instead.
            assertThat(e.getCause()).hasMessageNotContaining("timed out");
        }
        on.signedIn(IDP.signed(on.forgery().xml()));
    }

    @Test
    void a_sign_in_that_took_too_long_is_told_of() {
        Forgery good = on.begin();
        on.now = on.now.plusSeconds(601);
        on.begin();
        var late = new Forgery(on.consumer(), good.inResponseTo, on.now);
        on.refused(SamlFault.UNKNOWN_REQUEST, encoded(IDP.signed(late.xml())));
    }

    @Test
    void metadata_name_the_service_provider_and_where_answers_come_to() {
        assertThat(on.ids.serviceProviderMetadata())
                .contains("entityID=\"ids.example.test\"", "Location=\"" + on.consumer() + "\"", "SPSSODescriptor")
                .contains("nameid-format:transient");
        on.startAnew(IDP.known(), true);
        assertThat(on.ids.serviceProviderMetadata()).contains("Location=\"" + on.consumer() + "?metaAlias=/sp\"");
    }

    @Test
    void an_identity_service_with_a_form_of_its_own_has_no_metadata() {
        try (var plain = new SimulatedIds(IdsOptions.builder().build())) {
            assertThatThrownBy(plain::serviceProviderMetadata).isInstanceOf(IllegalStateException.class);
            assertThatThrownBy(() -> plain.identityProvider(IDP.known())).isInstanceOf(IllegalStateException.class);
        }
    }
}
