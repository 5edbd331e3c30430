package io.connects.simulators.finesse;

/** {@code User/ID/MediaPropertiesLayout}: which call variables a desktop shows; always the first ten. */
final class MediaPropertiesLayoutResource implements Resource {
    private static final int VARIABLES = 10;

    @Override
    public ApiAnswer answer(ApiCall call) {
        call.require("GET");
        Agent unused = call.ownOrReadable(1);
        Element column = Element.of("column");
        for (int i = 1; i <= VARIABLES; i++) {
            column.add(Element.of("entry")
                    .child("displayName", "Call variable " + i)
                    .child("mediaProperty", "callVariable" + i));
        }
        return ApiAnswer.ok(Element.of("MediaPropertiesLayout")
                .child("uri", "/finesse/api/MediaPropertiesLayout/1")
                .child("name", "Default Layout")
                .child("type", "DEFAULT")
                .add(Element.of("header")
                        .add(Element.of("entry")
                                .child("displayName", "Call variable 1")
                                .child("mediaProperty", "callVariable1")))
                .add(column));
    }
}
