package io.connects.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.connects.simulators.finesse.FinesseSide;
import io.connects.simulators.finesse.UserState;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** {@code ./connects finesse watch} against the simulated pair. */
@Timeout(180)
class FinesseWatchTest {
    private final Office office = new Office();
    private final StringWriter out = new StringWriter();
    private final CompletableFuture<Runnable> stop = new CompletableFuture<>();

    @AfterEach
    void close() {
        office.close();
    }

    private CompletableFuture<Office.Ended> watching(String account, String password) {
        return CompletableFuture.supplyAsync(() -> {
            try {
                return office.connects(
                        office.configured(account, "finesse"), password, out, stop::complete, "finesse", "watch");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    private void said(String text) throws InterruptedException {
        Office.until(text + " in " + out, () -> out.toString().contains(text));
    }

    @Test
    void tells_an_agents_state_call_task_and_the_move_to_the_other_node_until_it_is_told_to_stop() throws Exception {
        var watch = watching("anna", "fixture-anna");
        said(" watching anna and no teams: it supervises none");
        said(" live: " + office.pair.a().rest().resolve("/"));

        office.open();
        said(" agent anna (First Last): LOGOUT -> NOT_READY");
        said("READY, routable");
        office.pair.setState("anna", UserState.READY, -1);
        said(" agent anna (First Last): NOT_READY -> READY");

        String call = office.pair.ring("anna", "5551234", Map.of());
        said(" call " + call + " of anna: ALERTING, from 5551234 to ");
        office.pair.hangUpOutside(call);
        said(" call " + call + " of anna: over");

        String task = office.tasks.offer(Office.ANNA, Office.MRD);
        said("task 154_77_1 of anna: OFFERED");
        Office.until("taken", () -> office.hand.accept(task).join());
        said("task 154_77_1 of anna: OFFERED -> ACCEPTED");
        assertThat(office.hand.start(task).join()).isTrue();
        assertThat(office.hand.end(task).join()).isTrue();
        said("task 154_77_1 of anna: over, CD_NORMAL_END_TASK");

        office.pair.faults().kill(FinesseSide.A);
        said(" stale: ");
        said(" live: moved to " + office.pair.b().rest().resolve("/"));

        stop.get(30, TimeUnit.SECONDS).run();
        assertThat(watch.get(30, TimeUnit.SECONDS).code()).isZero();
        assertThat(watch.get().err()).isEmpty();
    }

    @Test
    void tells_a_supervisor_of_the_teams_agents() throws Exception {
        var watch = watching("sue", "fixture-sue");
        said(" watching sue and the teams Default");
        said(" live: ");
        office.open();
        said(" agent boris (First Last): LOGOUT -> NOT_READY");

        stop.get(30, TimeUnit.SECONDS).run();
        assertThat(watch.get(30, TimeUnit.SECONDS).code()).isZero();
    }

    @Test
    void a_wrong_password_ends_it() throws Exception {
        var ended = watching("anna", "guessed").get(60, TimeUnit.SECONDS);

        assertThat(ended.code()).isEqualTo(1);
        assertThat(ended.err()).startsWith("route here: Finesse does not accept the password of anna");
    }
}
