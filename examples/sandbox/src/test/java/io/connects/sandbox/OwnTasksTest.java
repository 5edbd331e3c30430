package io.connects.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.connects.core.Secret;
import io.connects.core.routing.TaskId;
import io.connects.core.routing.TaskLifecycle;
import io.connects.finesse.FinesseCredentials;
import io.connects.finesse.FinesseOptions;
import io.connects.finesse.routing.FinesseTaskLifecycle;
import io.connects.simulators.finesse.FinesseAgent;
import io.connects.simulators.finesse.FinesseFlavour;
import io.connects.simulators.finesse.FinesseLedger;
import io.connects.simulators.finesse.FinessePair;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What becomes of the tasks of the adapter's own account, at the simulated pair. */
@Timeout(120)
class OwnTasksTest {
    private final List<String> told = new CopyOnWriteArrayList<>();
    private final TaskLifecycle.Listener listener = new TaskLifecycle.Listener() {
        @Override
        public void started(TaskId task) {
            told.add("started " + task);
        }

        @Override
        public void ended(TaskId task, String disposition) {
            told.add("ended " + task + " " + disposition);
        }
    };

    @Test
    void start_and_end_of_an_own_task_are_told_and_of_others_nothing() throws InterruptedException {
        try (var office = new Office();
                var lifecycle = new FinesseTaskLifecycle(office.session("anna"))) {
            office.open();
            lifecycle.start(listener);
            Office.until(
                    "a session",
                    () -> office.pair.ledger().attendances().stream()
                            .anyMatch(session -> session.resource().equals("connects-tasks")));

            for (int agent : List.of(Office.BORIS, Office.ANNA)) {
                String task = office.tasks.offer(agent, Office.MRD);
                Office.until("accepted", () -> office.hand.accept(task).join());
                assertThat(office.hand.start(task).join()).isTrue();
                Office.until("told", () -> agent == Office.BORIS || told.size() == 1);
                assertThat(office.hand.end(task).join()).isTrue();
            }

            Office.until("told", () -> told.size() == 2);
            var annas = new TaskId(154, 77, 2);
            assertThat(told).containsExactly("started " + annas, "ended " + annas + " CD_NORMAL_END_TASK");
        }
    }

    @ParameterizedTest
    @EnumSource(FinesseFlavour.class)
    void of_an_account_without_media_nothing_is_told_and_no_session_is_opened(FinesseFlavour flavour)
            throws InterruptedException {
        var options = io.connects.simulators.finesse.FinesseOptions.builder()
                .flavour(flavour)
                .agent(FinesseAgent.builder("admin", "fixture").administrator().build());
        try (var log = new LogLines(FinesseTaskLifecycle.class.getName());
                var pair = new FinessePair(options.build()).start();
                var lifecycle = new FinesseTaskLifecycle(FinesseOptions.builder()
                        .nodes(pair.a().rest().resolve("/"), pair.b().rest().resolve("/"))
                        .credentials(new FinesseCredentials.Password("admin", Secret.of("fixture")))
                        .trustFiles(List.of(pair.authorityPem()))
                        .build())) {
            lifecycle.start(listener);

            Office.until("unknown", () -> log.contains("INFO finesse tasks=unknown account=admin"));
            assertThat(pair.ledger().requests())
                    .extracting(FinesseLedger.RequestEntry::path)
                    .containsExactly("User/admin/Media");
            assertThat(pair.ledger().attendances()).isEmpty();
        }
        assertThat(told).isEmpty();
    }
}
