package io.connects.simulators.ids.saml;

import static io.connects.simulators.ids.saml.SamlSite.IDP;
import static io.connects.simulators.ids.saml.SamlSite.STRANGER;
import static io.connects.simulators.ids.saml.ScriptedIdentityProvider.encoded;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.pkitesting.CertificateBuilder;
import java.security.cert.X509Certificate;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Which messages of an identity provider are believed. */
@Timeout(60)
class SamlSignatureTest {
    private final SamlSite on = new SamlSite();

    @AfterEach
    void close() {
        on.close();
    }

    @Test
    void a_signature_of_the_assertion_alone_is_refused() {
        on.refusedAndPending(
                SamlFault.NOT_SIGNED, IDP.assertionSigned(on.begin().xml()));
    }

    @Test
    void no_signature_is_refused() {
        on.refusedAndPending(SamlFault.NOT_SIGNED, on.begin().xml());
    }

    @Test
    void another_key_is_refused() {
        on.refusedAndPending(SamlFault.WRONG_KEY, STRANGER.signed(on.begin().xml()));
    }

    @Test
    void a_certificate_of_another_kind_of_key_is_passed_over() throws Exception {
        X509Certificate elliptic = new CertificateBuilder()
                .ecp256()
                .subject("CN=idp.example.test")
                .setIsCertificateAuthority(true)
                .buildSelfSigned()
                .getCertificate();
        Forgery good = on.begin();
        on.ids.identityProvider(new SamlIdentityProvider(
                ScriptedIdentityProvider.ENTITY, ScriptedIdentityProvider.SINGLE_SIGN_ON, List.of(elliptic)));
        on.refused(SamlFault.WRONG_KEY, encoded(IDP.signed(good.xml())));
        on.ids.identityProvider(new SamlIdentityProvider(
                ScriptedIdentityProvider.ENTITY,
                ScriptedIdentityProvider.SINGLE_SIGN_ON,
                List.of(elliptic, IDP.certificate())));
        on.signedIn(IDP.signed(good.xml()));
    }

    @Test
    void a_certificate_that_was_rolled_over_is_refused_until_its_metadata_are_loaded() {
        var rolledOver = new ScriptedIdentityProvider();
        Forgery good = on.begin();
        String xml = rolledOver.signed(good.xml());
        on.refused(SamlFault.WRONG_KEY, encoded(xml));
        assertThat(on.answer(encoded(xml)).body()).contains("signing certificate does not match the metadata");
        on.ids.identityProvider(rolledOver.known());
        assertThat(on.signedIn(xml).user().userId()).isEqualTo("anna");
    }

    @Test
    void content_that_was_changed_after_signing_is_refused() {
        on.refusedAndPending(SamlFault.CHANGED, IDP.signed(on.begin().xml()).replace(">anna<", ">bert<"));
    }

    @Test
    void a_second_assertion_is_refused() {
        Forgery good = on.begin();
        String xml = IDP.signed(good.xml());
        on.refusedAndPending(
                SamlFault.WRAPPED, xml.replace("</samlp:Response>", good.assertion("_e") + "</samlp:Response>"));
    }

    @Test
    void an_assertion_before_the_signed_one_is_refused() {
        Forgery good = on.begin();
        String xml = IDP.assertionSigned(good.xml());
        on.refusedAndPending(SamlFault.WRAPPED, xml.replace("<samlp:Status>", good.assertion("_e") + "<samlp:Status>"));
    }

    @Test
    void a_signed_message_within_another_one_is_refused() {
        Forgery good = on.begin();
        String inner = IDP.signed(good.xml());
        Forgery outer = on.forgery();
        String signature = inner.substring(inner.indexOf("<Signature"), inner.indexOf("</Signature>") + 12);
        String wrapped = outer.xml()
                .replace("<samlp:Status>", signature + "<samlp:Status>")
                .replace("</samlp:Status>", "</samlp:Status><samlp:Extensions>" + inner + "</samlp:Extensions>");
        on.refusedAndPending(SamlFault.WRAPPED, wrapped);
    }

    @Test
    void a_signature_in_a_wrong_place_is_refused() {
        String xml = IDP.signed(on.begin().xml());
        String signature = xml.substring(xml.indexOf("<Signature"), xml.indexOf("</Signature>") + 12);
        String moved = xml.replace(signature, "")
                .replace(
                        "</samlp:Status>", "<samlp:StatusDetail>" + signature + "</samlp:StatusDetail></samlp:Status>");
        on.refusedAndPending(SamlFault.WRAPPED, moved);
    }

    @Test
    void a_signature_that_stands_for_the_assertion_does_not_count_for_the_message() {
        String xml = IDP.assertionSigned(on.begin().xml());
        String signature = xml.substring(xml.indexOf("<Signature"), xml.indexOf("</Signature>") + 12);
        String moved = xml.replace(signature, "").replace("<samlp:Status>", signature + "<samlp:Status>");
        on.refusedAndPending(SamlFault.WRAPPED, moved);
    }

    @Test
    void an_id_that_is_there_twice_is_refused() {
        Forgery good = on.begin();
        on.refusedAndPending(SamlFault.WRAPPED, IDP.signed(good.xml()).replace(good.assertionId, good.responseId));
    }

    @Test
    void the_hash_is_the_one_that_is_set() {
        on.refusedAndPending(SamlFault.WRONG_HASH, IDP.signed(on.begin().xml(), SignatureHash.SHA1));
        on.startAnew(IDP.known().withHash(SignatureHash.SHA1), false);
        Forgery good = on.begin();
        on.refused(SamlFault.WRONG_HASH, encoded(IDP.signed(good.xml())));
        assertThat(on.signedIn(IDP.signed(good.xml(), SignatureHash.SHA1))
                        .user()
                        .userId())
                .isEqualTo("anna");
    }
}
