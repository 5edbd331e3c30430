package io.connects.simulators.cce;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CongestionTest {
    private static final RouterLimits HUNDRED_A_SECOND = new RouterLimits(15_000, 10_000, 100);

    private static CceFixture rated(CongestionTreatment treatment) {
        return new CceFixture(o -> o.limits(HUNDRED_A_SECOND).congestionTreatment(treatment));
    }

    private static CceFixture rated() {
        return rated(new CongestionTreatment.FailDialogue());
    }

    private static int rejectedOf(CceFixture f, int tasks) {
        int before = f.cce.ledger().rejectedByCongestion();
        IntStream.range(0, tasks).forEach(i -> f.submit("chat"));
        return f.cce.ledger().rejectedByCongestion() - before;
    }

    @Test
    void rejects_in_shares_that_grow_with_the_load_of_the_last_second() {
        var f = rated();

        assertThat(rejectedOf(f, 110)).as("up to 110 %").isZero();
        assertThat(rejectedOf(f, 20)).as("up to 130 %").isEqualTo(2);
        assertThat(rejectedOf(f, 20)).as("up to 150 %").isEqualTo(6);
        assertThat(rejectedOf(f, 150)).as("up to 300 %").isBetween(73, 79);
        f.time.pass(Duration.ofSeconds(1));
        assertThat(rejectedOf(f, 110)).as("a second later").isZero();
    }

    @Test
    void counts_voice_calls_into_the_load_and_rejects_none_of_them() {
        var f = rated();
        IntStream.range(0, 110).forEach(i -> f.cce.call(100, Duration.ofSeconds(1), Duration.ofSeconds(1)));

        assertThat(rejectedOf(f, 20)).isEqualTo(2);
        assertThat(f.cce.ledger().calls()).hasSize(110);
    }

    @Test
    void fails_the_dialogue_releases_or_answers_with_a_label_as_it_is_set() {
        assertThat(rejection(new CongestionTreatment.FailDialogue()))
                .isInstanceOfSatisfying(
                        RouteAnswer.Failed.class,
                        failed -> assertThat(failed.reason()).isEqualTo(FailureReason.REQUEST_REFUSED));
        assertThat(rejection(new CongestionTreatment.Release()))
                .isInstanceOfSatisfying(
                        RouteAnswer.Released.class,
                        released -> assertThat(released.cause()).isEqualTo(ReleaseCause.RELEASED));
        assertThat(rejection(new CongestionTreatment.DefaultLabel("DEFAULT")))
                .isInstanceOfSatisfying(
                        RouteAnswer.Label.class,
                        label -> assertThat(label.label()).isEqualTo("DEFAULT"));
    }

    private static RouteAnswer rejection(CongestionTreatment treatment) {
        var f = rated(treatment);
        rejectedOf(f, 120);
        assertThat(f.answers).hasSize(1);
        assertThat(f.cce.ledger().tasks().get(119))
                .returns(Ending.CONGESTED, TaskEntry::ending)
                .returns("", TaskEntry::taskId);
        assertThat(f.cce.ledger().inQueue()).isEqualTo(119);
        return f.answers.get(0);
    }
}
