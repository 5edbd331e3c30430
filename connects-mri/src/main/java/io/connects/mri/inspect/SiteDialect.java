package io.connects.mri.inspect;

import io.connects.mri.codec.Confidence;
import io.connects.mri.codec.DialectText;
import io.connects.mri.inspect.Evidence.Tally;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** A dialect and what a site's own traffic says of it, row by row. Immutable. */
final class SiteDialect {
    private final DialectText dialect;
    private final Evidence evidence;

    /** What traffic says of a row. */
    enum Standing {
        CONFIRMED,
        CONTRADICTED,
        OPEN
    }

    SiteDialect(DialectText dialect, List<Conversation> traffic) {
        this.dialect = dialect;
        this.evidence = Evidence.of(Explained.all(traffic, dialect), dialect);
    }

    Standing standing(String name) {
        Tally tally = tally(name);
        boolean known = dialect.value(section(name), key(name)).isPresent();
        if (!known || (tally.seen() == 0 && tally.support() == 0 && tally.against() == 0)) {
            return Standing.OPEN;
        }
        return tally.against() == 0
                ? Standing.CONFIRMED
                : tally.against() * 2 > tally.support() ? Standing.CONTRADICTED : Standing.CONFIRMED;
    }

    private Tally tally(String name) {
        return evidence.row(section(name), key(name));
    }

    private static String section(String name) {
        return name.substring(0, name.indexOf('/'));
    }

    private static String key(String name) {
        return name.substring(name.indexOf('/') + 1);
    }

    /** The keys of the rows of one standing, in the order of the file. */
    List<String> rows(Standing standing) {
        return Candidates.allRows().stream()
                .filter(name -> standing(name) == standing)
                .map(SiteDialect::key)
                .toList();
    }

    /** Why rows are contradicted, a line each. */
    List<String> contradictions() {
        var lines = new ArrayList<String>();
        for (String name : Candidates.allRows()) {
            if (standing(name) == Standing.CONTRADICTED) {
                lines.add(key(name) + ": " + String.join("; ", tally(name).remarks()));
            }
        }
        return lines;
    }

    /** The file of the site: what its traffic confirms is at least PARTIAL, and every row that it speaks of carries the evidence. */
    DialectText withEvidence(String source, LocalDate day) {
        DialectText text = dialect;
        for (String name : Candidates.allRows()) {
            Standing standing = standing(name);
            Tally tally = tally(name);
            int frames = tally.seen() > 0 ? tally.seen() : tally.support();
            String count = frames + (frames == 1 ? " frame" : " frames");
            DialectText.Row row = text.row(section(name), key(name)).orElse(null);
            if (row == null || standing == Standing.OPEN) {
                continue;
            }
            boolean confirmed = standing == Standing.CONFIRMED;
            boolean weak = row.confidence() == Confidence.INFERRED || row.confidence() == Confidence.PLACEHOLDER;
            if (confirmed && weak) {
                text = text.with(section(name), key(name), row.value(), Confidence.PARTIAL);
            }
            String comment = confirmed
                    ? "confirmed by " + count + " of capture " + source + " on " + day
                    : "contradicted in capture " + source + " on " + day + ": " + String.join("; ", tally.remarks());
            text = text.commented(section(name), key(name), comment);
        }
        return text;
    }
}
