package io.connects.mri.inspect;

import io.connects.mri.codec.Confidence;
import io.connects.mri.codec.DialectText;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/** Dialects with the shapes of a built-in one and other numbers: message types, sub-types, tags, and the switches that traffic can show. */
final class Shuffled {
    private Shuffled() {}

    static DialectText of(DialectText base, long seed) {
        var random = new Random(seed);
        DialectText text = numbers(base, random);
        text = floats(text, random);
        for (String[] choice : List.of(
                new String[] {"length-counts", "body", "message"},
                new String[] {"string-end", "none", "nul"},
                new String[] {"idle-timeout-unit", "milliseconds", "seconds"},
                new String[] {"empty-call-variables", "omit", "send"},
                new String[] {"first-sequence", "0", "1"},
                new String[] {"routing-after-open", "enabled", "wait"})) {
            text = sound(text, framing(text, choice[0], choice[1 + random.nextInt(2)]));
        }
        text = framing(text, "protocol-version", Integer.toString(1 + random.nextInt(30)));
        return framing(text, "script-result-ok", Integer.toString(random.nextInt(2)));
    }

    private static DialectText framing(DialectText text, String key, String value) {
        return text.with("framing", key, value, Confidence.PLACEHOLDER);
    }

    /** The changed text, unless the change makes a fault, such as a length that does not fit any more. */
    private static DialectText sound(DialectText before, DialectText changed) {
        try {
            changed.dialect();
            return changed;
        } catch (IllegalArgumentException e) {
            return before;
        }
    }

    private static DialectText numbers(DialectText base, Random random) {
        var pool = new ArrayList<>(IntStream.rangeClosed(1, 400).boxed().toList());
        Collections.shuffle(pool, random);
        Iterator<Integer> numbers = pool.iterator();
        DialectText text = base;
        if (text.value("framing", "task-framing").orElseThrow().startsWith("subtyped")) {
            text = framing(text, "task-framing", "subtyped " + numbers.next());
        }
        for (DialectText.Row row : base.rows()) {
            if (row.section().equals("session") || row.section().equals("dialogue")) {
                String fields = row.value().split(":", 2)[1];
                text = text.with(row.section(), row.key(), numbers.next() + " :" + fields, Confidence.PLACEHOLDER);
            }
        }
        return text;
    }

    private static DialectText floats(DialectText base, Random random) {
        int run = 1 + random.nextInt(200);
        var pool = new ArrayList<>(IntStream.rangeClosed(1, 250)
                .filter(tag -> tag < run || tag > run + 9)
                .boxed()
                .toList());
        Collections.shuffle(pool, random);
        Iterator<Integer> tags = pool.iterator();
        DialectText text = base;
        for (DialectText.Row row : base.rows()) {
            if (row.section().equals("floats")) {
                String kind = row.value().substring(row.value().indexOf(' '));
                String tag = row.key().equals("CallVariable1-10")
                        ? run + ".." + (run + 9)
                        : tags.next().toString();
                text = text.with("floats", row.key(), tag + kind, Confidence.PLACEHOLDER);
            }
        }
        return text;
    }
}
