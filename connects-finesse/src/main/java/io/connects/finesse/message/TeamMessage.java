package io.connects.finesse.message;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a supervisor tells teams.
 *
 * @param id empty in one that is to be sent
 * @param duration how long it is shown
 * @param teams ids
 * @param createdAt null in one that is to be sent
 */
public record TeamMessage(
        String id, String createdBy, @Nullable Instant createdAt, Duration duration, String content, List<String> teams)
        implements Payload {
    public TeamMessage {
        teams = List.copyOf(teams);
    }
}
