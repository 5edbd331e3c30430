package io.connects.finesse.codec;

import io.connects.finesse.message.Dialog;
import io.connects.finesse.message.DialogAction;
import io.connects.finesse.message.DialogState;
import io.connects.finesse.message.Dialogs;
import io.connects.finesse.message.MediaProperties;
import io.connects.finesse.message.Participant;
import io.connects.finesse.xml.XmlElement;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Calls and tasks. */
public final class DialogXml {
    private DialogXml() {}

    /** Reads {@code Dialog}. */
    public static Dialog read(XmlElement element) {
        var fields = new Fields(element);
        String uri = fields.text("uri");
        String id = fields.text("id");
        return new Dialog(
                id.isEmpty() ? Fields.lastPart(uri) : id,
                new DialogState(fields.text("state")),
                fields.text("mediaType"),
                fields.text("fromAddress"),
                fields.text("toAddress"),
                fields.text("secondaryId"),
                properties(fields.take("mediaProperties")),
                fields.list("participants").stream().map(DialogXml::participant).toList(),
                fields.others());
    }

    /** Reads {@code Dialogs}. */
    public static Dialogs readAll(XmlElement element) {
        return new Dialogs(element.children().stream()
                .filter(child -> child.name().equalsIgnoreCase("Dialog"))
                .map(DialogXml::read)
                .toList());
    }

    private static Participant participant(XmlElement element) {
        var fields = new Fields(element);
        return new Participant(
                fields.text("mediaAddress"),
                fields.text("mediaAddressType"),
                new DialogState(fields.text("state")),
                fields.text("stateCause"),
                fields.time("startTime"),
                fields.time("stateChangeTime"),
                fields.list("actions").stream()
                        .map(action -> new DialogAction(action.text().strip()))
                        .collect(Collectors.toUnmodifiableSet()),
                fields.others());
    }

    private static MediaProperties properties(@Nullable XmlElement element) {
        if (element == null) {
            return MediaProperties.NONE;
        }
        var fields = new Fields(element);
        return new MediaProperties(
                fields.text("mediaId"),
                fields.text("dialedNumber"),
                fields.text("callType"),
                fields.text("wrapUpReason"),
                variables(fields.list("callvariables")),
                fields.others());
    }

    /** Values are kept to the space: they are the site's. */
    private static Map<String, String> variables(List<XmlElement> variables) {
        var values = new LinkedHashMap<String, String>();
        for (XmlElement variable : variables) {
            values.put(variable.childText("name").strip(), variable.childText("value"));
        }
        return values;
    }
}
