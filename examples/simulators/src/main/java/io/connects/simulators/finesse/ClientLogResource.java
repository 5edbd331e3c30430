package io.connects.simulators.finesse;

/** {@code User/ID/ClientLog}: takes a client's log and forgets it. */
final class ClientLogResource implements Resource {
    @Override
    public ApiAnswer answer(ApiCall call) {
        call.require("POST");
        Agent unused = call.ownOrReadable(1);
        call.required("logData");
        return ApiAnswer.ACCEPTED;
    }
}
