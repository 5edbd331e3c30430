package io.connects.simulators.finesse;

/** {@code User/ID/ReasonCodes?category=}: what reasons there are. */
final class ReasonCodesResource implements Resource {
    private static final FinesseRelease WITH_ID = new FinesseRelease(12, 0);

    static String uri(ReasonCode code) {
        return "/finesse/api/ReasonCode/" + code.id();
    }

    @Override
    public ApiAnswer answer(ApiCall call) {
        call.require("GET");
        Agent unused = call.ownOrReadable(1);
        String category = call.query().getOrDefault("category", "");
        if (!category.equals("NOT_READY") && !category.equals("LOGOUT") && !category.equals("ALL")) {
            throw category.isEmpty()
                    ? ErrorType.PARAMETER_MISSING.of("category")
                    : ErrorType.INVALID_INPUT.of("category");
        }
        Element list = Element.of("ReasonCodes").attribute("category", category);
        FinesseOptions options = call.core().options;
        options.reasonCodes.stream()
                .filter(code -> category.equals("ALL") || code.category().name().equals(category))
                .forEach(code -> list.add(write(code, options.release.isAtLeast(WITH_ID))));
        return ApiAnswer.ok(list);
    }

    /** Older releases have the id in the uri only. */
    private static Element write(ReasonCode code, boolean withId) {
        Element element = Element.of("ReasonCode")
                .child("uri", uri(code))
                .child("category", code.category())
                .child("code", code.code())
                .child("label", code.label())
                .child("forAll", true);
        return withId ? element.child("id", code.id()) : element;
    }
}
