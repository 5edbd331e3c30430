package io.connects.mri.inspect;

import io.connects.mri.codec.Confidence;
import io.connects.mri.codec.DialectText;
import io.connects.mri.codec.DialectText.Row;
import io.connects.mri.codec.ExplainedFrame;
import io.connects.mri.codec.FrameExplainer;
import io.connects.mri.codec.MriDialect;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * What a learning session knows of a PIM's dialect, and what the traffic of each step adds. Two rows never have one number: where a row is taken
 * over, the one that had its number before is opened. Not thread-safe.
 */
final class LearntDialect {
    private static final long HIGHEST_TYPE = 0xFFFF_FFFEL;
    private static final int HIGHEST_TAG = 255;
    private static final int RUN = 10;

    private final Consumer<String> say;
    private DialectText text;
    private MriDialect spoken;

    /** @throws IllegalArgumentException when the dialect cannot be spoken even when what is open is filled in, naming every fault */
    LearntDialect(DialectText start, Consumer<String> say) {
        this.say = say;
        text = complete(start);
        spoken = spoken(text);
    }

    /** What is known; rows may be open. */
    DialectText text() {
        return text;
    }

    /** What is spoken: open rows have numbers that nobody sends. */
    MriDialect spoken() {
        return spoken;
    }

    /** What is open or missing is spoken as the family does, unless another row has that number. */
    private static DialectText complete(DialectText start) {
        DialectText complete = start;
        var candidates = new Candidates(start, new Explained.Session(List.of(), 0));
        for (String name : Candidates.allRows()) {
            if (complete.value(section(name), key(name)).isEmpty()) {
                DialectText before = complete;
                complete = candidates
                        .usual(section(name), key(name))
                        .map(usual -> before.with(section(name), key(name), usual, Confidence.PLACEHOLDER))
                        .filter(LearntDialect::sound)
                        .orElse(before);
            }
        }
        return complete;
    }

    private static MriDialect spoken(DialectText known) {
        DialectText full = known;
        var candidates = new Candidates(known, new Explained.Session(List.of(), 0));
        long type = HIGHEST_TYPE;
        int tag = HIGHEST_TAG;
        for (String name : Candidates.allRows()) {
            String usual = candidates.usual(section(name), key(name)).orElse("");
            boolean message = isMessage(section(name));
            while (full.value(section(name), key(name)).isEmpty() && (message || tag > RUN)) {
                String fields = fields(known, section(name), key(name)).orElse(usual);
                String number = message ? Long.toString(type--) : tags(key(name), tag--);
                String parked = message ? withNumber(number, fields) : usual.replaceFirst("^\\S+", number);
                DialectText tried = full.with(section(name), key(name), parked, Confidence.PLACEHOLDER);
                full = sound(tried) ? tried : full;
            }
        }
        return full.dialect();
    }

    private static String tags(String key, int last) {
        return key.equals("CallVariable1-10") ? (last - RUN + 1) + ".." + last : Integer.toString(last);
    }

    private static Optional<String> fields(DialectText text, String section, String key) {
        return text.row(section, key).map(Row::value).filter(value -> value.contains(":"));
    }

    private static String withNumber(String number, String row) {
        return number + " " + row.replaceFirst("^[^:]*:", ":");
    }

