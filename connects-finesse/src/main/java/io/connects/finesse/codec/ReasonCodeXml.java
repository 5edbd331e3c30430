package io.connects.finesse.codec;

import io.connects.finesse.message.ReasonCode;
import io.connects.finesse.message.WrapUpReason;
import io.connects.finesse.xml.XmlElement;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reason codes and wrap-up reasons. */
public final class ReasonCodeXml {
    private ReasonCodeXml() {}

    static @Nullable ReasonCode readIfAny(@Nullable XmlElement element) {
        return element == null || element.children().isEmpty() ? null : read(element);
    }

    public static ReasonCode read(XmlElement element) {
        var fields = new Fields(element);
        String uri = fields.text("uri");
        String id = fields.text("id");
        return new ReasonCode(
                id.isEmpty() ? Fields.lastPart(uri) : id,
                fields.text("code"),
                fields.text("label"),
                fields.text("category"),
                uri,
                Boolean.parseBoolean(fields.text("forAll")),
                fields.others());
    }

    /** Reads {@code ReasonCodes}. */
    public static List<ReasonCode> readAll(XmlElement element) {
        return element.children().stream().map(ReasonCodeXml::read).toList();
    }

    /** Reads {@code WrapUpReasons}. */
    public static List<WrapUpReason> readWrapUpReasons(XmlElement element) {
        return element.children().stream()
                .map(reason -> {
                    var fields = new Fields(reason);
                    String id = fields.text("id");
                    return new WrapUpReason(
                            id.isEmpty() ? Fields.lastPart(fields.text("uri")) : id,
                            fields.text("label"),
                            Boolean.parseBoolean(fields.text("forAll")));
                })
                .toList();
    }
}
