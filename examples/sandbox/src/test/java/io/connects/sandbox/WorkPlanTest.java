package io.connects.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class WorkPlanTest {
    private static final int NUMBER = 200;

    private final List<WorkPlan> plans = WorkPlan.draw(NUMBER, 7, 17);

    @Test
    void the_same_seed_draws_the_same_plans() {
        assertThat(WorkPlan.draw(NUMBER, 7, 17)).isEqualTo(plans);
        assertThat(WorkPlan.draw(NUMBER, 8, 17)).isNotEqualTo(plans);
    }

    @Test
    void every_kind_of_fate_has_its_share() {
        assertThat(share(EnumSet.of(WorkPlan.Fate.ACCEPTED_AT_ONCE))).isGreaterThanOrEqualTo(0.55);
        assertThat(share(EnumSet.of(WorkPlan.Fate.DECLINED_FIRST))).isEqualTo(0.15);
        assertThat(share(EnumSet.of(WorkPlan.Fate.UNANSWERED_FIRST))).isEqualTo(0.10);
        assertThat(plans.stream().filter(plan -> plan.fate().withdrawn()).count())
                .isEqualTo(NUMBER / 10);
    }

    @Test
    void withdrawals_are_spread_over_all_phases() {
        Set<WorkPlan.Fate> withdrawn = plans.stream()
                .map(WorkPlan::fate)
                .filter(WorkPlan.Fate::withdrawn)
                .collect(Collectors.toSet());
        assertThat(withdrawn).hasSize(5);
    }

    @Test
    void work_arrives_at_the_rate_that_was_asked_for() {
        assertThat(plans.get(NUMBER - 1).after()).isBetween(Duration.ofSeconds(11), Duration.ofSeconds(12));
    }

    @Test
    void people_write_in_all_scripts() {
        String all =
                plans.stream().map(plan -> plan.customer() + plan.subject()).collect(Collectors.joining());
        for (Character.UnicodeScript script : List.of(
                Character.UnicodeScript.GREEK,
                Character.UnicodeScript.HAN,
                Character.UnicodeScript.HIRAGANA,
                Character.UnicodeScript.ARABIC)) {
            assertThat(all.codePoints().anyMatch(c -> Character.UnicodeScript.of(c) == script))
                    .as(script.name())
                    .isTrue();
        }
        assertThat(all).contains("ß", "😀", "\u0007");
    }

    private double share(Set<WorkPlan.Fate> fates) {
        return (double) plans.stream()
                        .filter(plan -> fates.contains(plan.fate()))
                        .count()
                / NUMBER;
    }
}
