package io.connects.finesse.codec;

import io.connects.finesse.message.Queue;
import io.connects.finesse.xml.XmlElement;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Queues. */
public final class QueueXml {
    private static final String LONGEST = "startTimeOfLongestCallInQueue";

    private QueueXml() {}

    /** Reads {@code Queue}. */
    public static Queue read(XmlElement element) {
        var fields = new Fields(element);
        String uri = fields.text("uri");
        String id = fields.text("id");
        String name = fields.text("name");
        Map<String, Integer> counts = new LinkedHashMap<>();
        Instant longest = null;
        XmlElement statistics = fields.take("statistics");
        if (statistics != null) {
            longest = longest(statistics);
            for (XmlElement count : statistics.children()) {
                Integer value = Fields.number(count);
                if (value != null) {
                    counts.put(count.name(), value);
                }
            }
        }
        return new Queue(id.isEmpty() ? Fields.lastPart(uri) : id, name, counts, longest);
    }

    private static @Nullable Instant longest(XmlElement statistics) {
        return new Fields(statistics).time(LONGEST);
    }

    /** Reads {@code Queues}. */
    public static List<Queue> readAll(XmlElement element) {
        return element.children().stream().map(QueueXml::read).toList();
    }
}
