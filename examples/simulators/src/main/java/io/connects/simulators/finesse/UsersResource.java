package io.connects.simulators.finesse;

/** {@code Users}: everybody, for administrators. */
final class UsersResource implements Resource {
    @Override
    public ApiAnswer answer(ApiCall call) {
        call.require("GET");
        if (!call.user().config.administrator()) {
            throw ErrorType.FORBIDDEN.of("Users");
        }
        Element users = Element.of("Users");
        call.core().agents().forEach(agent -> users.add(UserXml.write("User", agent, call.core().options)));
        return ApiAnswer.ok(users);
    }
}
