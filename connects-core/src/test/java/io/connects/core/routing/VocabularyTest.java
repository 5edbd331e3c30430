package io.connects.core.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class VocabularyTest {
    private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");

    private static Psr.Builder psr(String id) {
        return Psr.builder(id, "item", "queue", "channel", NOON);
    }

    @Test
    void a_task_id_is_written_as_Cisco_writes_it_and_read_back() {
        assertThat(TaskId.of("153:4711:2")).isEqualTo(new TaskId(153, 4711, 2)).hasToString("153:4711:2");
        assertThat(TaskId.of("-1:-1:-1")).isEqualTo(TaskId.NONE);
        for (String wrong : List.of("", "1:2", "1:2:3:4", "a:b:c", "1:2:99999999999", "1:2:9999999999")) {
            assertThatIllegalArgumentException().as(wrong).isThrownBy(() -> TaskId.of(wrong));
        }
    }

    @Test
    void a_task_key_is_the_correlation_value() {
        assertThat(new TaskKey("0JR1", 3)).hasToString("0JR1:3");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TaskKey("0JR1", 0))
                .withMessageContaining("attempt");
    }

    @Test
    void psrs_are_submitted_by_priority_then_request_time_then_id() {
        var inOrder = List.of(
                psr("e").priority(1).build(),
                psr("d").priority(2).secondaryPriority(1).build(),
                psr("c").priority(2).build(),
                psr("z").requestTime(NOON.minusSeconds(1)).build(),
                psr("a").build(),
                psr("b").build());
        var shuffled = new ArrayList<>(inOrder);
        Collections.shuffle(shuffled, new Random(1));
        shuffled.sort(Psr.SUBMISSION_ORDER);
        assertThat(shuffled).isEqualTo(inOrder);
    }

    @Test
    void of_two_psrs_the_later_created_counts_then_the_higher_serial() {
        Psr first = psr("a").serial(9).build();
        Psr later = Psr.builder("b", "item", "queue", "channel", NOON.plusSeconds(1))
                .build();
        assertThat(later.supersedes(first)).isTrue();
        assertThat(first.supersedes(later)).isFalse();
        assertThat(psr("b").serial(10).build().supersedes(first)).isTrue();
        assertThat(first.supersedes(psr("b").serial(10).build())).isFalse();
        assertThat(first.supersedes(first)).isFalse();
        assertThat(psr("b").serial(9).build().supersedes(first))
                .as("someone must")
                .isTrue();
    }

    @Test
    void a_psr_survives_its_builder() {
        Psr full = psr("a").serial(4)
                .requestTime(NOON.minusSeconds(5))
                .priority(1)
                .secondaryPriority(2)
                .preferredUser("user", true)
                .readyForRouting(false)
                .pushed(true)
                .transfer(true)
                .lastDeclinedSession("s")
                .pushTimeout(Duration.ofSeconds(9))
                .capacity(1.0, 50.0)
                .build();
        assertThat(full.toBuilder().build()).isEqualTo(full);
    }

    @Test
    void agents_are_found_from_both_sides_and_nobody_is_there_twice() {
        var anna = new Agent("anna", 5001, "userA");
        Agents agents = Agents.of(List.of(anna));
        assertThat(agents.bySkillTargetId(5001)).contains(anna);
        assertThat(agents.byUserId("userA")).contains(anna);
        assertThat(agents.bySkillTargetId(5002)).isEmpty();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Agents.of(List.of(anna, new Agent("ben", 5001, "userA"))))
                .withMessageContaining("skill target id 5001")
                .withMessageContaining("user id userA");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Agent("x", 0, "u"))
                .withMessageContaining("skillTargetId");
    }

    @Test
    void a_target_needs_a_push_timeout_well_below_the_start_timeout() {
        assertThat(target(30, 22).pushTimeout()).hasSeconds(22);
        assertThatIllegalArgumentException().isThrownBy(() -> target(30, 23)).withMessageContaining("pushTimeout");
        assertThatIllegalArgumentException().isThrownBy(() -> target(30, 0)).withMessageContaining("pushTimeout");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RouteTarget(1, " ", Duration.ofSeconds(30), Duration.ofSeconds(20), Map.of()))
                .withMessageContaining("scriptSelector");
    }

    private static RouteTarget target(int start, int push) {
        return new RouteTarget(1, "s", Duration.ofSeconds(start), Duration.ofSeconds(push), Map.of());
    }

    @Test
    void a_target_is_found_by_queue_and_channel_or_else_by_queue() {
        RouteTarget any = target(30, 20);
        RouteTarget chat = target(40, 20);
        RouteMap routes = RouteMap.builder()
                .add("queue", null, any)
                .add("queue", "chat", chat)
                .build();
        assertThat(routes.target(psr("a").build())).contains(any);
        assertThat(routes.target(Psr.builder("a", "i", "queue", "chat", NOON).build()))
                .contains(chat);
        assertThat(routes.target(Psr.builder("a", "i", "other", "chat", NOON).build()))
                .isEmpty();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RouteMap.builder().add("q", null, any).add("q", null, chat))
                .withMessageContaining("queueId");
    }

    @Test
    void a_variable_names_its_source() {
        assertThat(VariableSource.of("item.Subject")).isEqualTo(new VariableSource.Field("Subject"));
        assertThat(VariableSource.of("=case")).isEqualTo(new VariableSource.Text("case"));
        assertThat(VariableSource.of("psr.id")).isEqualTo(VariableSource.Known.PSR_ID);
        assertThat(VariableSource.of("psr.request-time")).isEqualTo(VariableSource.Known.REQUEST_TIME);
        for (String wrong : List.of("", "item.", "psr.nothing", "Subject")) {
            assertThatIllegalArgumentException().as(wrong).isThrownBy(() -> VariableSource.of(wrong));
        }
    }

    @Test
    void options_have_the_documented_defaults_and_name_every_fault() {
        RoutingOptions defaults = RoutingOptions.DEFAULTS;
        assertThat(List.of(defaults.window(), defaults.selectorWindow(), defaults.pacePerSecond(), defaults.burst()))
                .containsExactly(2_000, 1_000, 20, 50);
        assertThat(defaults.readAhead()).isEqualTo(50);
        assertThat(RoutingOptions.builder().pacePerSecond(100).build().readAhead())
                .isEqualTo(250);
        assertThat(RoutingOptions.builder().pacePerSecond(100_000).build().readAhead())
                .isEqualTo(800);
        assertThat(defaults.retryDelays()).extracting(Duration::toSeconds).containsExactly(0L, 2L, 8L, 30L, 60L);
        assertThat(defaults.resubmitDelays()).extracting(Duration::toMinutes).containsExactly(1L, 2L, 5L, 15L);
        assertThat(defaults.failuresBeforeParking()).isEqualTo(20);
        assertThat(defaults.parkedFor()).hasMinutes(10);
        assertThat(defaults.tombstonesFor()).hasMinutes(10);
        assertThat(defaults.submissionsPerMinute()).isEqualTo(5);
        assertThat(defaults.assignmentMargin()).hasSeconds(3);
        assertThat(defaults.failuresToOpen()).isEqualTo(3);
        assertThat(defaults.foreignWorksToStop()).isEqualTo(3);
        assertThat(defaults.toBuilder().foreignWorksToStop(0).build().toBuilder()
                        .build()
                        .foreignWorksToStop())
                .isZero();
        assertThat(defaults.probeInterval()).hasSeconds(30);
        assertThat(defaults.labelAction("any")).isEqualTo(new LabelAction.Park());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RoutingOptions.builder()
                        .window(0)
                        .burst(-1)
                        .retryDelays(List.of())
                        .parkedFor(Duration.ZERO)
                        .foreignWorksToStop(-1)
                        .build())
                .withMessageContainingAll("window", "burst", "retryDelays", "parkedFor", "foreignWorksToStop");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new LabelAction.RetryAfter(Duration.ZERO))
                .withMessageContaining("delay");
    }
}
