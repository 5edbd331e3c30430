package io.connects.simulators.finesse;

/** {@code Team/ID}: a team and how its agents are; for its supervisors and administrators. */
final class TeamResource implements Resource {
    @Override
    public ApiAnswer answer(ApiCall call) {
        call.require("GET");
        int id = ApiCall.number(call.part(1), ErrorType.INVALID_INPUT);
        FinesseOptions options = call.core().options;
        FinesseTeam team = options.teams.stream()
                .filter(one -> one.id() == id)
                .findFirst()
                .orElseThrow(() -> ErrorType.NOT_FOUND.of(call.part(1)));
        FinesseAgent user = call.user().config;
        if (!user.supervised().contains(id) && !user.administrator()) {
            throw ErrorType.INVALID_USER.of(call.part(1));
        }
        Element users = Element.of("users");
        call.core().agents().stream()
                .filter(agent -> agent.config.team() == id)
                .forEach(agent -> users.add(summary(agent)));
        return ApiAnswer.ok(Element.of("Team")
                .child("uri", "/finesse/api/Team/" + id)
                .child("id", id)
                .child("name", team.name())
                .add(users));
    }

    private static Element summary(Agent agent) {
        Element user = Element.of("User")
                .child("uri", agent.uri())
                .child("loginId", agent.id())
                .child("firstName", agent.config.firstName())
                .child("lastName", agent.config.lastName())
                .child("dialogs", agent.uri() + "/Dialogs")
                .child("extension", agent.extension)
                .child("pendingState", agent.pending == null ? "" : agent.pending.state())
                .child("state", agent.state)
                .child("stateChangeTime", agent.isSignedIn() ? UserXml.time(agent.stateChangeTime) : "");
        return agent.reason.code() < 0 ? user : user.add(UserXml.reason("reasonCode", agent.reason, agent.state));
    }
}
