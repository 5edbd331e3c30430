package io.connects.simulators.finesse;

import java.util.TreeMap;

/** How a task is written: as a dialog with one participant. */
final class TaskXml {
    private TaskXml() {}

    /** @param name {@code Dialog} in answers and lists, {@code dialog} in events */
    static Element write(String name, AgentTask task) {
        Element actions = Element.of("actions");
        task.actions().forEach(action -> actions.child("action", action));
        Element participant = Element.of("Participant")
                .add(actions)
                .child("mediaAddress", task.agent.id())
                .child("mediaAddressType", "AGENT_DEVICE")
                .child("startTime", UserXml.time(task.startTime))
                .child("state", task.shownState())
                .child("stateCause", "")
                .child("stateChangeTime", UserXml.time(task.stateChangeTime));
        return Element.of(name)
                .child("associatedDialogUri", "")
                .child("id", task.id())
                .child("mediaType", task.media.domain.name())
                .child("fromAddress", "")
                .child("toAddress", task.agent.id())
                .add(mediaProperties(task))
                .add(Element.of("participants").add(participant))
                .child("state", task.shownState())
                .child("uri", task.uri());
    }

    private static Element mediaProperties(AgentTask task) {
        Element variables = Element.of("callvariables");
        new TreeMap<>(task.offered.variables())
                .forEach((name, value) -> variables.add(
                        Element.of("CallVariable").child("name", name).child("value", value)));
        String[] id = task.offered.taskId().split(":", -1);
        Element properties = Element.of("mediaProperties")
                .child("mediaId", task.media.domain.id())
                .child("dialedNumber", "")
                .child("callType", "")
                .child("callKeyPrefix", id[0])
                .child("callKeyCallId", id.length > 1 ? id[1] : "")
                .child("callKeySequenceNum", id.length > 2 ? id[2] : "")
                .add(variables);
        return task.disposition.isEmpty() ? properties : properties.child("dispositionCode", task.disposition);
    }
}
