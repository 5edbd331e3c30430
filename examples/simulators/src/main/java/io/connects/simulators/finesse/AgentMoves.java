package io.connects.simulators.finesse;

/** Which changes of state an agent may ask for, and when they happen. What a document of Finesse leaves open is refused. */
final class AgentMoves {
    private AgentMoves() {}

    enum When {
        NOW,
        /** When the call ends. */
        AFTER_CALL,
        /** The state stays as it is; only the sign-in is renewed. */
        KEPT
    }

    /**
     * @throws Refused when the telephone side does not allow it
     * @param hasPending whether a change waits already
     */
    static When of(FinesseFlavour flavour, UserState from, UserState asked, boolean hasPending) {
        if (asked == UserState.LOGIN) {
            return from == UserState.LOGOUT ? When.NOW : When.KEPT;
        }
        if (from.keepsChanges()) {
            if (flavour == FinesseFlavour.CCX && (asked == UserState.READY || hasPending)) {
                throw new Refused(asked == UserState.READY ? AsyncError.INVALID_WORKMODE : AsyncError.RESOURCE_BUSY);
            }
            return When.AFTER_CALL;
        }
        boolean allowed = switch (asked) {
            case READY, NOT_READY -> from == UserState.NOT_READY || from == UserState.READY || from.isWorking();
            case LOGOUT -> from == UserState.NOT_READY || (from == UserState.READY && flavour == FinesseFlavour.CCX);
            default -> false;
        };
        if (!allowed) {
            throw new Refused(AsyncError.INVALID_OBJECT_STATE);
        }
        return When.NOW;
    }
}
