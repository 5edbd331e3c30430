package io.connects.mri.inspect;

import io.connects.mri.codec.DialectText;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a capture says for and against the rows of a dialect, and how badly the dialect as a whole fits it: the smaller the penalty, the better.
 * A row is named {@code section/key}. Made by {@link #of}.
 */
final class Evidence {
    private static final int MOST_REMARKS = 3;
    private static final int BYTES_A_POINT = 4;

    private final Map<String, Tally> rows = new TreeMap<>();
    private int penalty;

    /** One row's evidence. */
    static final class Tally {
        private final List<String> remarks = new ArrayList<>();
        private int seen;
        private int support;
        private int against;

        /** In how many frames the row explained something. */
        int seen() {
            return seen;
        }

        /** How often something fitted that would not fit by chance. */
        int support() {
            return support;
        }

        /** How often something did not fit. */
        int against() {
            return against;
        }

        /** The first few things that did not fit. */
        List<String> remarks() {
            return List.copyOf(remarks);
        }
    }

    private Evidence() {}

    /** The evidence of a capture that was explained with a dialect. */
    static Evidence of(Explained.Session session, DialectText dialect) {
        var evidence = new Evidence();
        evidence.penalty = session.unframed() / BYTES_A_POINT;
        var facts = new DialectFacts(dialect);
        for (List<Explained> conversation : session.conversations()) {
            var rules = List.of(
                    new FieldRules(evidence, facts),
                    new SessionRules(evidence, facts),
                    new DialogueRules(evidence, facts));
            conversation.forEach(frame -> rules.forEach(rule -> rule.on(frame)));
            rules.forEach(Rule::end);
        }
        return evidence;
    }

    /** What must hold of the frames of one conversation. */
    interface Rule {
        void on(Explained frame);

        /** After the last frame. */
        default void end() {}
    }

    int penalty() {
        return penalty;
    }

    Tally row(String section, String key) {
        return row(section + "/" + key);
    }

    private Tally row(String name) {
        return rows.computeIfAbsent(name, key -> new Tally());
    }

    void seen(String row) {
        row(row).seen++;
    }

    void support(String row) {
        row(row).support++;
    }

    /** Something does not fit, and this row is the likely reason. */
    void against(String row, int points, String remark) {
        Tally tally = row(row);
        tally.against++;
        if (tally.remarks.size() < MOST_REMARKS && !tally.remarks.contains(remark)) {
            tally.remarks.add(remark);
        }
        penalty += points;
    }

    /** Something is not explained, by whatever row. */
    void unexplained(int points) {
        penalty += points;
    }

    /** For a row if something holds, else against it. */
    void check(boolean holds, String row, int points, String remark) {
        if (holds) {
            support(row);
        } else {
            against(row, points, remark);
        }
    }
}
