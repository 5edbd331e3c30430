package io.connects.simulators.finesse;

/** How a call is written. */
final class CallXml {
    private CallXml() {}

    /** @param name {@code Dialog} in answers and lists, {@code dialog} in events */
    static Element write(String name, Call call, Calls calls) {
        Element participants = Element.of("participants");
        for (CallParticipant one : call.participants) {
            boolean consults =
                    one.agent != null && calls.consultation(call, one.agent).isPresent();
            Element actions = Element.of("actions");
            one.actions(call, consults).forEach(action -> actions.child("action", action));
            participants.add(Element.of("Participant")
                    .add(actions)
                    .child("mediaAddress", one.address)
                    .child("mediaAddressType", one.agent == null ? "" : "AGENT_DEVICE")
                    .child("startTime", UserXml.time(one.startTime))
                    .child("state", one.state)
                    .child("stateCause", one.cause)
                    .child("stateChangeTime", UserXml.time(one.stateChangeTime)));
        }
        Element dialog = Element.of(name)
                .child("associatedDialogUri", call.about == null ? "" : call.about.uri())
                .child("id", call.id);
        if (!call.secondaryId.isEmpty()) {
            dialog.child("secondaryId", call.secondaryId);
        }
        return dialog.child("mediaType", "Voice")
                .child("fromAddress", call.from)
                .child("toAddress", call.to)
                .add(mediaProperties(call))
                .add(participants)
                .child("state", call.state)
                .child("uri", call.uri());
    }

    private static Element mediaProperties(Call call) {
        Element variables = Element.of("callvariables");
        call.variables.forEach((key, value) ->
                variables.add(Element.of("CallVariable").child("name", key).child("value", value)));
        return Element.of("mediaProperties")
                .child("mediaId", 1)
                .child("dialedNumber", call.to)
                .child("callType", call.type)
                .child("DNIS", call.to)
                .child("wrapUpReason", call.wrapUpReason)
                .add(variables);
    }
}
