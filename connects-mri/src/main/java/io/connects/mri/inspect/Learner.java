package io.connects.mri.inspect;

import io.connects.mri.codec.Confidence;
import io.connects.mri.codec.DialectText;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Proposes values for the rows of a dialect that a capture contradicts, or that are open or missing. Each candidate is tried: the capture is
 * explained with it, and the rules of the conversation say how well that fits. It never says more than that: a proposal is {@code sure} when
 * every other candidate fits worse, something fits twice that would not by chance, and with all proposals at least 95 % of the frames are explained.
 *
 * <p>Pure and deterministic; looks at the first 512 KiB of a capture.
 */
public final class Learner {
    private static final int MOST_BYTES = 512 * 1024;
    private static final int MARGIN = 2;
    private static final int MOST_ROUNDS = 60;
    private static final int LEAST_SUPPORT = 2;
    private static final int LEAST_EXPLAINED_PERCENT = 95;

    private final List<Conversation> capture;
    private final List<Proposal> proposals = new ArrayList<>();
    private DialectText dialect;

    private Learner(List<Conversation> capture, DialectText dialect) {
        this.capture = capture;
        this.dialect = dialect;
    }

    /** One value of one row, and how well the whole fits with it. */
    private record Trial(String section, String key, String value, DialectText dialect, Evidence evidence) {
        private int penalty() {
            return evidence.penalty();
        }

        private Evidence.Tally tally() {
            return evidence.row(section, key);
        }

        private boolean sameRow(Trial other) {
            return section.equals(other.section) && key.equals(other.key);
        }
    }

    /**
     * What was learnt.
     *
     * @param dialect the dialect with the proposals in it, which may still have open rows
     */
    public record Lesson(List<Proposal> proposals, DialectText dialect) {
        public Lesson {
            proposals = List.copyOf(proposals);
        }
    }

    /**
     * Proposes rows.
     *
     * @throws IllegalArgumentException when the dialect has faults other than open and missing rows, naming each
     */
    public static Lesson learn(List<Conversation> capture, DialectText dialect) {
        var learner = new Learner(beginning(capture), dialect);
        learner.missing();
        learner.replace();
        learner.openContradicted();
        learner.missing();
        learner.replace();
        learner.leftOver();
        learner.codes();
        List<Proposal> news = learner.judged().stream()
                .filter(proposal -> !dialect.value(proposal.section(), proposal.key())
                        .map(Learner::normal)
                        .equals(Optional.of(normal(proposal.value()))))
                .toList();
        return new Lesson(news, learner.dialect);
    }

    /**
     * The last proposal of each row. What looked sure while the rest was unknown stays so only if the dialect with all proposals explains nearly
     * the whole capture, nothing speaks against the row in the end, and it was not proposed with another value on the way.
     */
    private List<Proposal> judged() {
        var last = new LinkedHashMap<String, Proposal>();
        var changed = new HashSet<String>();
        for (Proposal proposal : proposals) {
            String name = proposal.section() + "/" + proposal.key();
            Proposal before = last.remove(name);
            if (before != null && !normal(before.value()).equals(normal(proposal.value()))) {
                changed.add(name);
            }
            last.put(name, proposal);
        }
        Explained.Session session = Explained.all(capture, dialect);
        Evidence evidence = Evidence.of(session, dialect);
        int percent = explainedPercent(session);
        var judged = new ArrayList<Proposal>();
        last.forEach((name, proposal) -> {
            Evidence.Tally tally = evidence.row(proposal.section(), proposal.key());
            String doubt = percent < LEAST_EXPLAINED_PERCENT
                    ? "only " + percent + " % of the capture are explained"
                    : changed.contains(name)
                            ? "another value seemed to fit before"
                            : tally.against() > 0 ? String.join(", ", tally.remarks()) : "";
            judged.add(
                    !proposal.sure() || doubt.isEmpty()
                            ? proposal
                            : new Proposal(
                                    proposal.section(),
                                    proposal.key(),
                                    proposal.value(),
                                    false,
                                    proposal.reason() + ", but " + doubt));
        });
        return judged;
    }

    private static int explainedPercent(Explained.Session session) {
        List<Explained> frames =
                session.conversations().stream().flatMap(List::stream).toList();
        long explained = frames.stream().filter(Explained::explained).count();
        return frames.isEmpty() ? 0 : (int) (explained * 100 / frames.size());
    }

