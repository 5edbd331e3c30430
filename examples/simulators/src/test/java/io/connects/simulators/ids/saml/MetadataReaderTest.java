package io.connects.simulators.ids.saml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class MetadataReaderTest {
    private static final ScriptedIdentityProvider IDP = new ScriptedIdentityProvider();

    private static String metadata() {
        String certificate = IDP.certificatePem().replaceAll("-----[A-Z ]+-----", "");
        String key = "<ds:KeyInfo xmlns:ds='http://www.w3.org/2000/09/xmldsig#'><ds:X509Data><ds:X509Certificate>"
                + certificate + "</ds:X509Certificate></ds:X509Data></ds:KeyInfo>";
        return "<md:EntityDescriptor xmlns:md='urn:oasis:names:tc:SAML:2.0:metadata' entityID='https://idp.example.test/m'>"
                + "<md:IDPSSODescriptor protocolSupportEnumeration='urn:oasis:names:tc:SAML:2.0:protocol'>"
                + "<md:KeyDescriptor use='signing'>" + key + "</md:KeyDescriptor>"
                + "<md:SingleSignOnService Binding='urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect' Location='https://idp.example.test/r'/>"
                + "<md:SingleSignOnService Binding='urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST' Location='https://idp.example.test/p'/>"
                + "</md:IDPSSODescriptor></md:EntityDescriptor>";
    }

    private static SamlIdentityProvider read(String xml) {
        return SamlIdentityProvider.ofMetadata(xml.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void reads_name_address_and_certificates() {
        assertThat(read(metadata()))
                .isEqualTo(new SamlIdentityProvider(
                        "https://idp.example.test/m",
                        URI.create("https://idp.example.test/p"),
                        List.of(IDP.certificate())));
    }

    @Test
    void says_what_is_missing() {
        String good = metadata();
        assertThatThrownBy(() -> read(good.replace("HTTP-POST", "HTTP-Artifact")))
                .hasMessageContaining("HTTP-POST");
        assertThatThrownBy(() -> read(good.replace("use='signing'", "use='encryption'")))
                .hasMessageContaining("signing certificate");
        assertThatThrownBy(() -> read("<a/>")).hasMessageContaining("EntityDescriptor");
        assertThatThrownBy(() -> read("<!DOCTYPE a>" + good)).hasMessageContaining("EntityDescriptor");
        assertThatThrownBy(() -> read(" ".repeat(1_000_001))).hasMessageContaining("bytes");
        assertThatThrownBy(() -> read(good.replace("https://idp.example.test/p", "http://idp.example.test/p")))
                .hasMessageContaining("singleSignOn");
    }

    @Test
    void settings_are_checked() {
        assertThatThrownBy(() -> new SamlIdentityProvider(
                        "e", URI.create("https://h"), List.of(), SignatureHash.SHA256, Duration.ZERO))
                .hasMessageContaining("certificates");
        assertThatThrownBy(() -> new SamlIdentityProvider(
                        "e",
                        URI.create("https://h"),
                        List.of(IDP.certificate()),
                        SignatureHash.SHA256,
                        Duration.ofSeconds(-1)))
                .hasMessageContaining("clockSkew");
    }
}
