package io.connects.simulators.finesse;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/** How a user is written. */
final class UserXml {
    private static final DateTimeFormatter MILLIS = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private UserXml() {}

    /** @param name {@code User} in answers, {@code user} in events */
    static Element write(String name, Agent agent, FinesseOptions options) {
        FinesseAgent config = agent.config;
        Element roles = Element.of("roles").child("role", "Agent");
        if (config.isSupervisor()) {
            roles.child("role", "Supervisor");
        }
        Element user = Element.of(name)
                .child("uri", agent.uri())
                .add(roles)
                .child("loginId", config.loginId())
                .child("loginName", config.loginName())
                .child("state", agent.state)
                .child("stateChangeTime", agent.isSignedIn() ? time(agent.stateChangeTime) : "")
                .child("mediaType", 1)
                .child("pendingState", agent.pending == null ? "" : agent.pending.state())
                .child("reasonCodeId", agent.reason.shownId());
        if (agent.reason.code() >= 0) {
            user.add(reason("ReasonCode", agent.reason, agent.state));
        }
        String wrapUp = config.wrapUp().isZero() ? "NOT_ALLOWED" : "OPTIONAL";
        user.add(Element.of("settings").child("wrapUpOnIncoming", wrapUp).child("wrapUpOnOutgoing", "NOT_ALLOWED"))
                .child("extension", agent.extension);
        if (agent.mobile != null) {
            user.add(Element.of("mobileAgent")
                    .child("mode", agent.mobile.mode())
                    .child("dialNumber", agent.mobile.dialNumber()));
        }
        return user.child("firstName", config.firstName())
                .child("lastName", config.lastName())
                .child("teamId", config.team())
                .child("teamName", teamName(config.team(), options))
                .child("skillTargetId", config.skillTargetId())
                .child("dialogs", agent.uri() + "/Dialogs")
                .add(teams(config, options))
                .child("wrapUpTimer", config.wrapUp().toSeconds());
    }

    private static Element teams(FinesseAgent config, FinesseOptions options) {
        Element teams = Element.of("teams");
        for (int id : config.supervised()) {
            teams.add(Element.of("Team")
                    .child("id", id)
                    .child("name", teamName(id, options))
                    .child("uri", "/finesse/api/Team/" + id));
        }
        return teams;
    }

    static String teamName(int id, FinesseOptions options) {
        return options.teams.stream()
                .filter(team -> team.id() == id)
                .map(FinesseTeam::name)
                .findFirst()
                .orElse("");
    }

    /** @param name {@code ReasonCode}, or {@code reasonCode} in a team */
    static Element reason(String name, Reason reason, Enum<?> state) {
        ReasonCode row = reason.configured();
        Element element = Element.of(name)
                .child("category", state.name().equals("LOGOUT") ? "LOGOUT" : "NOT_READY")
                .child("uri", row == null ? "" : ReasonCodesResource.uri(row))
                .child("code", reason.code())
                .child("label", row == null ? "" : row.label())
                .child("forAll", true);
        return element.child("systemCode", row == null).child("id", reason.shownId());
    }

    /** UTC with milliseconds. */
    static String time(Instant instant) {
        return MILLIS.format(instant.truncatedTo(ChronoUnit.MILLIS));
    }
}