    private static String normal(String value) {
        return value.replaceAll("\\s+", "");
    }

    /** The first 512 KiB, cut within a chunk if need be. */
    static List<Conversation> beginning(List<Conversation> capture) {
        var kept = new ArrayList<Conversation>();
        int bytes = 0;
        for (Conversation conversation : capture) {
            var chunks = new ArrayList<Conversation.Chunk>();
            for (Conversation.Chunk chunk : conversation.chunks()) {
                int length = Math.min(chunk.bytes().length, MOST_BYTES - bytes);
                if (length > 0) {
                    byte[] part = length == chunk.bytes().length ? chunk.bytes() : Arrays.copyOf(chunk.bytes(), length);
                    chunks.add(new Conversation.Chunk(chunk.time(), chunk.from(), part, chunk.lostBefore()));
                    bytes += length;
                }
            }
            kept.add(
                    new Conversation(conversation.pim(), conversation.application(), conversation.fromStart(), chunks));
        }
        return kept;
    }

    private Evidence evidence(DialectText text) {
        return Evidence.of(Explained.all(capture, text), text);
    }

    /** Message rows that more speaks against than for are taken out, so that another number can be found for them. */
    private void openContradicted() {
        Evidence evidence = evidence(dialect);
        for (String name : Candidates.allRows()) {
            String section = section(name);
            Evidence.Tally tally = evidence.row(section, key(name));
            boolean message = section.equals("session") || section.equals("dialogue");
            if (message && tally.against() > tally.support() && tally.against() * 2 > tally.seen()) {
                DialectText.Row row = dialect.row(section, key(name)).orElse(null);
                if (row != null && !row.open()) {
                    String fields = row.value().contains(":") ? row.value().replaceFirst("^[^:]*", "? ") : "?";
                    dialect = dialect.with(section, row.key(), fields, Confidence.OPEN);
                }
            }
        }
    }

    private static String section(String name) {
        return name.substring(0, name.indexOf('/'));
    }

    private static String key(String name) {
        return name.substring(name.indexOf('/') + 1);
    }

    /** Rows without a value: the framing first, one by one; then messages and fields, the one that fits best each time. */
    private void missing() {
        for (String name : Candidates.allRows()) {
            if (section(name).equals("framing") && isMissing(name) && !isLate(name)) {
                best(List.of(name)).ifPresent(this::accept);
            }
        }
        greedy(Candidates.allRows().stream()
                .filter(name -> !section(name).equals("framing"))
                .filter(this::isMissing)
                .toList());
        for (String name : Candidates.allRows()) {
            if (section(name).equals("framing") && isMissing(name)) {
                best(List.of(name)).ifPresent(this::accept);
            }
        }
    }

    /** Framing rows that can only be judged when the messages are known. */
    private static boolean isLate(String name) {
        return Set.of("null-id", "first-sequence", "protocol-version", "script-result-ok", "routing-after-open")
                .contains(key(name));
    }

    private boolean isMissing(String name) {
        return dialect.value(section(name), key(name)).isEmpty();
    }

    /** Rows with a value that the capture never shows, where something else is unexplained: perhaps they have another number. */
    private void replace() {
        Evidence evidence = evidence(dialect);
        var unseen = Candidates.allRows().stream()
                .filter(name -> !section(name).equals("framing"))
                .filter(name -> evidence.row(section(name), key(name)).seen() == 0)
                .toList();
        greedy(unseen);
        String version = "framing/protocol-version";
        if (evidence.row("framing", key(version)).against() > 0) {
            best(List.of(version)).filter(this::improves).ifPresent(this::accept);
        }
    }

    private void greedy(List<String> names) {
        var left = new ArrayList<>(names);
        for (int round = 0; round < MOST_ROUNDS && !left.isEmpty(); round++) {
            Optional<Trials> best = best(left).filter(this::improves);
            if (best.isEmpty()) {
                return;
            }
            accept(best.get());
            left.remove(best.get().first().section() + "/" + best.get().first().key());
        }
    }

    private boolean improves(Trials trials) {
        return trials.first().penalty() + MARGIN <= evidence(dialect).penalty()
                || (trials.first().penalty() < evidence(dialect).penalty()
                        && trials.first().tally().against() == 0);
    }

