package io.connects.finesse.codec;

import io.connects.finesse.message.AgentState;
import io.connects.finesse.message.MobileAgent;
import io.connects.finesse.message.Team;
import io.connects.finesse.message.User;
import io.connects.finesse.xml.XmlElement;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Users and teams. */
public final class UserXml {
    private UserXml() {}

    /** Reads {@code User}, whole or as a team tells of it. */
    public static User read(XmlElement element) {
        var fields = new Fields(element).without("uri", "dialogs");
        return new User(
                fields.text("loginId"),
                fields.text("loginName"),
                fields.text("firstName"),
                fields.text("lastName"),
                new AgentState(fields.text("state")),
                new AgentState(fields.text("pendingState")),
                fields.time("stateChangeTime"),
                fields.text("reasonCodeId"),
                ReasonCodeXml.readIfAny(fields.take("ReasonCode")),
                fields.text("extension"),
                fields.list("roles").stream().map(role -> role.text().strip()).collect(Collectors.toUnmodifiableSet()),
                new User.TeamName(fields.text("teamId"), fields.text("teamName")),
                fields.list("teams").stream().map(UserXml::teamName).toList(),
                fields.number("skillTargetId"),
                mobileAgent(fields.take("mobileAgent")),
                fields.others());
    }

    private static User.TeamName teamName(XmlElement team) {
        return new User.TeamName(
                team.childText("id").strip(), team.childText("name").strip());
    }

    private static @Nullable MobileAgent mobileAgent(@Nullable XmlElement element) {
        return element == null || element.childText("mode").isBlank()
                ? null
                : new MobileAgent(
                        element.childText("mode").strip(),
                        element.childText("dialNumber").strip());
    }

    /** Reads {@code Team}. */
    public static Team readTeam(XmlElement element) {
        var fields = new Fields(element);
        String id = fields.text("id");
        return new Team(
                id.isEmpty() ? Fields.lastPart(fields.text("uri")) : id,
                fields.text("name"),
                fields.list("users").stream().map(UserXml::read).toList());
    }

    /** Reads {@code Users}, the administrator's list. */
    public static List<User> readAll(XmlElement element) {
        return element.children().stream().map(UserXml::read).toList();
    }
}
