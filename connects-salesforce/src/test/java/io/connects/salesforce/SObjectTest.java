package io.connects.salesforce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.connects.core.ProtocolViolationException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SObjectTest {
    @ParameterizedTest
    @CsvSource({
        "2022-11-30T11:29:34.000+0000, 2022-11-30T11:29:34Z",
        "2022-11-30T11:29:34.250+0130, 2022-11-30T09:59:34.250Z",
        "2022-11-30T11:29:34.000Z, 2022-11-30T11:29:34Z",
        "2022-11-30T11:29:34+01:00, 2022-11-30T10:29:34Z"
    })
    void reads_every_way_in_which_salesforce_writes_a_time(String text, String expected) {
        assertThat(new SObject("Case", Map.of("CreatedDate", text)).instant("CreatedDate"))
                .isEqualTo(Instant.parse(expected));
    }

    @Test
    void names_the_field_that_has_another_type() {
        var record = new SObject("Case", Map.of("Id", 5, "Serial", "x", "CreatedDate", "soon", "IsPushed", List.of()));
        assertThatExceptionOfType(ProtocolViolationException.class)
                .isThrownBy(record::id)
                .withMessage("Case.Id: expected a text, got Integer");
        assertThatExceptionOfType(ProtocolViolationException.class).isThrownBy(() -> record.number("Serial"));
        assertThatExceptionOfType(ProtocolViolationException.class).isThrownBy(() -> record.instant("CreatedDate"));
        assertThatExceptionOfType(ProtocolViolationException.class).isThrownBy(() -> record.isTrue("IsPushed"));
        assertThatExceptionOfType(ProtocolViolationException.class)
                .isThrownBy(() -> record.requireId("OwnerId"))
                .withMessage("Case.OwnerId is missing");
    }
}