    /** The best trial, and how much worse the best other one is that contradicts it. */
    private record Trials(Trial first, int lead, @Nullable Trial rival) {}

    private Optional<Trials> best(List<String> names) {
        var candidates = new Candidates(dialect, Explained.all(capture, dialect));
        var trials = new ArrayList<Trial>();
        for (String name : names) {
            for (String value : candidates.of(section(name), key(name))) {
                trial(section(name), key(name), value).ifPresent(trials::add);
            }
        }
        Comparator<Trial> order = Comparator.comparingInt(Trial::penalty)
                .thenComparing(trial -> -trial.tally().support() + trial.tally().against());
        trials.sort(order);
        if (trials.isEmpty()) {
            return Optional.empty();
        }
        Trial first = trials.get(0);
        Trial rival = trials.stream()
                .skip(1)
                .filter(other -> other.sameRow(first) || sameNumber(first, other))
                .findFirst()
                .orElse(null);
        int lead = rival == null ? Integer.MAX_VALUE : rival.penalty() - first.penalty();
        return Optional.of(new Trials(first, lead, rival));
    }

    private static boolean sameNumber(Trial one, Trial other) {
        return one.section().equals(other.section())
                && Explained.number(one.value()).isPresent()
                && Explained.number(one.value()).equals(Explained.number(other.value()));
    }

    private Optional<Trial> trial(String section, String key, String value) {
        DialectText tried = dialect.with(section, key, value, Confidence.PARTIAL);
        try {
            return Optional.of(new Trial(section, key, value, tried, evidence(tried)));
        } catch (IllegalArgumentException e) {
            return Optional.empty(); // it contradicts another row
        }
    }

    private void accept(Trials trials) {
        Trial first = trials.first();
        Evidence.Tally tally = first.tally();
        boolean switched = first.section().equals("framing");
        boolean shown =
                tally.support() >= LEAST_SUPPORT || (switched && trials.lead() > MARGIN && trials.rival() != null);
        boolean sure = shown && tally.against() == 0 && trials.lead() >= MARGIN && !isConvention(first.key());
        String reason = !shown
                ? (tally.support() == 0 ? "nothing in the capture tells" : "fits only once, which may be chance")
                : tally.against() > 0
                        ? "but " + String.join(", ", tally.remarks())
                        : trials.lead() < MARGIN && trials.rival() != null
                                ? "so might be " + trials.rival().key() + " = "
                                        + trials.rival().value()
                                : (tally.support() == 0
                                        ? "every other value fits worse"
                                        : "fits " + tally.support() + " times");
        propose(first.section(), first.key(), first.value(), sure, reason);
    }

    /** What one side chose to say, which another one may say otherwise. */
    private static boolean isConvention(String key) {
        return Set.of("routing-after-open", "script-result-ok").contains(key);
    }

    private void propose(String section, String key, String value, boolean sure, String reason) {
        proposals.add(new Proposal(section, key, value, sure, reason));
        dialect = dialect.with(section, key, value, Confidence.PARTIAL);
    }

    /** What leaves no trace is proposed as the family has it. */
    private void leftOver() {
        var candidates = new Candidates(dialect, new Explained.Session(List.of(), 0));
        for (String name : Candidates.allRows()) {
            if (isMissing(name)) {
                candidates
                        .usual(section(name), key(name))
                        .filter(value -> trial(section(name), key(name), value).isPresent())
                        .ifPresent(value -> propose(
                                section(name),
                                key(name),
                                value,
                                false,
                                "nothing in the capture tells; as in the family"));
            }
        }
    }

    private void codes() {
        var candidates = new Candidates(dialect, Explained.all(capture, dialect));
        var seen = new HashSet<String>();
        candidates.codes("reasons", "NEW_TASK_FAILURE", "ReasonCode").forEach((key, value) -> {
            if (seen.add(key) && dialect.row("reasons", key).isEmpty()) {
                propose("reasons", key, value, false, "the code occurs; what it means is not in the traffic");
            }
        });
        candidates.codes("causes", "RELEASE", "Cause").forEach((key, value) -> {
            if (seen.add(key) && dialect.row("causes", key).isEmpty()) {
                propose("causes", key, value, false, "the code occurs; what it means is not in the traffic");
            }
        });
    }
}
