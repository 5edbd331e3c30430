package io.connects.simulators.cce;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Objects;
import java.util.Set;

/**
 * When a contact centre is open.
 *
 * @param days on which it opens
 * @param from when it opens
 * @param to when it closes, on the same day and later than it opens
 */
public record OpeningHours(Set<DayOfWeek> days, LocalTime from, LocalTime to, ZoneId zone) {
    public OpeningHours {
        days = Set.copyOf(days);
        Objects.requireNonNull(zone, "zone");
        if (!to.isAfter(from)) {
            throw new IllegalArgumentException("to: must be later than " + from + ", was " + to);
        }
    }

    /** Whether it is open at this instant; at {@code to} it is not. */
    public boolean isOpen(Instant now) {
        ZonedDateTime there = now.atZone(zone);
        LocalTime time = there.toLocalTime();
        return days.contains(there.getDayOfWeek()) && !time.isBefore(from) && time.isBefore(to);
    }
}
