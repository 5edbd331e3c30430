package io.connects.salesforce;

import static io.connects.salesforce.ScriptedServer.failure;
import static io.connects.salesforce.ScriptedServer.get;
import static org.assertj.core.api.Assertions.assertThat;

import io.connects.core.PeerRefusedException;
import io.connects.core.ProtocolViolationException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(30)
final class MetadataApiTest {
    private static final String ANSWER =
            "<e:Envelope xmlns:e='http://schemas.xmlsoap.org/soap/envelope/'><e:Body>%s</e:Body></e:Envelope>";
    private static final String RESULT =
            "<createMetadataResponse xmlns='http://soap.sforce.com/2006/04/metadata'><result>%s</result></createMetadataResponse>";

    private ScriptedServer server;
    private SalesforceClient client;

    @BeforeEach
    void start() throws Exception {
        server = new ScriptedServer().ready();
        client = SalesforceClient.open(server.options().build());
    }

    @AfterEach
    void stop() throws Exception {
        client.close();
        server.close();
    }

    private CompletableFuture<Void> create() {
        var object = new LinkedHashMap<String, Object>();
        object.put("fullName", "A__c");
        object.put("fields", Map.of("length", 40));
        object.put("label", "A & <B>");
        return client.metadata().create("CustomObject", object);
    }

    @Test
    void says_what_is_to_be_made_in_order_and_shows_its_token() throws Exception {
        server.answer(200, ANSWER.formatted(RESULT.formatted("<fullName>A__c</fullName><success>true</success>")));
        assertThat(get(create())).isNull();
        server.request();
        server.request();
        RecordedRequest request = server.request();
        assertThat(request.getUrl().encodedPath()).isEqualTo("/services/Soap/m/64.0");
        assertThat(request.getHeaders().get("SOAPAction")).isEqualTo("createMetadata");
        assertThat(Objects.requireNonNull(request.getBody()).utf8())
                .contains("<sessionId>t1</sessionId>")
                .contains("type=\"CustomObject\"><fullName>A__c</fullName><fields><length>40</length></fields>")
                .contains("<label>A &amp; &lt;B&gt;</label>");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<errors><message>taken</message><statusCode>DUPLICATE_DEVELOPER_NAME</statusCode></errors><success>false</success> | 200 | DUPLICATE_DEVELOPER_NAME",
                "<e:Fault><faultcode>sf:INSUFFICIENT_ACCESS</faultcode><faultstring>taken</faultstring></e:Fault> | 500 | INSUFFICIENT_ACCESS",
                "<success>true</success><message>taken</message> | 500 | HTTP_500",
                "<message>taken</message> | 200 | HTTP_200"
            })
    void tells_a_refusal_with_its_code_and_words(String inner, int status, String code) {
        server.answer(status, ANSWER.formatted(inner));
        assertThat(failure(create())).isInstanceOfSatisfying(PeerRefusedException.class, refused -> {
            assertThat(refused.code()).isEqualTo(code);
            assertThat(refused.text()).isEqualTo("taken");
            assertThat(refused).hasMessageContaining("create CustomObject A__c");
        });
    }

    @Test
    void tells_a_page_of_html_by_its_words() {
        server.answer(503, "<html><title>Down<br></title>");
        assertThat(failure(create()))
                .isInstanceOfSatisfying(
                        PeerRefusedException.class,
                        refused -> assertThat(refused.code()).isEqualTo("HTTP_503"));
    }

    @ParameterizedTest
    @CsvSource({
        "not xml",
        "<a><b></a>",
        "''",
        "<!DOCTYPE a [<!ENTITY x SYSTEM 'file:///etc/hostname'>]><success>&x;</success>"
    })
    void refuses_what_is_not_xml_or_brings_entities(String body) {
        server.answer(200, body);
        assertThat(failure(create())).isInstanceOf(ProtocolViolationException.class);
    }
}
