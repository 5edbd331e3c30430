package io.connects.simulators.finesse;

/** {@code User/ID/WrapUpReasons}. */
final class WrapUpReasonsResource implements Resource {
    @Override
    public ApiAnswer answer(ApiCall call) {
        call.require("GET");
        Agent unused = call.ownOrReadable(1);
        Element list = Element.of("WrapUpReasons");
        call.core()
                .options
                .wrapUpReasons
                .forEach(reason -> list.add(Element.of("WrapUpReason")
                        .child("uri", "/finesse/api/WrapUpReason/" + reason.id())
                        .child("label", reason.label())
                        .child("forAll", true)));
        return ApiAnswer.ok(list);
    }
}
