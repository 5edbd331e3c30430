package io.connects.simulators.salesforce;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;

/** Times as REST prints them: milliseconds and an offset without colon, {@code 2026-11-30T11:29:34.000+0000}. Reads the usual ISO forms too. */
final class SalesforceTime {
    private static final DateTimeFormatter PRINT =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSxx").withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter READ = new DateTimeFormatterBuilder()
            .appendPattern("yyyy-MM-dd'T'HH:mm:ss")
            .appendFraction(ChronoField.NANO_OF_SECOND, 0, 9, true)
            .appendPattern("[XXX][XX]")
            .toFormatter();

    private SalesforceTime() {}

    static String print(Instant instant) {
        return PRINT.format(instant);
    }

    /** @throws java.time.format.DateTimeParseException when {@code text} is no date and time with offset */
    static Instant parse(String text) {
        return OffsetDateTime.parse(text, READ).toInstant();
    }
}
