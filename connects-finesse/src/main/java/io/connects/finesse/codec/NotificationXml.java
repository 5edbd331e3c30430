package io.connects.finesse.codec;

import io.connects.core.ProtocolViolationException;
import io.connects.finesse.message.Notification;
import io.connects.finesse.message.Payload;
import io.connects.finesse.message.Unrecognised;
import io.connects.finesse.xml.XmlElement;
import io.connects.finesse.xml.XmlReader;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The document inside a notification: {@code <Update>} with data, event, requestId and source in any order. It arrives as the text of an XMPP
 * event, and is read once, as a document of its own. Immutable and thread-safe.
 */
public final class NotificationXml {
    private final XmlReader reader;

    /** @param maxCharacters the most of one document */
    public NotificationXml(int maxCharacters) {
        reader = new XmlReader(maxCharacters);
    }

    /**
     * Reads one.
     *
     * @throws ProtocolViolationException when it is no XML, or no {@code Update}
     */
    public Notification read(String document) {
        XmlElement update = reader.read(document);
        if (!update.name().equalsIgnoreCase("Update")) {
            throw new ProtocolViolationException(
                    "a notification that is no Update", 0, document.getBytes(StandardCharsets.UTF_8));
        }
        var fields = new Fields(update);
        XmlElement data = fields.take("data");
        return new Notification(
                fields.text("event"), fields.text("source"), fields.text("requestId"), payload(data, update));
    }

    private static Payload payload(@Nullable XmlElement data, XmlElement update) {
        return data == null || data.children().isEmpty()
                ? new Unrecognised(update)
                : payload(data.children().get(0));
    }

    /** What an element is by its name. */
    public static Payload payload(XmlElement element) {
        return switch (element.name().toLowerCase(Locale.ROOT)) {
            case "user" -> UserXml.read(element);
            case "dialog" -> DialogXml.read(element);
            case "dialogs" -> DialogXml.readAll(element);
            case "media" -> MediaXml.read(element);
            case "medialist" -> MediaXml.readAll(element);
            case "team" -> UserXml.readTeam(element);
            case "queue" -> QueueXml.read(element);
            case "systeminfo" -> SystemInfoXml.read(element);
            case "teammessage" -> TeamMessageXml.read(element);
            case "apierrors" -> ErrorsXml.read(element);
            default -> new Unrecognised(element);
        };
    }
}
