package io.connects.simulators.salesforce;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class MetadataServletTest {
    private static final String SOAP = "/services/Soap/m/64.0";
    private static final String OBJECT =
            "<fullName>Made__c</fullName><deploymentStatus>Deployed</deploymentStatus><fields><fullName>Key__c</fullName>"
                    + "<length>40</length><required>true</required><type>Text</type><unique>true</unique></fields><label>Made</label>"
                    + "<nameField><type>AutoNumber</type></nameField><pluralLabel>Mades</pluralLabel><sharingModel>ReadWrite</sharingModel>";

    private SalesforceOrg org;
    private RestClient rest;

    @BeforeEach
    void start() {
        org = new SalesforceOrg().start();
        rest = RestClient.loggedIn(org);
    }

    @AfterEach
    void stop() {
        org.close();
    }

    private RestClient.Answer create(String session, String type, String elements) {
        return rest.post(
                SOAP,
                "<e:Envelope xmlns:e='http://schemas.xmlsoap.org/soap/envelope/' xmlns:x='http://www.w3.org/2001/XMLSchema-instance'>"
                        + "<e:Header><SessionHeader><sessionId>" + session
                        + "</sessionId></SessionHeader></e:Header><e:Body>"
                        + "<createMetadata><metadata x:type='" + type + "'>" + elements
                        + "</metadata></createMetadata></e:Body></e:Envelope>");
    }

    @Test
    void makes_an_object_with_a_unique_field_once() {
        assertThat(create(rest.token(), "CustomObject", OBJECT).text()).contains("<success>true</success>");
        String rows = RestClient.DATA + "/sobjects/Made__c";
        assertThat(rest.post(rows, Map.of("Key__c", "k")).status()).isEqualTo(201);
        assertThat(rest.post(rows, Map.of("Key__c", "k")).errorCode()).isEqualTo("DUPLICATE_VALUE");
        assertThat(rest.post(rows, Map.of()).errorCode()).isEqualTo("REQUIRED_FIELD_MISSING");
        assertThat(create(rest.token(), "CustomObject", OBJECT).text())
                .contains("<statusCode>DUPLICATE_DEVELOPER_NAME</statusCode>", "<success>false</success>");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "CustomObject | <fullName>Made__c</fullName> | REQUIRED_FIELD_MISSING",
                "PermissionSet | <fullName>P</fullName><label>P</label><objectPermissions><object>No__c</object></objectPermissions> | FIELD_INTEGRITY_EXCEPTION",
                "PermissionSet | <fullName>P</fullName><label>P</label><objectPermissions><object>Case</object><allowDelete>true</allowDelete></objectPermissions> | FIELD_INTEGRITY_EXCEPTION",
                "Layout | <fullName>L</fullName> | INVALID_TYPE"
            })
    void refuses_what_an_org_would(String type, String elements, String code) {
        assertThat(create(rest.token(), type, elements).text()).contains("<statusCode>" + code + "</statusCode>");
    }

    @Test
    void wants_a_good_session_and_xml() {
        RestClient.Answer stranger = create("nobody", "CustomObject", OBJECT);
        assertThat(stranger.status()).isEqualTo(500);
        assertThat(stranger.text()).contains("sf:INVALID_SESSION_ID");
        assertThat(rest.post(SOAP, "<a>").text()).contains("sf:UNKNOWN_EXCEPTION");
        assertThat(rest.post(SOAP, "<a/>").text()).contains("sf:UNSUPPORTED_API_CALL");
        assertThat(rest.post(SOAP, "<!DOCTYPE a [<!ENTITY x 'y'>]><a>&x;</a>").status())
                .isEqualTo(500);
        assertThat(create(rest.token(), "CustomObject", "<a>".repeat(50) + "</a>".repeat(50))
                        .text())
                .contains("sf:UNKNOWN_EXCEPTION", "too deeply");
    }
}
