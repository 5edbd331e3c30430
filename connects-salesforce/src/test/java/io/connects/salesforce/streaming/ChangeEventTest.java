package io.connects.salesforce.streaming;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.connects.core.ProtocolViolationException;
import io.connects.salesforce.SalesforceId;
import io.connects.salesforce.internal.Json;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ChangeEventTest {
    private static final String FIRST = SalesforceId.of("0JR000000000001").value();
    private static final String SECOND = SalesforceId.of("0JR000000000002").value();

    private static ChangeEvent read(String data) {
        Map<String, Object> parsed =
                Objects.requireNonNull(Json.object(Json.parse(data.getBytes(StandardCharsets.UTF_8))));
        return ChangeEvent.of(new StreamEvent("/data/C__chn", new ReplayId(1), Instant.EPOCH, parsed));
    }

    private static String event(String type, String ids) {
        return "{\"payload\":{\"ChangeEventHeader\":{\"entityName\":\"PendingServiceRouting\",\"changeType\":\"" + type
                + "\",\"recordIds\":" + ids + ",\"transactionKey\":\"k\",\"commitTimestamp\":1700000000000},"
                + "\"IsPushed\":true,\"Nothing\":null},\"event\":{\"replayId\":7}}";
    }

    @Test
    void reads_many_records_of_one_event() {
        ChangeEvent event = read(event("UPDATE", "[\"0JR000000000001\",\"" + SECOND + "\"]"));
        assertThat(event.recordIds()).containsExactly(FIRST, SECOND);
        assertThat(event.type()).isEqualTo(ChangeEvent.Type.UPDATE);
        assertThat(event.entity()).isEqualTo("PendingServiceRouting");
        assertThat(event.transactionKey()).isEqualTo("k");
        assertThat(event.committed()).isEqualTo(Instant.ofEpochMilli(1_700_000_000_000L));
        assertThat(event.fields())
                .containsEntry("IsPushed", true)
                .containsEntry("Nothing", null)
                .hasSize(2);
    }

    @Test
    void an_overflow_has_no_records() {
        ChangeEvent event = read(event("GAP_OVERFLOW", "[\"000000000000000AAA\"]"));
        assertThat(event.type()).isEqualTo(ChangeEvent.Type.GAP_OVERFLOW);
        assertThat(event.recordIds()).isEqualTo(List.of());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"payload\":7}",
                "{\"payload\":{}}",
                "{\"payload\":{\"ChangeEventHeader\":{\"changeType\":\"CREATE\",\"recordIds\":[\"0JR000000000001\"]}}}"
            })
    void refuses_what_is_no_change_event(String data) {
        assertThatThrownBy(() -> read(data)).isInstanceOf(ProtocolViolationException.class);
    }

    @Test
    void refuses_types_and_ids_that_do_not_exist() {
        assertThatThrownBy(() -> read(event("EXPLODE", "[\"0JR000000000001\"]")))
                .isInstanceOf(ProtocolViolationException.class);
        assertThatThrownBy(() -> read(event("UPDATE", "[]"))).isInstanceOf(ProtocolViolationException.class);
        assertThatThrownBy(() -> read(event("UPDATE", "[7]"))).isInstanceOf(ProtocolViolationException.class);
        assertThatThrownBy(() -> read(event("DELETE", "[\"x\"]"))).isInstanceOf(ProtocolViolationException.class);
    }
}
