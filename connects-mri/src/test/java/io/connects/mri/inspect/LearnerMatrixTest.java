package io.connects.mri.inspect;

import static org.assertj.core.api.Assertions.assertThat;

import io.connects.mri.codec.Confidence;
import io.connects.mri.codec.DialectText;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Takes every row out of shuffled dialects in turn and asks for it again. The rows of {@code [reasons]} and {@code [causes]} are left out of the
 * count, for what a code means is not on the wire.
 */
class LearnerMatrixTest {
    private static final int SEEDS = 5;
    private static final int STRANGERS = 6;
    private static final double LEAST_RIGHT = 0.9;

    private enum Outcome {
        SURE('S'),
        RIGHT('u'),
        WRONG('w'),
        NOTHING('-'),
        WRONGLY_SURE('X');

        private final char letter;

        Outcome(char letter) {
            this.letter = letter;
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"ged125-like", "ged188-like"})
    void proposes_nine_rows_of_ten_and_is_never_wrongly_sure(String base) {
        Map<String, StringBuilder> matrix = new TreeMap<>();
        var wrong = new ArrayList<String>();
        int right = 0;
        int sure = 0;
        int all = 0;
        for (long seed = 0; seed < SEEDS; seed++) {
            DialectText dialect = Shuffled.of(Dialects.builtIn(base), seed);
            List<Conversation> traffic = Traffic.of(dialect, seed);
            assertThat(Learner.learn(traffic, dialect).proposals())
                    .as("of a dialect that fits, seed %d", seed)
                    .isEmpty();
            for (String name : Candidates.allRows()) {
                Outcome outcome = outcome(name, dialect, traffic, seed, wrong);
                matrix.computeIfAbsent(name, key -> new StringBuilder()).append(outcome.letter);
                all++;
                sure += outcome == Outcome.SURE ? 1 : 0;
                right += outcome == Outcome.SURE || outcome == Outcome.RIGHT ? 1 : 0;
            }
        }
        print(base, matrix, right, sure, all);
        assertThat(wrong).as("sure and wrong").isEmpty();
        assertThat((double) right / all).isGreaterThanOrEqualTo(LEAST_RIGHT);
    }

    /** A row that is there and wrong, as a site's dialect will have it: its number is one that nobody sends. */
    @ParameterizedTest
    @ValueSource(strings = {"ged125-like", "ged188-like"})
    void finds_the_number_of_a_row_that_says_another_and_is_never_wrongly_sure(String base) {
        var wrong = new ArrayList<String>();
        var missed = new ArrayList<String>();
        int all = 0;
        for (long seed = 0; seed < SEEDS; seed++) {
            DialectText dialect = Shuffled.of(Dialects.builtIn(base), seed);
            List<Conversation> traffic = Traffic.of(dialect, seed);
            for (String name : Candidates.allRows()) {
                String[] row = name.split("/", 2);
                String value = dialect.value(row[0], row[1]).orElseThrow();
                if (row[0].equals("framing") || row[1].equals("CallVariable1-10")) {
                    continue;
                }
                String other = row[0].equals("floats") ? "251" : "444";
                DialectText mistaken =
                        dialect.with(row[0], row[1], value.replaceFirst("\\w+", other), Confidence.PLACEHOLDER);
                all++;
                boolean found = false;
                for (Proposal proposal : Learner.learn(traffic, mistaken).proposals()) {
                    String truth = normal(
                            dialect.value(proposal.section(), proposal.key()).orElse("nothing"));
                    boolean right = normal(proposal.value()).equals(truth);
                    found |= right && proposal.key().equals(row[1]);
                    if (proposal.sure() && !right) {
                        wrong.add("seed " + seed + ", " + name + ": " + proposal);
                    }
                }
                if (!found) {
                    missed.add("seed " + seed + ", " + name);
                }
            }
        }
        System.out.printf(
                "%s: %d rows with another number, %d found, missed %s%n", base, all, all - missed.size(), missed);
        assertThat(wrong).as("sure and wrong").isEmpty();
        assertThat((double) (all - missed.size()) / all).isGreaterThanOrEqualTo(LEAST_RIGHT);
    }

