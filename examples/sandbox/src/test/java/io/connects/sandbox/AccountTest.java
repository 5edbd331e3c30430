package io.connects.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.connects.simulators.cce.Ending;
import io.connects.simulators.cce.RouteRequest;
import io.connects.simulators.cce.TaskEntry;
import io.connects.simulators.salesforce.SalesforceLedger;
import io.connects.simulators.salesforce.SalesforceLedger.PsrAccount;
import io.connects.simulators.salesforce.SalesforceLedger.WorkAccount;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What counts as lost, duplicated, harmed and spent, from records alone. Times are seconds. */
class AccountTest {
    private static final int AGENT = 5011;
    private static final String USER = "0050000000000AAAAA";

    @Test
    void a_psr_that_is_still_there_and_ready_is_lost() {
        Account account = account(List.of(psr(null, null)), List.of(), List.of());

        assertThat(account.lost()).hasSize(1);
        assertThat(account.summary())
                .isEqualTo("demo: 1 offered, 0 accepted, 0 withdrawn, 1 lost, 0 duplicated, 0 harmed");
    }

    @Test
    void an_accepted_work_item_is_accepted() {
        Account account = account(
                List.of(psr(SalesforceLedger.Ending.ACCEPTED, 12)),
                List.of(work("W1", Map.of("Assigned", 10, "Opened", 12))),
                List.of(task(9, Ending.STARTED_AND_ENDED, 20)));

        assertThat(account.summary())
                .isEqualTo("demo: 1 offered, 1 accepted, 0 withdrawn, 0 lost, 0 duplicated, 0 harmed");
    }

    @Test
    void a_reservation_that_ran_out_without_an_agent_work_is_harm() {
        Account account = account(
                List.of(psr(SalesforceLedger.Ending.ACCEPTED, 60)), List.of(), List.of(task(9, Ending.RAN_OUT, 21)));

        assertThat(account.harmed()).hasSize(1);
    }

    @Test
    void a_reservation_that_ran_out_after_the_agent_declined_is_the_agents_own_doing() {
        Account account = account(
                List.of(psr(SalesforceLedger.Ending.ACCEPTED, 60)),
                List.of(work("W1", Map.of("Assigned", 10, "Declined", 12))),
                List.of(task(9, Ending.RAN_OUT, 21)));

        assertThat(account.harmed()).isEmpty();
        assertThat(account.ownDoing()).isEqualTo(1);
    }

    @Test
    void a_decline_excuses_only_the_reservation_that_it_belongs_to() {
        Account account = account(
                List.of(psr(SalesforceLedger.Ending.ACCEPTED, 60)),
                List.of(work("W1", Map.of("Assigned", 16, "Declined", 17))),
                List.of(task(9, Ending.RAN_OUT, 21), task(15, Ending.RAN_OUT, 27)));

        assertThat(account.harmed()).singleElement().asString().contains(at(9).toString());
        assertThat(account.ownDoing()).isEqualTo(1);
    }

    @Test
    void a_reservation_for_work_that_was_withdrawn_after_the_choice_is_spent() {
        Account account = account(
                List.of(psr(SalesforceLedger.Ending.WITHDRAWN, 10)), List.of(), List.of(task(9, Ending.RAN_OUT, 21)));

        assertThat(account.spent()).isEqualTo(1);
        assertThat(account.harmed()).isEmpty();
        assertThat(account.withdrawn()).isEqualTo(1);
    }

    @Test
    void a_reservation_made_two_seconds_after_the_withdrawal_is_harm() {
        assertThat(account(
                                List.of(psr(SalesforceLedger.Ending.WITHDRAWN, 8)),
                                List.of(),
                                List.of(task(9, Ending.RAN_OUT, 21)))
                        .spent())
                .isEqualTo(1);
        assertThat(account(
                                List.of(psr(SalesforceLedger.Ending.WITHDRAWN, 7)),
                                List.of(),
                                List.of(task(9, Ending.RAN_OUT, 21)))
                        .harmed())
                .hasSize(1);
    }

    @Test
    void work_that_was_accepted_and_whose_task_ran_out_all_the_same_is_harm() {
        Account account = account(
                List.of(psr(SalesforceLedger.Ending.ACCEPTED, 12)),
                List.of(work("W1", Map.of("Assigned", 10, "Opened", 12))),
                List.of(task(9, Ending.RAN_OUT, 21)));

        assertThat(account.harmed()).hasSize(1);
    }

    private static Account account(List<PsrAccount> psrs, List<WorkAccount> works, List<TaskEntry> tasks) {
        return Account.of(new SalesforceLedger(psrs, works, List.of(), List.of(), 0), tasks, Map.of(AGENT, USER));
    }

    private static PsrAccount psr(SalesforceLedger.@Nullable Ending ending, @Nullable Integer ended) {
        return new PsrAccount(
                "PSR1",
                "CASE1",
                "QUEUE1",
                at(0),
                true,
                false,
                Optional.ofNullable(ended).map(AccountTest::at),
                Optional.ofNullable(ending),
                Optional.empty());
    }

    private static WorkAccount work(String id, Map<String, Integer> statuses) {
        var times = new LinkedHashMap<String, Instant>();
        statuses.entrySet().stream()
                .sorted(Map.Entry.comparingByValue())
                .forEach(status -> times.put(status.getKey(), at(status.getValue())));
        return new WorkAccount(id, "PSR1", "CASE1", USER, times);
    }

    private static TaskEntry task(int chosen, Ending ending, int ended) {
        return new TaskEntry(
                1,
                new RouteRequest(1, 5003, "8000", null, null, Map.of()),
                "PSR1:1",
                "1:" + chosen + ":1",
                AGENT,
                new TaskEntry.Times(at(1), at(chosen), null, null, at(ended)),
                ending,
                null);
    }

    private static Instant at(int second) {
        return Instant.EPOCH.plusSeconds(second);
    }
}
