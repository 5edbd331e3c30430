package io.connects.salesforce.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.connects.core.PeerRefusedException;
import io.connects.core.ProtocolViolationException;
import io.connects.core.routing.AgentWork.Status;
import io.connects.core.routing.AssignmentResult.Scope;
import io.connects.core.routing.Psr;
import io.connects.salesforce.SObject;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class RecordsTest {
    private static Map<String, Object> psr() {
        var fields = new HashMap<String, Object>();
        fields.put("Id", "0JR000000000001");
        fields.put("Serial", 1);
        fields.put("GroupId", null);
        fields.put("QueueId", "00G000000000001");
        fields.put("WorkItemId", "500000000000001");
        fields.put("ServiceChannelId", "0N9000000000001");
        fields.put("IsReadyForRouting", true);
        fields.put("CreatedDate", "2026-05-04T12:00:00.000+0000");
        fields.put("CapacityWeight", null);
        fields.put("CapacityPercentage", 50);
        fields.put("SomethingNew__c", Map.of("nested", true));
        return fields;
    }

    @Test
    void maps_a_psr_with_everything_optional_absent() {
        Psr psr = new PendingServiceRouting(new SObject("PendingServiceRouting", psr())).toPsr();
        assertThat(psr.id()).isEqualTo("0JR000000000001GAA");
        assertThat(psr.queueId()).isEqualTo("00G000000000001EAA");
        assertThat(psr.requestTime()).isEqualTo(Instant.parse("2026-05-04T12:00:00Z"));
        assertThat(psr.capacityWeight()).isNull();
        assertThat(psr.capacityPercentage()).isEqualTo(50.0);
        assertThat(psr.pushed()).isFalse();
    }

    @Test
    void keeps_the_time_when_the_customer_asked() {
        var fields = psr();
        fields.put("CustomRequestedDateTime", "2026-05-04T11:00:00.000+0000");
        assertThat(new PendingServiceRouting(new SObject("PendingServiceRouting", fields))
                        .toPsr()
                        .requestTime())
                .isEqualTo(Instant.parse("2026-05-04T11:00:00Z"));
    }

    @Test
    void names_what_is_missing() {
        var fields = psr();
        fields.remove("QueueId");
        assertThatExceptionOfType(ProtocolViolationException.class)
                .isThrownBy(() -> new PendingServiceRouting(new SObject("PendingServiceRouting", fields)).toPsr())
                .withMessageContaining("GroupId");
    }

    @ParameterizedTest
    @CsvSource({
        "Assigned, 0, ASSIGNED",
        "Unavailable, 1, UNAVAILABLE",
        "Declined, 2, DECLINED",
        "Opened, 3, OPENED",
        "Closed, 4, CLOSED",
        "DeclinedOnPushTimeout, 5, DECLINED_ON_PUSH_TIMEOUT",
        "Canceled, 6, CANCELED",
        "Transferred, 7, TRANSFERRED"
    })
    void reads_a_status_as_text_and_as_number(String text, int number, Status status) {
        assertThat(status(text)).isEqualTo(status);
        assertThat(status(number)).isEqualTo(status);
        assertThat(status(Integer.toString(number))).isEqualTo(status);
    }

    @Test
    void refuses_an_unknown_status() {
        assertThatExceptionOfType(ProtocolViolationException.class).isThrownBy(() -> status(8));
        assertThatExceptionOfType(ProtocolViolationException.class).isThrownBy(() -> status("Parked"));
        assertThatExceptionOfType(ProtocolViolationException.class).isThrownBy(() -> status(null));
    }

    private static Status status(Object value) {
        var fields = new HashMap<String, Object>();
        fields.put("Status", value);
        return new AgentWorkRecord(new SObject("AgentWork", fields)).status();
    }

    @ParameterizedTest
    @CsvSource({
        "REQUEST_LIMIT_EXCEEDED, ORG, false",
        "CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY, ORG, false",
        "CANNOT_EXECUTE_FLOW_TRIGGER, ORG, false",
        "STORAGE_LIMIT_EXCEEDED, ORG, false",
        "REQUIRED_FIELD_MISSING, ORG, false",
        "INVALID_TYPE, ORG, false",
        "INVALID_FIELD, ORG, false",
        "INVALID_FIELD_FOR_INSERT_UPDATE, ORG, false",
        "FUNCTIONALITY_NOT_ENABLED, ORG, false",
        "API_CURRENTLY_DISABLED, ORG, false",
        "FIELD_CUSTOM_VALIDATION_EXCEPTION, ONE, false",
        "INSUFFICIENT_ACCESS_OR_READONLY, ORG, false",
        "SERVER_UNAVAILABLE, ORG, false",
        "UNABLE_TO_LOCK_ROW, ONE, false",
        "DUPLICATE_VALUE, ONE, false",
        "NEVER_HEARD_OF, ONE, false",
        "SERVER_THROTTLED, ORG, false",
        "REQUEST_RUNNING_TOO_LONG, ORG, false",
        "QUERY_TIMEOUT, ORG, false",
        "ORG_LOCKED, ORG, false",
        "PROCESSING_HALTED, ONE, false",
        "HTTP_403, ORG, false",
        "HTTP_502, ORG, true",
        "HTTP_504, ORG, true",
        "UNKNOWN_EXCEPTION, ORG, true"
    })
    void says_whom_a_refusal_concerns(String code, Scope scope, boolean open) {
        assertThat(RefusalTable.scope(new PeerRefusedException("it", code, "", false)))
                .isEqualTo(scope);
        assertThat(RefusalTable.leavesItOpen(code)).isEqualTo(open);
    }
}
