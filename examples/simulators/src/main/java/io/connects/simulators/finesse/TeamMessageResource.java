package io.connects.simulators.finesse;

import java.util.ArrayList;
import java.util.List;

/** {@code TeamMessage}: supervisors and administrators tell teams something; 207 when the other node did not get it. */
final class TeamMessageResource implements Resource {
    private static final int PARTLY = 207;
    private int lastId;

    @Override
    public ApiAnswer answer(ApiCall call) {
        call.require("POST");
        FinesseAgent user = call.user().config;
        if (!user.isSupervisor() && !user.administrator()) {
            throw ErrorType.FORBIDDEN.of("TeamMessage");
        }
        int duration = ApiCall.number(call.required("duration"), ErrorType.INVALID_INPUT);
        String content = call.required("content");
        List<Integer> teams = new ArrayList<>();
        call.body()
                .first("teams")
                .ifPresent(list -> list.children()
                        .forEach(team -> teams.add(ApiCall.number(teamId(team), ErrorType.INVALID_INPUT))));
        if (teams.isEmpty()) {
            throw ErrorType.PARAMETER_MISSING.of("teams");
        }
        if (!user.administrator() && !user.supervised().containsAll(teams)) {
            throw ErrorType.INVALID_SUPERVISOR.of("teams");
        }
        lastId++;
        Element message = Element.of("TeamMessage")
                .child("uri", "/finesse/api/TeamMessage/" + lastId)
                .child("id", lastId)
                .child("createdBy", call.user().id())
                .child("createdAt", call.core().now().getEpochSecond())
                .child("duration", duration)
                .child("content", content);
        for (int team : teams) {
            call.core()
                    .publisher
                    .publish(new Notification(
                            PubSubNodes.teamMessages(team),
                            Notification.Event.POST,
                            "/finesse/api/TeamMessage/" + lastId,
                            message,
                            call.request().id()));
        }
        boolean reachesOther =
                call.core().faults.isInService(call.request().side().other());
        return new ApiAnswer(reachesOther ? 200 : PARTLY, message);
    }

    private static String teamId(Element team) {
        return team.has("id") ? team.textOf("id") : team.text().strip();
    }
}
