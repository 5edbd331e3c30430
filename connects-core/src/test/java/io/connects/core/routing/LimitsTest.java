package io.connects.core.routing;

import static io.connects.core.routing.Table.ANNA;
import static io.connects.core.routing.Table.SALES;
import static io.connects.core.routing.Table.SECOND;
import static io.connects.core.routing.Table.TICK;
import static io.connects.core.routing.Table.changed;
import static io.connects.core.routing.Table.chosen;
import static io.connects.core.routing.Table.ended;
import static io.connects.core.routing.Table.key;
import static io.connects.core.routing.Table.psr;
import static io.connects.core.routing.Table.read;
import static io.connects.core.routing.Table.submit;
import static io.connects.core.routing.Table.to;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LimitsTest {
    private static List<String> submitted(List<Effect> effects) {
        return effects.stream()
                .filter(Effect.Submit.class::isInstance)
                .map(effect -> ((Effect.Submit) effect).key().psrId())
                .toList();
    }

    private static List<String> reads(List<Effect> effects) {
        return effects.stream()
                .filter(Effect.Read.class::isInstance)
                .map(effect -> ((Effect.Read) effect).known().id())
                .toList();
    }

    @Test
    void the_window_holds_back_what_would_be_one_too_many() {
        Table table = Table.ready(RoutingOptions.builder().window(2).build());
        table.submitted(psr(1).build(), 0);
        table.submitted(psr(2).build(), 0);
        assertThat(table.on(changed(psr(3).build()), 0)).isEmpty();
        assertThat(table.on(ended(key(1, 1), chosen(ANNA), 0), 0)).contains(new Effect.Read(psr(3).build()));
    }

    @Test
    void the_window_of_one_selector_leaves_room_for_others() {
        Table table = Table.ready(RoutingOptions.builder().selectorWindow(1).build());
        table.submitted(psr(1).build(), 0);
        assertThat(table.on(changed(psr(2).build()), 0)).isEmpty();
        Psr support = to("queueSupport", psr(3).build()).build();
        assertThat(table.on(changed(support), 0)).containsExactly(new Effect.Read(support));
    }

    @Test
    void a_burst_goes_out_at_once_and_then_so_many_a_second() {
        Table table =
                Table.ready(RoutingOptions.builder().burst(2).pacePerSecond(4).build());
        table.submitted(psr(1).build(), 0);
        table.submitted(psr(2).build(), 0);
        table.on(changed(psr(3).build()), 0);
        assertThat(table.on(read(psr(3).build(), 0), 0)).isEmpty();
        assertThat(table.wakesAt()).isEqualTo(0.25);
        assertThat(submitted(table.on(TICK, SECOND / 4))).containsExactly("psr3");
    }

    @Test
    void the_order_is_priority_then_request_time_then_id_however_they_came() {
        Table table =
                Table.ready(RoutingOptions.builder().burst(1).pacePerSecond(1).build());
        table.submitted(psr(9).build(), 0);
        List<Psr> came = List.of(
                psr(1).build(),
                psr(2).priority(5).build(),
                psr(3).priority(1).build(),
                psr(4).requestTime(psr(1).build().requestTime().minusSeconds(1)).build());
        came.forEach(psr -> table.on(changed(psr), 0));
        came.forEach(psr -> assertThat(table.on(read(psr, 0), 0)).isEmpty());
        var order = new ArrayList<String>();
        for (int second = 1; second <= 4; second++) {
            order.addAll(submitted(table.on(TICK, second * SECOND)));
        }
        assertThat(order).containsExactly("psr3", "psr2", "psr4", "psr1");
    }

    @Test
    void what_waits_for_the_window_is_taken_in_the_same_order() {
        Table table = Table.ready(RoutingOptions.builder().window(1).build());
        table.submitted(psr(9).build(), 0);
        table.on(changed(psr(1).build()), 0);
        table.on(changed(psr(2).priority(1).build()), 0);
        assertThat(reads(table.on(ended(key(9, 1), chosen(ANNA), 0), 0))).containsExactly("psr2");
    }

    @Test
    void the_order_is_one_over_all_selectors() {
        for (boolean salesFirst : new boolean[] {true, false}) {
            Table table = Table.ready(RoutingOptions.builder().window(1).build());
            table.submitted(psr(9).build(), 0);
            Psr sales = psr(1).priority(salesFirst ? 1 : 2).build();
            Psr support = to("queueSupport", psr(2).build())
                    .priority(salesFirst ? 2 : 1)
                    .build();
            table.on(changed(sales), 0);
            table.on(changed(support), 0);
            assertThat(reads(table.on(ended(key(9, 1), chosen(ANNA), 0), 0)))
                    .containsExactly(salesFirst ? "psr1" : "psr2");
        }
    }

    @Test
    void no_more_is_read_ahead_than_is_allowed() {
        Table table = Table.ready(RoutingOptions.builder().readAhead(1).build());
        assertThat(table.on(changed(psr(1).build()), 0)).hasSize(1);
        assertThat(table.on(changed(psr(2).build()), 0)).isEmpty();
        assertThat(table.on(read(psr(1).build(), 0), 0))
                .as("room is used as soon as it is there")
                .isEqualTo(List.of(submit(key(1, 1), SALES, "new"), new Effect.Read(psr(2).build())));
    }
}
