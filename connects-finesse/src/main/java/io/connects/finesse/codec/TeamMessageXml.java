package io.connects.finesse.codec;

import io.connects.finesse.message.TeamMessage;
import io.connects.finesse.xml.XmlElement;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Messages to teams, both ways. */
public final class TeamMessageXml {
    private TeamMessageXml() {}

    /** Reads {@code TeamMessage}. */
    public static TeamMessage read(XmlElement element) {
        var fields = new Fields(element);
        Integer seconds = fields.number("duration");
        return new TeamMessage(
                fields.text("id"),
                fields.text("createdBy"),
                epoch(fields.text("createdAt")),
                Duration.ofSeconds(seconds == null ? 0 : seconds),
                fields.text("content"),
                fields.list("teams").stream().map(team -> team.text().strip()).toList());
    }

    /** Seconds since 1970, or milliseconds. */
    private static @Nullable Instant epoch(String text) {
        try {
            long value = Long.parseLong(text);
            return value > 100_000_000_000L ? Instant.ofEpochMilli(value) : Instant.ofEpochSecond(value);
        } catch (NumberFormatException e) {
            return null;
        }
    }

    /** Writes one that is to be sent. */
    public static XmlElement write(TeamMessage message) {
        var teams = XmlElement.named("teams");
        message.teams().forEach(team -> teams.add("team", team));
        return XmlElement.named("TeamMessage")
                .add("duration", Long.toString(message.duration().toSeconds()))
                .add("content", message.content())
                .add(teams.build())
                .build();
    }
}
