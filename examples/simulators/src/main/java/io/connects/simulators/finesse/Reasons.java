package io.connects.simulators.finesse;

import java.util.List;

/** Checks the reason codes of requests: a row's id, needed as soon as the category has rows, and only with NOT_READY and LOGOUT. */
final class Reasons {
    private static final String REQUIRED = "finesse.api.reasoncode.require_reasoncode";
    private static final String NOT_VALID = "finesse.api.reasoncode.not_valid";

    private final List<ReasonCode> codes;

    Reasons(FinesseOptions options) {
        codes = options.reasonCodes;
    }

    Reason read(ApiCall call, String state) {
        String id = call.body().textOf("reasonCodeId");
        boolean takesReason = state.equals("NOT_READY") || state.equals("LOGOUT");
        if (!takesReason) {
            if (!id.isEmpty()) {
                throw ErrorType.INVALID_INPUT.of("reasonCodeId");
            }
            return Reason.NONE;
        }
        List<ReasonCode> ofCategory = codes.stream()
                .filter(code -> code.category().name().equals(state))
                .toList();
        if (id.isEmpty()) {
            if (!ofCategory.isEmpty()) {
                throw ErrorType.PARAMETER_MISSING.of(REQUIRED);
            }
            return Reason.NONE;
        }
        return ofCategory.stream()
                .filter(code -> Integer.toString(code.id()).equals(id))
                .findFirst()
                .map(Reason::of)
                .orElseThrow(() -> ErrorType.INVALID_INPUT.of(NOT_VALID));
    }
}