    /** Whether no row contradicts another. */
    private static boolean sound(DialectText tried) {
        try {
            FrameExplainer.of(tried);
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static boolean isMessage(String section) {
        return section.equals("session") || section.equals("dialogue");
    }

    private static String section(String name) {
        return name.substring(0, name.indexOf('/'));
    }

    private static String key(String name) {
        return name.substring(name.indexOf('/') + 1);
    }

    /** Takes a proposal over if it is sure and fits the other rows; says what became of it. */
    void take(Proposal proposal) {
        DialectText tried = text.with(proposal.section(), proposal.key(), proposal.value(), Confidence.PARTIAL);
        DialectText fitting = proposal.sure()
                ? fitting(tried, proposal.section(), proposal.key()).orElse(null)
                : null;
        if (fitting == null) {
            say.accept("Not sure, left as it is: " + proposal);
            return;
        }
        say.accept("Learnt: " + proposal);
        fitting.rows().stream()
                .filter(row -> row.open()
                        && !tried.row(row.section(), row.key()).orElse(row).open())
                .forEach(row -> say.accept(row.key() + " had that number, and is open again."));
        text = complete(fitting);
        spoken = spoken(text);
    }

    /** The dialect with a new value in a row, and the one row open that had the number; empty when that does not help. */
    private static Optional<DialectText> fitting(DialectText tried, String section, String key) {
        if (sound(tried)) {
            return Optional.of(tried);
        }
        for (String name : Candidates.allRows()) {
            Row row = tried.row(section(name), key(name)).orElse(null);
            boolean itself = name.equals(section + "/" + key);
            if (row == null || row.open() || itself || section(name).equals("framing")) {
                continue;
            }
            String open = isMessage(section(name)) ? withNumber("?", row.value()) : "?";
            DialectText opened = tried.with(section(name), key(name), open, Confidence.OPEN);
            if (sound(opened)) {
                return Optional.of(opened);
            }
        }
        return Optional.empty();
    }

    /** The dialect if the frame were this message; empty when its number cannot be. */
    Optional<DialectText> ifIt(String section, String message, ExplainedFrame frame) {
        long subType = frame.number("MessageSubType");
        long number = subType < 0 || section.equals("session") ? frame.number("MessageType") : subType;
        String row =
                withNumber(Long.toString(number), fields(text, section, message).orElse(":"));
        return fitting(text.with(section, message, row, Confidence.PARTIAL), section, message);
    }

    /** Learns from everything that was sent, after a task has run that the script should end as the step says. */
    void learn(List<Conversation> traffic, LearningStep step, long dialogue) {
        answer(traffic, step, dialogue);
        Learner.learn(traffic, text).proposals().forEach(this::take);
    }

    /** The person has said how the script ends this task: what the PIM sent last in its dialogue, if unexplained, says just that. */
    private void answer(List<Conversation> traffic, LearningStep step, long dialogue) {
        List<ExplainedFrame> answers = Explained.all(traffic, text).conversations().stream()
                .flatMap(List::stream)
                .filter(frame -> frame.captured().from() == Side.PIM)
                .map(Explained::frame)
                .filter(frame -> frame.number("DialogueID") == dialogue || looksLikeDialogue(frame))
                .toList();
        if (answers.isEmpty()) {
            say.accept(
                    "Nothing came for this task. Does the PIM understand NEW_TASK? A capture of another application tells.");
            return;
        }
        ExplainedFrame last = answers.get(answers.size() - 1);
        if (last.message() != null) {
            return;
        }
        Evidence before = evidence(traffic, text);
        for (String message : step.answers()) {
            if (before.row("dialogue", message).seen() > 0) {
                continue;
            }
            Optional<DialectText> better = ifIt("dialogue", message, last)
                    .filter(tried -> evidence(traffic, tried).penalty() < before.penalty())
                    .filter(tried ->
                            evidence(traffic, tried).row("dialogue", message).against() == 0);
            if (better.isPresent()) {
                String value = better.get().value("dialogue", message).orElseThrow();
                take(new Proposal("dialogue", message, value, true, "it answered the task of this step"));
                return;
            }
        }
    }

    private static Evidence evidence(List<Conversation> traffic, DialectText text) {
        return Evidence.of(Explained.all(traffic, text), text);
    }

    private boolean looksLikeDialogue(ExplainedFrame frame) {
        boolean direct = "direct".equals(text.value("framing", "task-framing").orElse(""));
        return frame.message() == null && direct;
    }

    /** Says how the rows stand. */
    void report(List<Conversation> traffic) {
        var site = new SiteDialect(text, traffic);
        say.accept("Confirmed so far: " + joined(site.rows(SiteDialect.Standing.CONFIRMED)));
        site.contradictions().forEach(line -> say.accept("Contradicted: " + line));
        say.accept("Open: " + joined(site.rows(SiteDialect.Standing.OPEN)));
    }

    private static String joined(List<String> rows) {
        return rows.isEmpty() ? "nothing" : rows.stream().collect(Collectors.joining(", "));
    }
}
