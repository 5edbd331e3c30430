package io.connects.finesse.codec;

import io.connects.finesse.message.Media;
import io.connects.finesse.message.MediaList;
import io.connects.finesse.message.MediaSignIn;
import io.connects.finesse.message.MediaState;
import io.connects.finesse.xml.XmlElement;
import org.jspecify.annotations.Nullable;

/** Media routing domains of an agent. */
public final class MediaXml {
    private MediaXml() {}

    /** Reads {@code Media}. */
    public static Media read(XmlElement element) {
        var fields = new Fields(element);
        String uri = fields.text("uri");
        String id = fields.text("id");
        return new Media(
                id.isEmpty() ? Fields.lastPart(uri) : id,
                fields.text("name"),
                new MediaState(fields.text("state")),
                fields.time("stateChangeTime"),
                fields.flag("routable"),
                Boolean.parseBoolean(fields.text("interruptible")),
                fields.text("reasonCodeId"),
                signIn(fields),
                fields.others());
    }

    private static @Nullable MediaSignIn signIn(Fields fields) {
        Integer limit = fields.number("maxDialogLimit");
        String interrupt = fields.text("interruptAction");
        String logout = fields.text("dialogLogoutAction");
        if (limit == null || limit < 1 || limit > 10) {
            return null;
        }
        return new MediaSignIn(
                limit,
                interrupt.equals("IGNORE") ? MediaSignIn.InterruptAction.IGNORE : MediaSignIn.InterruptAction.ACCEPT,
                logout.equals("TRANSFER") ? MediaSignIn.LogoutAction.TRANSFER : MediaSignIn.LogoutAction.CLOSE);
    }

    /** Reads {@code MediaList}. */
    public static MediaList readAll(XmlElement element) {
        return new MediaList(element.children().stream()
                .filter(child -> child.name().equalsIgnoreCase("Media"))
                .map(MediaXml::read)
                .toList());
    }
}