    /** The documented way: nothing is known but the built-in dialect, and the site has other numbers everywhere. */
    @ParameterizedTest
    @ValueSource(strings = {"ged125-like", "ged188-like"})
    void from_the_built_in_dialect_nothing_that_is_sure_is_wrong_and_no_row_is_proposed_twice(String base) {
        var wrong = new ArrayList<String>();
        int sure = 0;
        for (long seed = 0; seed < STRANGERS; seed++) {
            DialectText truth = Shuffled.of(Dialects.builtIn(base), seed);
            List<Proposal> proposals = Learner.learn(Traffic.of(truth, seed), Dialects.builtIn(base))
                    .proposals();
            assertThat(proposals).extracting(Proposal::section, Proposal::key).doesNotHaveDuplicates();
            for (Proposal proposal : proposals) {
                String expected =
                        normal(truth.value(proposal.section(), proposal.key()).orElse("nothing"));
                sure += proposal.sure() ? 1 : 0;
                if (proposal.sure() && !normal(proposal.value()).equals(expected)) {
                    wrong.add("seed " + seed + ", truth " + expected + ": " + proposal);
                }
            }
        }
        System.out.printf("%s, shuffled everywhere: %d sure, %d of them wrong%n", base, sure, wrong.size());
        assertThat(wrong).as("sure and wrong").isEmpty();
    }

    /** Far beyond the limit, in one chunk: the first 512 KiB are kept, to the byte. */
    @Test
    void looks_at_the_first_half_mebibyte_and_not_at_the_rest_of_a_chunk() {
        var chunk = new Conversation.Chunk(null, Side.PIM, new byte[3 << 20], false);
        List<Conversation> kept =
                Learner.beginning(List.of(new Conversation("a:1", "b:2", true, List.of(chunk, chunk))));
        assertThat(kept.get(0).chunks())
                .singleElement()
                .satisfies(it -> assertThat(it.bytes()).hasSize(512 * 1024));
    }

    private static Outcome outcome(
            String name, DialectText dialect, List<Conversation> traffic, long seed, List<String> wrong) {
        String section = name.substring(0, name.indexOf('/'));
        String key = name.substring(name.indexOf('/') + 1);
        String expected = normal(dialect.value(section, key).orElseThrow());
        Outcome outcome = Outcome.NOTHING;
        for (Proposal proposal :
                Learner.learn(traffic, dialect.without(section, key)).proposals()) {
            boolean asked = proposal.key().equals(key);
            boolean right = asked && normal(proposal.value()).equals(expected);
            String truth =
                    normal(dialect.value(proposal.section(), proposal.key()).orElse("nothing"));
            if (proposal.sure() && !normal(proposal.value()).equals(truth)) {
                wrong.add("seed " + seed + " without " + name + " = " + expected + ": " + proposal);
            }
            if (asked) {
                outcome = right
                        ? (proposal.sure() ? Outcome.SURE : Outcome.RIGHT)
                        : (proposal.sure() ? Outcome.WRONGLY_SURE : Outcome.WRONG);
            }
        }
        return outcome;
    }

    private static String normal(String value) {
        return value.replaceAll("\\s*([:,])\\s*", "$1 ").strip().toLowerCase(Locale.ROOT);
    }

    private static void print(String base, Map<String, StringBuilder> matrix, int right, int sure, int all) {
        System.out.printf(
                "%nLearning shuffled %s, one row taken out at a time, %d seeds (S sure, u right but unsure, w wrong and unsure, X wrong and sure):%n",
                base, SEEDS);
        matrix.forEach((name, outcomes) -> System.out.printf("  %-36s %s%n", name, outcomes));
        System.out.printf("  right %d of %d, %d of them sure%n", right, all, sure);
    }
}
