package io.connects.simulators.finesse;

/** Tells agents of their calls. Guarded by the pair's monitor. */
final class CallEvents {
    private final Publisher publisher;
    private final Calls calls;

    CallEvents(Publisher publisher, Calls calls) {
        this.publisher = publisher;
        this.calls = calls;
    }

    void added(Call call, Agent agent) {
        list(call, agent, Notification.Event.POST);
    }

    void removed(Call call, Agent agent) {
        list(call, agent, Notification.Event.DELETE);
    }

    private void list(Call call, Agent agent, Notification.Event event) {
        Element dialogs = Element.of("dialogs").add(CallXml.write("Dialog", call, calls));
        publisher.publish(new Notification(agent.uri() + "/Dialogs", event, agent.uri() + "/Dialogs", dialogs, ""));
    }

    void changed(Call call, Agent agent) {
        publisher.put(agent.uri() + "/Dialogs", call.uri(), CallXml.write("dialog", call, calls), "");
    }
}
