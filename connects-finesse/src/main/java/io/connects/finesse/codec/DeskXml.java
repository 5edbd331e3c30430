package io.connects.finesse.codec;

import io.connects.finesse.message.MediaPropertiesLayout;
import io.connects.finesse.message.PhoneBook;
import io.connects.finesse.xml.XmlElement;
import java.util.ArrayList;
import java.util.List;

/** What a desktop shows beside the work: phone books and layouts. */
public final class DeskXml {
    private DeskXml() {}

    /** Reads {@code PhoneBooks}. */
    public static List<PhoneBook> readPhoneBooks(XmlElement element) {
        return element.children().stream().map(DeskXml::phoneBook).toList();
    }

    private static PhoneBook phoneBook(XmlElement element) {
        var fields = new Fields(element);
        String id = fields.text("id");
        return new PhoneBook(
                id.isEmpty() ? Fields.lastPart(fields.text("uri")) : id,
                fields.text("name"),
                fields.text("type"),
                fields.list("contacts").stream()
                        .map(contact -> new PhoneBook.Contact(
                                contact.childText("firstName").strip(),
                                contact.childText("lastName").strip(),
                                contact.childText("phoneNumber").strip(),
                                contact.childText("description").strip()))
                        .toList());
    }

    /** Reads {@code MediaPropertiesLayout}. */
    public static MediaPropertiesLayout readLayout(XmlElement element) {
        var fields = new Fields(element);
        String id = fields.text("id");
        var header = new MediaPropertiesLayout.Entry("", "");
        List<List<MediaPropertiesLayout.Entry>> columns = new ArrayList<>();
        String name = fields.text("name");
        String uri = fields.text("uri");
        for (XmlElement part : fields.others()) {
            List<MediaPropertiesLayout.Entry> entries = part.children().stream()
                    .filter(child -> child.name().equalsIgnoreCase("entry"))
                    .map(DeskXml::entry)
                    .toList();
            if (part.name().equalsIgnoreCase("header") && !entries.isEmpty()) {
                header = entries.get(0);
            } else if (part.name().equalsIgnoreCase("column")) {
                columns.add(entries);
            }
        }
        return new MediaPropertiesLayout(id.isEmpty() ? Fields.lastPart(uri) : id, name, header, columns);
    }

    /** Reads {@code MediaPropertiesLayouts}. */
    public static List<MediaPropertiesLayout> readLayouts(XmlElement element) {
        return element.children().stream().map(DeskXml::readLayout).toList();
    }

    private static MediaPropertiesLayout.Entry entry(XmlElement element) {
        return new MediaPropertiesLayout.Entry(
                element.childText("displayName").strip(),
                element.childText("mediaProperty").strip());
    }
}
