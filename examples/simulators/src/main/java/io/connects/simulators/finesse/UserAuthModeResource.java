package io.connects.simulators.finesse;

/** {@code UserAuthMode}: how the user who asks has to log in; always with a password. */
final class UserAuthModeResource implements Resource {
    @Override
    public ApiAnswer answer(ApiCall call) {
        call.require("GET");
        return ApiAnswer.ok(Element.of("UserAuthMode")
                .child("uri", "/finesse/api/UserAuthMode")
                .child("loginId", call.user().id())
                .child("authMode", "NON_SSO"));
    }
}
